"""The messages between sender and team."""
