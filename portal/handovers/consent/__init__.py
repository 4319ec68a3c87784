"""Consent per adult, recipient and part (rule 9)."""
