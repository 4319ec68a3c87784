"""Volunteers: what they offer, their papers, when they are away."""
