"""The topics of contacts and needs."""
