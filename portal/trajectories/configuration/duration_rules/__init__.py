"""How long support lasts, by municipality."""
