"""The worklist: what asks for a coordinator, each with who answers and before when."""

from flask import Flask


def init(app: Flask) -> None:
    """Add what this feature has: addresses, words, and what the portal does by itself."""
    from portal.wording import register
    from portal.worklist import views
    from portal.worklist.questions import views as questions
    from portal.worklist.questions import words

    for part in (views, questions):
        app.register_blueprint(part.blueprint)
    register(words)
