"""Capacity, rhythm, the volunteer's day and the coordinator's board."""

from flask import Flask


def init(app: Flask) -> None:
    """Add what this feature has: addresses, words, and what the portal does by itself."""
    from portal.caseload import words
    from portal.caseload.board import views as board
    from portal.caseload.board import words as board_words
    from portal.caseload.lists import views as lists
    from portal.caseload.registers import views as registers
    from portal.caseload.registers import words as registers_words
    from portal.caseload.today import views as today
    from portal.caseload.volunteer import views as volunteer
    from portal.wording import register

    for room in (today, board, lists, registers, volunteer):
        app.register_blueprint(room.blueprint)
    for sentences in (words, board_words, registers_words):
        register(sentences)
