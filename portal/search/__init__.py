"""Found in a second: a household, a person or a handover by a name, a number or a reference."""

from flask import Flask


def init(_app: Flask) -> None:
    """Let rows be found by the words they have."""
    from portal.search.kept.queries import init_search

    init_search()
