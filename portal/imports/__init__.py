"""Files from other systems."""

from flask import Flask


def init(app: Flask) -> None:
    """Add what this feature has: addresses, words, and what the portal does by itself."""
    from portal.imports import views, words
    from portal.imports.service import init_drafts
    from portal.wording import register

    app.register_blueprint(views.blueprint)
    register(words)
    init_drafts(app)
