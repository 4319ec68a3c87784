"""Locations from the command line."""

import click

from portal.commands.plain import PlainGroup, act_of_the_machine
from portal.organisation.service import add_location

location = PlainGroup("location", help="Locations of the organisation.")


@location.command("add")
@click.argument("name")
@click.option("--municipality", "municipalities", multiple=True, required=True)
def location_add(name: str, municipalities: tuple[str, ...]) -> None:
    """Add a location NAME that serves the given municipalities."""
    added = add_location(act_of_the_machine(), name, list(municipalities))
    click.echo(f"location={added.name} municipalities={','.join(municipalities)}")
