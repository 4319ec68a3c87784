"""Found in a second: a household, a person or a handover by a name, a number or a reference."""

from flask import Flask


def init(app: Flask) -> None:
    """Add what this feature has: addresses, words, and what the portal does by itself."""
    from portal.search import views
    from portal.search.kept.queries import init_search

    app.register_blueprint(views.blueprint)
    init_search()
