"""Checklists: which there are, and their versions."""
