"""The list of handovers, the page of one, and its timeline."""
