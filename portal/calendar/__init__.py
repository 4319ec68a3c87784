"""The calendar that a volunteer's phone subscribes to."""

from flask import Flask

from portal.calendar import words


def init(app: Flask) -> None:
    """Add what this feature has: addresses, words, and what the portal does by itself."""
    from portal.calendar import views
    from portal.wording import register

    app.register_blueprint(views.blueprint)
    register(words)
