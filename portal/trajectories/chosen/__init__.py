"""Several trajectories, chosen on a list: reminded, assigned or passed on in one step."""
