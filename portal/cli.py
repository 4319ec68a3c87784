"""The command line: migrations come from Flask-Migrate, the rest is here."""

from datetime import UTC, datetime
from typing import Any

import click
from flask import Flask
from flask.cli import AppGroup, with_appcontext

from portal.access import Actor, RoleKind
from portal.cli_backup import backup, restore
from portal.refusals import Refused
from portal.wording import say
from portal.work import Act


def init_cli(app: Flask) -> None:
    """Add the commands of the portal."""
    from portal.cli_import import import_
    from portal.cli_jobs import jobs
    from portal.cli_users import user

    for command in (location, prepare, backup, restore, jobs, user, import_):
        app.cli.add_command(command)


def act_of_the_machine(location_id: int | None = None) -> Act:
    """An act from the command line, where whoever has the machine has the database."""
    kind = RoleKind.COORDINATOR if location_id else RoleKind.FUNCTIONAL_ADMIN
    actor = Actor(user_id=0, name="systeem", kind=kind, role_id=0, location_id=location_id)
    return Act(actor, datetime.now(UTC))


@click.command()
@with_appcontext
def prepare() -> None:
    """Bring the database up to date, and say who can sign in to the demo; `make run` begins with this."""
    import flask_migrate
    from sqlalchemy import select

    from portal.db import db
    from portal.demo.loading import ACCOUNTS, PASSWORD, load_demo
    from portal.people.models import User

    flask_migrate.upgrade()
    load_demo(datetime.now(UTC), click.echo)
    emails = [account.email for account in ACCOUNTS]
    there = set(db.session.scalars(select(User.email).where(User.email.in_(emails), User.demo)))
    for email in emails:
        if email in there:
            click.echo(f"  {email:<28} {PASSWORD}")


class PlainGroup(AppGroup):
    """Commands that say a refusal of the domain in one line, with exit status 2."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Refused as refused:
            click.echo(say(refused), err=True)
            ctx.exit(2)


location = PlainGroup("location", help="Locations of the organisation.")


@location.command("add")
@click.argument("name")
@click.option("--municipality", "municipalities", multiple=True, required=True)
def location_add(name: str, municipalities: tuple[str, ...]) -> None:
    """Add a location NAME that serves the given municipalities."""
    from portal.organisation.service import add_location

    added = add_location(act_of_the_machine(), name, list(municipalities))
    click.echo(f"location={added.name} municipalities={','.join(municipalities)}")
