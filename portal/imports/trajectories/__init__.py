"""Households and trajectories from a file."""
