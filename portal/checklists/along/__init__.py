"""Ticking and closing items along with a contact."""
