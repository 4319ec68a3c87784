"""Neighbourhood teams and their postcode areas."""
