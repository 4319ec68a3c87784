"""Capacity, rhythm, the volunteer's day and the coordinator's board."""

from flask import Flask


def init(app: Flask) -> None:
    """Add what this feature has: addresses, words, and what the portal does by itself."""
    from portal.caseload import views, views_board, words, words_board
    from portal.wording import register

    for part in (views, views_board):
        app.register_blueprint(part.blueprint)
    for sentences in (words, words_board):
        register(sentences)
