"""Households, clients, trajectories and assignments; claim, assign, release."""
