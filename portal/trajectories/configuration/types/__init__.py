"""The types of trajectory and their phases."""
