"""The rows of trajectories."""
