"""A location works as fast in a region as alone, and after years as in its first: what a page reads does not grow."""

from functools import partial

import pytest
from sqlalchemy import func, select

from portal.db import Base, db
from portal.people.models.people import User
from tests.support.region import Region
from tests.support.region.place import Size
from tests.support.work_done import work_of

HERE, OTHERS, YEARS = Size(40), dict.fromkeys(range(3, 63), Size(40)), 10
PAGES = {
    "coordinator": (
        "/bord",
        "/bord?sorteer=-laatst",
        "/bord/wachtlijst",
        "/bord/zonder-intake",
        "/bord/stil",
        "/bord/loopt-af",
        "/bord/loopt-af?soort=social_support&zoek=tekle",
        "/bord/overdrachten",
        "/bord/niet-aangekomen",
        "/huishoudens",
        "/huishoudens?staat=alles&sorteer=-einde",
        "/huishoudens?zoek=tekle&begeleider=visser&taal=ar&gebied=21",
        "/trajecten",
        "/trajecten?staat=alles&sorteer=begeleider",
        "/trajecten?soort=social_support&fase=social_support.later&eindigt=6-maanden&begeleider=visser",
        "/trajecten/10004/toewijzen",
    ),
    "volunteer": ("/beschikbaar",),
}
MORE = 1.1


@pytest.fixture
def region(make):
    """One location of this size, and another."""
    region = Region(make.today)
    region.fill({1: HERE, 2: HERE})
    return region


@pytest.fixture
def works(region, sign_in):
    """Measures each page: the work it asks of the database."""
    place = region.places[1]
    keys = place.coordinators()[0], place.volunteers()[0]
    people = dict(zip(PAGES, map(sign_in, (db.session.get(User, key) for key in keys)), strict=True))

    def opened(person, page):
        assert person.get(page).status_code == 200, page

    def measure():
        return {page: work_of(partial(opened, people[name], page)) for name in PAGES for page in PAGES[name]}

    measure()  # what a first visit leaves behind is there
    return measure


def grown(before, after):
    return {page: (work, after[page]) for page, work in before.items() if after[page] > MORE * work}


def test_a_region_has_rows_in_every_table(region):
    counted = {
        table.name: db.session.scalar(select(func.count()).select_from(table)) for table in Base.metadata.sorted_tables
    }
    assert [name for name, count in counted.items() if not count] == []


@pytest.mark.slow(seconds=10)
def test_a_page_reads_no_more_when_other_locations_grow(region, works):
    before = works()
    region.fill(OTHERS)
    assert grown(before, works()) == {}


@pytest.mark.slow(seconds=10)
def test_a_page_reads_no_more_after_years_of_contacts(region, works):
    before = works()
    region.remember(1, YEARS)
    assert grown(before, works()) == {}
