"""How long trajectories last."""
