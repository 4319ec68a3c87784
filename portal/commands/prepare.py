"""Before the portal is served: a database that is up to date, its locations, and the demo where nobody works yet."""

from datetime import UTC, datetime

import click
import flask_migrate
from flask.cli import with_appcontext
from sqlalchemy import select

from portal.commands.plain import PlainCommand, PlainGroup, act_of_the_machine
from portal.db import db
from portal.demo.loading import ACCOUNTS, PASSWORD, load_demo
from portal.organisation.service import add_location
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


location = PlainGroup("location", help="Locations of the organisation.")


@location.command("add")
@click.argument("name")
@click.option("--municipality", "municipalities", multiple=True, required=True)
def location_add(name: str, municipalities: tuple[str, ...]) -> None:
    """Add a location NAME that serves the given municipalities."""
    added = add_location(act_of_the_machine(), name, list(municipalities))
    click.echo(f"location={added.name} municipalities={','.join(municipalities)}")
