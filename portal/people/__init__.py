"""Users, roles, sign-in, volunteers and their papers, absence, notices."""

from flask import Flask


def init(app: Flask) -> None:
    """Add what this feature has: addresses, words, and what the portal does by itself."""
    from portal.people import words
    from portal.people.invitations import views as invitations
    from portal.people.links import views as links
    from portal.people.mail.sending import init_mail
    from portal.people.notices import views as notices
    from portal.people.own import views as own
    from portal.people.sessions import views as sessions
    from portal.people.sessions.upkeep import init_upkeep
    from portal.people.stand_ins import words as stand_ins_words
    from portal.people.volunteers import views as volunteers
    from portal.wording import register

    for room in (sessions, invitations, links, notices, own, volunteers):
        app.register_blueprint(room.blueprint)
    for part in (words, stand_ins_words):
        register(part)
    init_mail(app)
    init_upkeep(app)
