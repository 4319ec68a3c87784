"""The title of a page stays in the history of a browser and on a lent screen: it names no client."""

import re

import pytest
from sqlalchemy import select

from portal.db import db
from portal.handovers.models.organisation import OtherOrganisation
from portal.trajectories.models.household import Client
from tests.support.busy_team import BusyTeam
from tests.support.every_page import PAGES, VISITOR
from tests.support.one_database import for_the_file
from tests.support.visits import session_of

clock, app, make = for_the_file()


@pytest.fixture(scope="module")
def team(make) -> BusyTeam:
    return BusyTeam(make)


def test_no_title_of_any_page_holds_the_name_of_a_client(app, team, clock):
    names = {name for row in db.session.execute(select(Client.first_name, Client.last_name)) for name in row if name}
    visitors = {}
    for role, user in team.users.items():
        visitors[role] = app.test_client()
        with visitors[role].session_transaction() as session:
            session.update(session_of(user, None, clock()))
    # An organisation of the made team bears the longest family name there is, and has a page of its own.
    own = list(db.session.scalars(select(OtherOrganisation.name)))
    told, shown = set(), 0
    for roles, address in PAGES:
        for role in set(roles) - {VISITOR}:
            title = visitors[role].page(address.format(**team.facts)).title
            title = next((title.replace(each, "") for each in own if each in title), title)
            shown += 1
            told |= {f"{address}: {title}" for name in names if re.search(rf"\b{re.escape(name)}\b", title)}

    assert shown > len(PAGES)
    assert told == set()
