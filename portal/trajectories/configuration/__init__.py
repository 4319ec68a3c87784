"""What a functional admin decides of trajectories."""
