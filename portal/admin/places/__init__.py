"""Locations and municipalities."""
