"""How long things take in a handover."""
