"""What the client reads of it, in the own language."""
