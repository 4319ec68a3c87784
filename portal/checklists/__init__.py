"""Checklist templates and the items of a trajectory."""

from flask import Flask


def init(app: Flask) -> None:
    """Add what this feature has: addresses, words, and what the portal does by itself."""
    from portal.checklists import views, words
    from portal.checklists.along import service as along
    from portal.checklists.starting import init_checklists
    from portal.contacts.ticks.service import init_ticks
    from portal.wording import register

    app.register_blueprint(views.blueprint)
    register(words)
    init_checklists()
    init_ticks(along)
