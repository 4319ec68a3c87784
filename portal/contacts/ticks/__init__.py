"""Ticking the checklist along with a contact."""
