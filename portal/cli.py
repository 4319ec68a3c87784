"""The command line: migrations come from Flask-Migrate, the rest is here."""

from datetime import UTC, datetime

import click
from flask import Flask

from portal.access import Actor, RoleKind
from portal.work import Act


def init_cli(app: Flask) -> None:
    """Add the commands of the portal."""
    app.cli.add_command(location)


def act_of_the_machine(location_id: int | None = None) -> Act:
    """An act from the command line, where whoever has the machine has the database."""
    kind = RoleKind.COORDINATOR if location_id else RoleKind.FUNCTIONAL_ADMIN
    actor = Actor(user_id=0, name="systeem", kind=kind, role_id=0, location_id=location_id)
    return Act(actor, datetime.now(UTC))


@click.group()
def location() -> None:
    """Locations of the organisation."""


@location.command("add")
@click.argument("name")
@click.option("--municipality", "municipalities", multiple=True, required=True)
def location_add(name: str, municipalities: tuple[str, ...]) -> None:
    """Add a location NAME that serves the given municipalities."""
    from portal.organisation.service import add_location

    added = add_location(act_of_the_machine(), name, list(municipalities))
    click.echo(f"location={added.name} municipalities={','.join(municipalities)}")
