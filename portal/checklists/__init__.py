"""Checklist templates and the items of a trajectory."""
