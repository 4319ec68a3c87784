"""How long a session may be silent."""
