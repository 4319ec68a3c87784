"""Logging on the way home, with or without a connection."""
