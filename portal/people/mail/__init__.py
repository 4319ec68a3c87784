"""The outbox, and the server that takes its mail."""
