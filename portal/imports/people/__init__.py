"""Volunteers and neighbourhood teams from a file."""
