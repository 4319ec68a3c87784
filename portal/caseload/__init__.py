"""Capacity, rhythm, the volunteer's day and the coordinator's board."""
