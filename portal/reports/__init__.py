"""Figures over time, each with its unit, its definition and the rows behind it."""
