"""Screens of the functional admin."""
