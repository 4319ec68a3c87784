"""The settings of trajectories that a functional admin decides."""
