"""Alembic's environment: the portal's engine and models."""

from alembic import context
from flask import current_app

from portal.db import Moment
from portal.models import METADATA


def _plain_moments(kind: str, item: object, _context: object) -> str | bool:
    """A migration must run for ten years: it names no class of the portal."""
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    return False


def run() -> None:
    """Apply the migrations on the bound database; a connection may be handed in by the tests."""
    if context.is_offline_mode():
        raise SystemExit("Migrations need a database: run them with `flask --app wsgi db upgrade`.")
    given = context.config.attributes.get("connection")
    engine = current_app.extensions["migrate"].db.engine if given is None else None
    connection = given or engine.connect()
    try:
        context.configure(
            connection=connection,
            target_metadata=METADATA,
            render_as_batch=True,
            compare_type=True,
            render_item=_plain_moments,
        )
        if connection.dialect.name == "sqlite":
            # Batch mode rebuilds tables; with the keys on, that would delete the rows they guard.
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.rollback()
        with context.begin_transaction():
            context.run_migrations()
    finally:
        if given is None:
            connection.close()


run()
