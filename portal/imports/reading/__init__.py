"""From the bytes of a file to headings and rows that know their line; pure, and careful with hostile files."""
