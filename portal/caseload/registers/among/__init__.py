"""Which rows a register has, and in which order."""
