"""The adults of a household."""
