"""The day of a volunteer."""
