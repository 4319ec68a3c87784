"""The demands on a row to be imported: pure decisions over plain values. `judging` holds the rows of each kind of file
against `values` (one cell) and `columns` (the headings). It answers in `findings`."""
