"""Before the portal is served: a database that is up to date, with the demo where nobody works yet."""

from datetime import UTC, datetime

import click
import flask_migrate
from flask.cli import with_appcontext
from sqlalchemy import select

from portal.commands.plain import PlainCommand
from portal.db import db
from portal.demo.loading import ACCOUNTS, PASSWORD, load_demo
from portal.people.models.people import User


@click.command("prepare", cls=PlainCommand)
@with_appcontext
def prepare() -> None:
    """Bring the database up to date, and say who can sign in to the demo; `make run` begins with this."""

    flask_migrate.upgrade()
    load_demo(datetime.now(UTC), click.echo)
    emails = [account.email for account in ACCOUNTS]
    there = set(db.session.scalars(select(User.email).where(User.email.in_(emails), User.demo)))
    for email in emails:
        if email in there:
            click.echo(f"  {email:<28} {PASSWORD}")
