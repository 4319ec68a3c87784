"""Roles, and who is left at a place."""
