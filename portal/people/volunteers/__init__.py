"""Volunteers: what they offer, and their papers."""
