"""Completion: the lead moves, the trajectory closes (rules 6, 7, 8)."""
