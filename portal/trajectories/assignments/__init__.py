"""Who supports which household: claimed, assigned, released."""
