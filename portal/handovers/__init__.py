"""Warm handovers and the consent they rest on."""

from flask import Flask


def init(app: Flask) -> None:
    """Add what this feature has: addresses, words, and what the portal does by itself."""
    from portal.access import RoleKind
    from portal.handovers import last_reader, words
    from portal.handovers.afterwards import views as afterwards
    from portal.handovers.afterwards import words as afterwards_words
    from portal.handovers.answer import views as answer
    from portal.handovers.answer import words as answer_words
    from portal.handovers.beginning import views as beginning
    from portal.handovers.beginning import words as beginning_words
    from portal.handovers.clock import words as clock_words
    from portal.handovers.consent import views as consent
    from portal.handovers.consent import words as consent_words
    from portal.handovers.conversation import views as conversation
    from portal.handovers.document import views as document
    from portal.handovers.ending import views as ending
    from portal.handovers.jobs import init_daily
    from portal.handovers.loose_ends import views as loose_ends
    from portal.handovers.loose_ends import words as loose_ends_words
    from portal.handovers.meeting import views as meeting
    from portal.handovers.meeting import words as meeting_words
    from portal.handovers.offer import views as offer
    from portal.handovers.organisations import views as organisations
    from portal.handovers.organisations import words as organisations_words
    from portal.handovers.page import views as page
    from portal.handovers.page import words as page_words
    from portal.handovers.planning import views as planning
    from portal.handovers.planning import words as planning_words
    from portal.handovers.readiness import views as readiness
    from portal.handovers.readiness import words as readiness_words
    from portal.handovers.returned import views as returned
    from portal.handovers.sheet import views as sheet
    from portal.handovers.together import views as together
    from portal.handovers.versions import views as versions
    from portal.people.roles.leaving import init_duty
    from portal.wording import register

    for part in (
        afterwards,
        answer,
        beginning,
        consent,
        conversation,
        document,
        ending,
        loose_ends,
        meeting,
        offer,
        organisations,
        page,
        planning,
        readiness,
        returned,
        sheet,
        together,
        versions,
    ):
        app.register_blueprint(part.blueprint)
    for sentences in (
        words,
        afterwards_words,
        answer_words,
        beginning_words,
        clock_words,
        consent_words,
        loose_ends_words,
        meeting_words,
        organisations_words,
        page_words,
        planning_words,
        readiness_words,
    ):
        register(sentences)
    init_duty(RoleKind.TEAM_MEMBER, last_reader)
    init_daily(app)
