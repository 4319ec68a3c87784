"""The draft of a checklist."""
