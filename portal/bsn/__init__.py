"""Burgerservicenummers in a text, and all else that people write in digits (domain.md, section 7)."""
