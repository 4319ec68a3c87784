"""One trajectory with everything around it, as its people read it."""

from flask import Flask


def init(app: Flask) -> None:
    """Add what this feature has: addresses, words, and what the portal does by itself."""
    from portal.dossier import views, views_card, words, words_card, words_events
    from portal.wording import register

    for part in (views, views_card):
        app.register_blueprint(part.blueprint)
    for sentences in (words, words_card, words_events):
        register(sentences)
