"""One-time links to a password."""
