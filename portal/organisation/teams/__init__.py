"""Neighbourhood teams and the postcode areas they cover."""
