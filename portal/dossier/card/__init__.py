"""The contact card: who helps a household now."""
