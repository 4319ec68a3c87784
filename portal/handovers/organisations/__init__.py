"""Other organisations, which have no account here."""
