"""The appointments that contacts name."""
