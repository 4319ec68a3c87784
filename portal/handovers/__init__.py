"""Warm handovers and the consent they rest on."""
