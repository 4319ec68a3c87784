"""Contact moments."""

from flask import Flask


def init(app: Flask) -> None:
    """Add what this feature has: addresses, words, and what the portal does by itself."""
    from portal.contacts import views, views_late, views_underway, words, words_late
    from portal.wording import register

    for part in (views, views_late, views_underway):
        app.register_blueprint(part.blueprint)
    for sentences in (words, words_late):
        register(sentences)
