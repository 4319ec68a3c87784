"""Users, roles, sign-in, volunteers and their papers, absence, notices."""

from flask import Flask


def init(app: Flask) -> None:
    """Add what this feature has: addresses, words, and what the portal does by itself."""
    from portal.people import (
        views,
        views_accounts,
        views_invitations,
        views_notices,
        views_own,
        views_volunteers,
        words,
        words_stand_in,
    )
    from portal.people.service_mail import init_mail
    from portal.people.service_upkeep import init_upkeep
    from portal.wording import register

    for part in (views, views_accounts, views_invitations, views_notices, views_own, views_volunteers):
        app.register_blueprint(part.blueprint)
    for sentences in (words, words_stand_in):
        register(sentences)
    init_mail(app)
    init_upkeep(app)
