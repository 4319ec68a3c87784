"""Contact moments."""

from flask import Flask


def init(app: Flask) -> None:
    """Add what this feature has: addresses, words, and what the portal does by itself."""
    from portal.contacts import views, words
    from portal.contacts.late import views as late
    from portal.contacts.late import words as late_words
    from portal.contacts.underway import views as underway
    from portal.wording import register

    for part in (views, late, underway):
        app.register_blueprint(part.blueprint)
    for sentences in (words, late_words):
        register(sentences)
