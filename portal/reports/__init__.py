"""Figures over time, each with its unit, its definition and the rows behind it."""

from flask import Flask


def init(app: Flask) -> None:
    """Add what this feature has: addresses, words, and what the portal does by itself."""
    from portal.reports import views, words
    from portal.wording import register

    app.register_blueprint(views.blueprint)
    register(words)
