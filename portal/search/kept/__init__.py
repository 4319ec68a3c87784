"""The rows that can be found, and the words they have."""
