"""Passwords: which are good, and their hashes."""
