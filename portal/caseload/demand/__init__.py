"""Demand: what the households that wait ask, by type, function, language and postcode area."""
