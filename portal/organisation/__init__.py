"""Locations, municipalities, neighbourhood teams and their postcodes, languages."""

from flask import Flask


def init(app: Flask) -> None:
    """Add what this feature has: addresses, words, and what the portal does by itself."""
    from portal.organisation import words
    from portal.wording import register

    register(words)
