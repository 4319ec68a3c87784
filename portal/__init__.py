"""Wegwijs: the portal around trajectories of status holders. `create_app()` builds it in steps."""

from typing import Any

from flask import Flask

from portal.config import ROOT, Config, Misconfigured, read_config


class Portal(Flask):
    """The application. Nothing in it is async, which Flask would look up for every function it calls, at
    every request."""

    def ensure_sync(self, func: Any) -> Any:
        return func


def create_app(config: Config | None = None) -> Flask:
    """The application, from the environment or from a given configuration.

    Raises Misconfigured when the environment asks for something unsafe.
    """
    config = config or read_config()
    app = Portal(__name__, static_folder=None, template_folder=str(ROOT / "templates"))
    configure(app, config)
    database(app, config)
    security(app, config)
    features(app)
    errors(app)
    return app


def configure(app: Flask, config: Config) -> None:
    """Settings, the command line, the logs."""
    from portal import commands
    from portal.people.service_passwords import init_passwords
    from portal.web.logs import init_logs

    app.extensions["config"] = config
    app.testing = config.testing
    init_logs(app, config.production)
    init_passwords(config)
    commands.init_commands(app)


def database(app: Flask, config: Config) -> None:
    """The engine and the migrations; in production, nobody whose password everybody knows."""
    from portal.db import init_database
    from portal.people.queries_accounts import refuse_demo_accounts

    init_database(app, config)
    if config.production:
        with app.app_context():
            refuse_demo_accounts()


def security(app: Flask, config: Config) -> None:
    """Sessions, the closed gate, headers, pages and their words."""
    from portal.navigation import navigation
    from portal.people import queries, service_sessions, views_session
    from portal.web.acting import Sessions, init_acting
    from portal.web.assets import init_assets
    from portal.web.compression import init_compression
    from portal.web.incoming import init_incoming
    from portal.web.rendering import init_rendering
    from portal.web.resume import init_resume
    from portal.web.saying import init_saying
    from portal.web.security import init_security

    init_compression(app)
    init_acting(app, Sessions(queries.identity_of_session, service_sessions.lock, service_sessions.see))
    init_incoming(app, (config.upload_megabytes + 1) * 1024 * 1024)
    init_security(app, config)
    init_saying(app)
    init_resume(app, views_session.start_session)
    init_assets(app)
    init_rendering(app, config, navigation)


def features(app: Flask) -> None:
    """Every feature's routes, words and hooks."""
    from portal import start
    from portal.access import RoleKind
    from portal.admin import views as admin
    from portal.calendar import views as calendar
    from portal.caseload import views as caseload
    from portal.caseload import views_board as _board  # noqa: F401 - its routes belong to caseload
    from portal.checklists import service_along as checklist
    from portal.checklists import views as checklists
    from portal.checklists.service_start import init_checklists
    from portal.contacts import views as contacts
    from portal.contacts import views_late as late_contacts
    from portal.contacts import views_underway as underway
    from portal.contacts.service_ticks import init_ticks
    from portal.dossier import views as dossier
    from portal.dossier import views_card as card
    from portal.handovers import service_readers, views_asking, views_returned, views_thread, views_versions
    from portal.handovers import views as handovers
    from portal.handovers import views_after as afterwards
    from portal.handovers import views_answer as answering
    from portal.handovers import views_closing as closing
    from portal.handovers import views_consent as consenting
    from portal.handovers import views_document as documents
    from portal.handovers import views_kinds as other_ways
    from portal.handovers import views_meeting as _meeting  # noqa: F401 - its routes belong to answering
    from portal.handovers import views_offer as offering
    from portal.handovers import views_organisations as organisations
    from portal.handovers import views_prepare as preparing
    from portal.handovers import views_ready as readying
    from portal.handovers import views_sheet as sheets
    from portal.handovers import views_time as coming_near
    from portal.handovers import views_together as together
    from portal.handovers.service_daily import init_daily
    from portal.imports import views as imports
    from portal.imports.service_drafts import init_drafts
    from portal.organisation import words as _organisation  # noqa: F401 - importing registers them
    from portal.people import views as people
    from portal.people import views_accounts, views_invitations, views_notices, views_own, views_volunteers
    from portal.people.service_leaving import init_duty
    from portal.people.service_mail import init_mail
    from portal.people.service_upkeep import init_upkeep
    from portal.reports import views as reports
    from portal.trajectories import service_coordinators, views_clients, views_households
    from portal.trajectories import views as trajectories
    from portal.trajectories import views_assign as assigning

    for feature in (
        start,
        people,
        trajectories,
        assigning,
        contacts,
        underway,
        calendar,
        late_contacts,
        checklists,
        caseload,
        dossier,
        card,
        handovers,
        reports,
        imports,
        admin,
    ):
        app.register_blueprint(feature.blueprint)
    for part in (views_accounts, views_own, views_notices, views_volunteers, views_households, views_clients):
        app.register_blueprint(part.blueprint)
    app.register_blueprint(views_invitations.blueprint)
    for part in (preparing, consenting, readying, offering, answering, afterwards, closing, documents, sheets):
        app.register_blueprint(part.blueprint)
    for part in (coming_near, views_versions, views_returned, views_thread, views_asking):
        app.register_blueprint(part.blueprint)
    for part in (other_ways, organisations, together):
        app.register_blueprint(part.blueprint)
    init_checklists()
    init_ticks(checklist)
    init_duty(RoleKind.TEAM_MEMBER, service_readers)
    init_duty(RoleKind.COORDINATOR, service_coordinators)
    init_mail(app)
    init_upkeep(app)
    init_daily(app)
    init_drafts(app)


def errors(app: Flask) -> None:
    """Clear pages for everything that goes wrong."""
    from portal.web.errors import init_errors

    init_errors(app)


__all__ = ["Misconfigured", "create_app"]
