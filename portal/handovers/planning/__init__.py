"""Which steps come near, and before which day."""
