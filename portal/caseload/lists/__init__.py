"""The lists behind the numbers of the board."""
