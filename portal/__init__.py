"""Wegwijs: the portal around trajectories of status holders. `create_app()` builds it in steps."""

from flask import Flask

from portal.config import ROOT, Config, Misconfigured, read_config
from portal.people import queries


def create_app(config: Config | None = None) -> Flask:
    """The application, from the environment or from a given configuration.
    Raises Misconfigured when the environment asks for something unsafe."""
    config = config or read_config()
    app = Flask(__name__, static_folder=None, template_folder=str(ROOT / "templates"))
    configure(app, config)
    database(app, config)
    security(app, config)
    features(app)
    errors(app)
    return app


def configure(app: Flask, config: Config) -> None:
    """Settings, the command line, the logs."""
    from portal import commands
    from portal.people.passwords.service import init_passwords
    from portal.web.logs import init_logs

    app.extensions["config"] = config
    app.testing = config.testing
    init_logs(app, config.production)
    init_passwords(config)
    commands.init_commands(app)


def database(app: Flask, config: Config) -> None:
    """The engine and the migrations; in production, nobody whose password everybody knows."""
    from portal.db import init_database
    from portal.people.accounts.queries import refuse_demo_accounts

    init_database(app, config)
    if config.production:
        with app.app_context():
            refuse_demo_accounts()


def security(app: Flask, config: Config) -> None:
    """Sessions, the closed gate, headers, pages and their words."""
    from portal.navigation import navigation
    from portal.people.sessions import cookies as sessions_cookies
    from portal.people.sessions import service as sessions_service
    from portal.web.acting import Sessions, init_acting
    from portal.web.assets import init_assets
    from portal.web.compression import init_compression
    from portal.web.editing import init_saying
    from portal.web.incoming import init_incoming
    from portal.web.rendering import init_rendering
    from portal.web.resume import init_resume
    from portal.web.security import init_security

    init_compression(app)
    init_acting(app, Sessions(queries.identity_of_session, sessions_service.lock, sessions_service.see))
    init_incoming(app, (config.upload_megabytes + 1) * 1024 * 1024)
    init_security(app, config)
    init_saying(app)
    init_resume(app, sessions_cookies.start_session)
    init_assets(app)
    init_rendering(app, config, navigation)


def features(app: Flask) -> None:
    """Every feature, each with its own addresses, words and hooks."""
    from portal import (
        admin,
        calendar,
        capacity_questions,
        caseload,
        checklists,
        contacts,
        dossier,
        handovers,
        imports,
        organisation,
        people,
        reports,
        search,
        start,
        trajectories,
    )

    app.register_blueprint(start.blueprint)
    for feature in (
        organisation,
        people,
        trajectories,
        contacts,
        checklists,
        capacity_questions,
        handovers,
        caseload,
        dossier,
        reports,
        imports,
        admin,
        calendar,
        search,
    ):
        feature.init(app)


def errors(app: Flask) -> None:
    """Clear pages for everything that goes wrong."""
    from portal.web.errors import init_errors

    init_errors(app, queries.coordinators_to_ask)


__all__ = ["Misconfigured", "create_app"]
