"""Paper: what the portal prints, set by typst from templates of its own, in the scripts of the people it is for.
Low in the house: it knows no feature. A feature hands in plain values and gets the bytes of a PDF."""
