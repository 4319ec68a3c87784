"""Everything that waits, by type, function, language and postcode area: every number is the number of rows it opens."""

import pytest

from tests.support.statements import statements
from tests.support.tables import cells, rows

pytestmark = pytest.mark.each_database

ADDRESS = "/bord/vraag"


@pytest.fixture
def coordinator(make):
    return make.coordinator()


def tables(page):
    """The head of each row → its cells and, where it leads anywhere, the address of its rows."""
    return {
        row.all("th")[0].text: (cells(row), next((link.get("href") for link in row.all("a")), None))
        for row in rows(page)
    }


@pytest.fixture
def waiting(make):
    """Four that wait: two never guided, one that lost its volunteer, one that is kept; and one at another location."""
    never = make.household(postcode="2131 AB")
    make.trajectory(household=never, waiting_since=make.day(-40))
    make.trajectory("language_coaching", household=never, waiting_since=make.day(-5))
    lost = make.trajectory(household=make.household(postcode="2132 AB"), starts_on=make.day(-300))
    make.assignment(lost, make.volunteer(), starts_on=make.day(-300), ends_on=make.day(-3))
    kept = make.trajectory("settlement_coaching", household=make.household(postcode="2131 CD"))
    kept.reserve(make.volunteer(), make.day(3))
    make.save(kept)
    make.trajectory(location=make.location("Team Haarlem"))


@pytest.mark.usefixtures("waiting")
def test_hours_and_households_are_told_apart(sign_in, coordinator):
    page = sign_in(coordinator).page(ADDRESS)
    assert page.heading == "4 trajecten wachten: 10,25 uur per week"
    found = tables(page)
    support, _url = found["Maatschappelijke begeleiding"]
    assert support == {
        "Uren per week": "4,25",
        "Trajecten": "2 Maatschappelijke begeleiding",
        "Huishoudens": "2",
        "Wacht het langst": "300 dagen",
        "Nog nooit begeleid": "1",
        "Begeleider kwijt": "1",
        "Gereserveerd": "0",
    }
    assert found["Coaching vestiging"][0]["Gereserveerd"] == "1"
    area, _url = found["2131"]
    assert (area["Trajecten"], area["Huishoudens"]) == ("3 2131", "2")
    assert found["taalcoach"][1] is None
    assert found["taalcoach"][0]["Trajecten"] == "1"


@pytest.mark.usefixtures("waiting")
def test_rule_13_a_number_opens_its_rows(sign_in, coordinator):
    visitor = sign_in(coordinator)
    opened = 0
    for name, (shown, url) in tables(visitor.page(ADDRESS)).items():
        if url:
            assert f"{len(rows(visitor.page(url)))} {name}" == shown["Trajecten"]
            opened += 1
    assert opened >= 6


@pytest.mark.usefixtures("waiting")
def test_rule_2_it_names_nobody(sign_in, coordinator):
    page = sign_in(coordinator).page(ADDRESS)
    assert "Papaverstraat" not in page.text
    assert "familie" not in page.text.lower()


def test_what_begins_later_waits_no_day(make, sign_in, coordinator):
    make.trajectory(starts_on=make.day(8), waiting_since=make.day(8))
    shown, _url = tables(sign_in(coordinator).page(ADDRESS))["Maatschappelijke begeleiding"]
    assert shown["Wacht het langst"] == "begint nog"


def test_where_nobody_waits_it_says_so(sign_in, coordinator):
    page = sign_in(coordinator).page(ADDRESS)
    assert page.heading == "Er wacht niets"
    assert "Elk huishouden heeft een begeleider." in page.text


def test_it_asks_the_database_as_often_for_many_as_for_few(app, make, sign_in, coordinator):
    visitor = sign_in(coordinator)
    make.trajectory()
    with statements(app) as few:
        visitor.page(ADDRESS)
    for _each in range(12):
        make.trajectory("language_coaching")
    with statements(app) as many:
        visitor.page(ADDRESS)
    assert len(few) == len(many)
