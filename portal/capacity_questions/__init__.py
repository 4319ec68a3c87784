"""Questions to neighbourhood teams: is there room, before anything is offered."""

from flask import Flask


def init(app: Flask) -> None:
    """Add what this feature has: addresses, words, and what the portal does by itself."""
    from portal.capacity_questions import views, words
    from portal.wording import register

    app.register_blueprint(views.blueprint)
    register(words)
