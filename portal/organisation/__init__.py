"""Locations, municipalities, neighbourhood teams and their postcodes, languages."""
