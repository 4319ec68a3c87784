"""Every page of every role asks as much of the database in a large region as in a small one."""

from collections import Counter
from functools import partial

import pytest

from tests.support.busy_team import BusyTeam
from tests.support.every_page import ADMIN, COORDINATOR, PAGES, ROLES, VISITOR
from tests.support.region import Region
from tests.support.region.place import Size
from tests.support.work_done import works_of

# Locations in three steps. A database may change to another plan where that becomes cheaper, and then a statement asks
# more of it once; one that grows does so at each step.
STEPS = range(1, 16), range(16, 46), range(46, 136)
MORE = 1.1
LEAST = 20  # steps or rows; SQLite counts in tens
# A functional admin's pages are about the whole organisation. These list or count all there are of something, or offer
# all municipalities and teams to choose from.
OF_ALL = {
    (ADMIN, address)
    for address in (
        "/beheer",
        "/beheer/checklists/language_coaching/concept/punten/nieuw",
        "/beheer/checklists/language_coaching/concept/punten/{draft_item}",
        "/beheer/duurregels",
        "/beheer/duurregels/nieuw",
        "/beheer/duurregels/{rule}/wijzigen",
        "/beheer/gebruikers",
        "/beheer/gebruikers/{user}/rollen/nieuw",
        "/beheer/gemeenten",
        "/beheer/locaties",
        "/beheer/locaties/nieuw",
        "/beheer/locaties/{location}",
        "/beheer/wijkteams",
        "/beheer/wijkteams/nieuw",
        "/beheer/wijkteams/{team}/wijzigen",
        "/gebruikers/uitnodigen",
        "/zoeken?q=tekle",
    )
}


GROUPS = {
    "coordinator": (COORDINATOR,),
    "functional admin": (ADMIN,),
    "everybody else": tuple(set(ROLES) - {COORDINATOR, ADMIN}),
}


@pytest.fixture
def visits(make, sign_in, client):
    """Who opens which page: a call for each."""
    team = BusyTeam(make)
    people = {VISITOR: client} | {role: sign_in(user) for role, user in team.users.items()}
    found = {(role, address): address.format(**team.facts) for roles, address in PAGES for role in roles}
    return {each: partial(people[each[0]].get, address) for each, address in found.items()}


def worked(visits):
    """The work of each statement of each page."""
    found = Counter()
    for each, visit in visits.items():
        for statement, work in works_of(visit):
            found[*each, statement] += work
    return found


def grown(before, after):
    enough = {each: max(MORE * work, work + LEAST) for each, work in before.items()}
    return {each: (before[each], work) for each, work in after.items() if each in enough and work > enough[each]}


@pytest.mark.slow(seconds=40)
@pytest.mark.parametrize("group", GROUPS)
def test_no_page_works_more_when_other_locations_grow(make, visits, group):
    region, asked = Region(make.today), {each: visit for each, visit in visits.items() if each[0] in GROUPS[group]}
    assert {each for each, visit in asked.items() if visit().status_code != 200} == set()
    works = []
    for numbers in STEPS:
        region.fill(dict.fromkeys(numbers, Size(20)))
        works.append(worked(asked))
        asked = {each: visit for each, visit in asked.items() if each not in OF_ALL}
        if len(works) == len(STEPS) - 1:  # the last step is for those that asked more in the one before
            more = {(role, address) for role, address, _statement in grown(*works)}
            asked = {each: asked[each] for each in asked.keys() & more}
    first, last = grown(*works[:-1]), grown(*works[1:])
    assert {each: (first[each], last[each]) for each in first.keys() & last.keys() if each[:2] not in OF_ALL} == {}
