"""The trajectories that wait for a volunteer: choose, claim, release."""
