"""The households behind one volunteer's numbers."""
