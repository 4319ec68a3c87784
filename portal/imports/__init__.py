"""Files from other systems."""

from flask import Flask


def init(app: Flask) -> None:
    """Add what this feature has: addresses, words, and what the portal does by itself."""
    from portal.imports import views, words, words_resembling
    from portal.imports.service_drafts import init_drafts
    from portal.wording import register

    app.register_blueprint(views.blueprint)
    for part in (words, words_resembling):
        register(part)
    init_drafts(app)
