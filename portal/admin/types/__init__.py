"""Trajectory types and their phases."""
