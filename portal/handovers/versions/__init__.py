"""A newer version of what went along."""
