"""The rows of a handover."""
