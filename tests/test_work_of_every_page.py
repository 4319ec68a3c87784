"""Every page of every role asks as much of the database in a large region as in a small one."""

from functools import partial
from itertools import pairwise

import pytest

from tests.support.busy_team import BusyTeam
from tests.support.every_page import ADMIN, PAGES, VISITOR
from tests.support.region import Region
from tests.support.region.place import Size
from tests.support.work_done import work_of

# Locations in three steps. A database may change to another plan where that becomes cheaper, and then a page asks more
# of it once; a page that grows does so at each step.
STEPS = range(1, 16), range(16, 46), range(46, 136)
MORE = 1.1
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


@pytest.fixture
def visits(make, sign_in, client):
    """Who opens which page: a call for each."""
    team = BusyTeam(make)
    people = {VISITOR: client} | {role: sign_in(user) for role, user in team.users.items()}
    found = {(role, address): address.format(**team.facts) for roles, address in PAGES for role in roles}
    return {each: partial(people[each[0]].get, address) for each, address in found.items()}


def worked(visits):
    return {each: work_of(visit) for each, visit in visits.items()}


@pytest.mark.slow(seconds=90)
def test_no_page_works_more_when_other_locations_grow(make, visits):
    region, works = Region(make.today), []
    assert {each for each, visit in visits.items() if visit().status_code != 200} == set()
    for numbers in STEPS:
        region.fill(dict.fromkeys(numbers, Size(40)))
        works.append(worked(visits))
    steps = [{each for each in visits if after[each] > MORE * before[each]} for before, after in pairwise(works)]
    assert {each: [work[each] for work in works] for each in set.intersection(*steps) - OF_ALL} == {}
