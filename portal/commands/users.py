"""Accounts from the command line: how a new installation gets its first functional admin."""

import click
from flask import current_app, url_for
from flask.cli import AppGroup
from sqlalchemy import select

from portal.access import RoleKind
from portal.cleaning import is_name, person_name
from portal.commands.plain import PlainGroup, act_of_the_machine
from portal.db import db
from portal.identifiers import normalise_email
from portal.organisation.models import Location, Municipality, NeighbourhoodTeam
from portal.people import queries
from portal.people.accounts import service as accounts_service
from portal.people.links import service as links_service
from portal.people.roles import service as roles_service

# The place each role needs. A volunteer is added by a coordinator or an import: hours and papers come first.
PLACE_OF = {
    "functional_admin": None,
    "coordinator": "location",
    "team_member": "team",
    "municipal_reader": "municipality",
}

user: AppGroup = PlainGroup("user", help="People with an account.")


@user.command("add")
@click.argument("email")
@click.option("--first", help="First name.")
@click.option("--last", help="Last name. One of the two is enough for who has one name.")
@click.option("--role", type=click.Choice(list(PLACE_OF)), required=True)
@click.option("--location", help="Name of the location; a coordinator has the role there.")
@click.option("--team", help="Name of the neighbourhood team; a team member has the role there.")
@click.option("--municipality", help="Name of the municipality; a municipal reader reads its figures.")
def user_add(email: str, first: str | None, last: str | None, role: str, **places: str | None) -> None:
    """Add a person with EMAIL, give them a role and print the link by which they choose a password."""
    address = normalise_email(email)
    if address is None:
        raise click.BadParameter(f"{email} is not an e-mail address.")
    first_name, last_name = person_name(first, last)
    if not is_name(last_name):
        raise click.BadParameter("A person needs a name: --first, --last or both.")
    location_id = _key(Location, places["location"])
    team_id = _key(NeighbourhoodTeam, places["team"])
    municipality_id = _key(Municipality, places["municipality"])
    place = PLACE_OF[role]
    given = {"location": location_id, "team": team_id, "municipality": municipality_id}
    if place is not None and given[place] is None:
        raise click.BadParameter(f"A {role} needs --{place}.")
    act = act_of_the_machine()
    added = accounts_service.add_user(act, address, first_name, last_name)
    roles_service.grant_role(
        act, added.id, RoleKind(role), roles_service.RolePlace(location_id, team_id, municipality_id)
    )
    _print_link(added.id)


@user.command("link")
@click.argument("email")
def user_link(email: str) -> None:
    """Print a new link for the person with EMAIL, when nobody else can hand one out."""
    found = queries.by_email(email)
    if found is None:
        raise click.BadParameter(f"There is no open account {email}.")
    _print_link(found.id)


def _key(model: type[Location] | type[NeighbourhoodTeam] | type[Municipality], name: str | None) -> int | None:
    if name is None:
        return None
    keys = list(db.session.scalars(select(model.id).where(model.name == name)))
    if len(keys) != 1:
        raise click.BadParameter(f"There is no {model.__tablename__} {name}." if not keys else f"{name} is not one.")
    return keys[0]


def _print_link(user_id: int) -> None:
    config = current_app.extensions["config"]
    token = links_service.hand_out(act_of_the_machine(), user_id, config.link_days)
    with current_app.test_request_context():
        path = url_for("accounts.welcome", token=token)
    click.echo(f"{config.public_url or 'http://127.0.0.1:8000'}{path}")
