"""One trajectory with everything around it, as its people read it."""

from flask import Flask


def init(app: Flask) -> None:
    """Add what this feature has: addresses, words, and what the portal does by itself."""
    from portal.dossier import views, words
    from portal.dossier.card import views as card
    from portal.dossier.card import words as card_words
    from portal.wording import register

    for part in (views, card):
        app.register_blueprint(part.blueprint)
    for sentences in (words, card_words):
        register(sentences)
