"""The board: who has room, who is overloaded (issue: Bord)."""

import random
from decimal import Decimal

import pytest

from portal.caseload.board import queries as board_queries
from portal.caseload.board.rules import SHOWN, SORTS, BoardAsked
from portal.people.models.people import VOLUNTEER_FUNCTIONS
from portal.wording import labels
from tests.support.statements import statements
from tests.support.tables import by_group, cells, rows

pytestmark = pytest.mark.each_database


@pytest.fixture
def coordinator(make):
    return make.coordinator()


def named(make, name, **values):
    return make.volunteer(user=make.user(first_name=name, last_name="Smit"), **values)


def names(page):
    return [row.all("a")[0].text.split()[0] for row in rows(page)]


def listed(page):
    return [row for group in page.groups for row in group.rows]


def board(make, coordinator, size=500, **asked):
    actor = make.actor(coordinator)
    functions = labels("function", VOLUNTEER_FUNCTIONS)
    return board_queries.board_page(actor, make.today, BoardAsked(**asked), size, functions)


def test_a_row_shows_what_a_volunteer_offers_and_what_the_caseload_asks_in_hours_a_week(make, sign_in, coordinator):
    volunteer = named(make, "Wim", hours_per_week=Decimal("8.5"), max_households=5)
    household = make.household()
    make.trajectory(claimed_by=volunteer, household=household, starts_on=make.day(-200))
    make.trajectory("har_pretrajectory", claimed_by=volunteer, household=household, starts_on=make.day(-1))
    trajectory = make.trajectory(claimed_by=volunteer)
    make.contact(trajectory, volunteer.user, on_date=make.day(-3))
    (row,) = rows(sign_in(coordinator).page("/bord"))
    assert row.all("th")[0].text == "WS Wim Smit"
    shown = cells(row)
    assert shown["Functie"] == "maatschappelijk begeleider"
    assert (shown["Bezet"], shown["Vrij"]) == ("6,75 / 8,5", "1,75")
    assert shown["Huishoudens"] == "2 van 5"
    assert shown["Contact"] == "3 dagen"
    assert shown["Let op"] == ""


def test_the_free_hours_of_who_is_absent_are_away_on_those_days_only(make, sign_in, coordinator, clock):
    volunteer = make.volunteer()
    make.trajectory()
    make.absence(volunteer, starts_on=make.today, ends_on=make.day(1))
    page = sign_in(coordinator).page("/bord")
    (row,) = rows(page)
    assert (cells(row)["Vrij"], cells(row)["Let op"]) == ("8", "tot en met 10 mrt")
    assert list(by_group(page)) == ["Afwezig"]
    clock.move(days=2)
    page = sign_in(coordinator).page("/bord")
    assert cells(rows(page)[0])["Let op"] == ""
    assert list(by_group(page)) == ["Plek voor wie wacht"]


def test_hours_beyond_the_offer_stand_apart_and_are_nobodys_free_hours(make, sign_in, coordinator):
    volunteer = make.volunteer(hours_per_week=Decimal(2))
    make.trajectory(claimed_by=volunteer)
    page = sign_in(coordinator).page("/bord")
    (row,) = rows(page)
    assert (cells(row)["Bezet"], cells(row)["Vrij"], cells(row)["Let op"]) == ("3 / 2", "0", "te vol")
    (bar,) = page.all("svg", class_="hours")
    kinds = [(each.get("class"), each.get("x"), each.get("width")) for each in bar.all("rect")]
    assert kinds == [("offer", "", "66.7%"), ("block", "", "66.7%"), ("over", "66.7%", "33.3%")]


BADGES = {
    "stopt binnenkort": {"status": "leaving"},
    "VOG verloopt": {"days": -3 * 365 + 10},
}
WAYS = {
    "VOG verlengen": {"conduct_certificate_seen_on": -3 * 366},
    "VOG vragen": {"conduct_certificate_seen_on": None},
    "cursus": {"basic_course_on": None},
    "cursus, vanaf 19 mrt": {"basic_course_on": 10},
    "geheimhouding": {"confidentiality_signed_on": None},
    "kennismaken": {"status": "applying"},
    "kennismaken, VOG vragen": {"status": "applying", "conduct_certificate_seen_on": None, "basic_course_on": None},
}


@pytest.mark.parametrize("badge", BADGES)
def test_what_asks_for_attention_stands_beside_the_name_in_words(make, sign_in, coordinator, badge):
    values = dict(BADGES[badge])
    days = values.pop("days", -100)
    volunteer = make.volunteer(conduct_certificate_seen_on=make.day(days), **values)
    make.trajectory(claimed_by=volunteer)
    (row,) = rows(sign_in(coordinator).page("/bord"))
    assert row.all("th")[0].text.endswith(f"{volunteer.name} {badge}")


@pytest.mark.parametrize("way", WAYS)
def test_hours_that_are_usable_soon_say_what_is_missing_and_from_when(make, sign_in, coordinator, way):
    values = {name: make.day(value) if isinstance(value, int) else value for name, value in WAYS[way].items()}
    make.volunteer(**values)
    page = sign_in(coordinator).page("/bord")
    assert list(by_group(page)) == ["Binnenkort plek"]
    assert cells(rows(page)[0])["Let op"] == way


def crowd(make, seed, size=12):
    """Volunteers with random numbers and caseloads."""
    chance = random.Random(seed)
    functions = ("supporter", "settlement_coach", "language_coach", "interpreter")
    for _each in range(size):
        volunteer = make.volunteer(
            function=chance.choice(functions),
            status=chance.choice(("active", "active", "leaving", "inactive")),
            hours_per_week=Decimal(chance.randrange(0, 160)) / 10,
            max_households=chance.randrange(0, 4),
        )
        if chance.random() < 0.2:
            make.absence(volunteer, starts_on=make.day(-1), ends_on=make.day(1))
        for _trajectory in range(chance.randrange(0, 4)):
            trajectory = make.trajectory(claimed_by=volunteer, starts_on=make.day(-chance.choice((1, 60, 200))))
            if chance.random() < 0.5:
                make.contact(trajectory, volunteer.user, on_date=make.day(-chance.randrange(0, 50)))


ASKED = (
    {},
    {"function": "supporter"},
    *({"shown": each} for each in SHOWN if each),
    {"search": "noor"},
)


@pytest.mark.parametrize("seed", range(3))
def test_the_sum_row_equals_the_rows_of_the_whole_selection_on_every_page(make, coordinator, seed):
    crowd(make, seed)
    for asked in ASKED:
        everything = board(make, coordinator, **asked)
        one_page = board(make, coordinator, size=3, **asked)
        assert one_page.sums == everything.sums
        sums, found = everything.sums, listed(everything)
        assert sums.volunteers == len(found) == sum(part.volunteers for part in sums.parts)
        for name in ("offered", "in_use", "over", "households", "max_households"):
            assert getattr(sums, name) == sum(getattr(row, name) for row in found)
        assert sums.offered == sums.in_use + sum(part.hours for part in sums.parts)
        for group in everything.groups:
            assert group.part.volunteers == len(group.rows)
            assert group.part.hours == sum(row.free for row in group.rows)


@pytest.mark.parametrize("seed", range(2))
def test_sorting_sorts_by_the_number_that_is_shown_and_pages_give_each_volunteer_once(make, coordinator, seed):
    crowd(make, seed)
    words = labels("function", VOLUNTEER_FUNCTIONS)
    shown = {
        "naam": lambda row: row.name.lower(),
        "functie": lambda row: (words[row.function], row.name.lower()),
        "verwacht": lambda row: row.expected,
        "vrij": lambda row: row.free,
        "huishoudens": lambda row: (row.households, row.max_households),
        "laatst": lambda row: last[row.id],
    }
    assert {"", *shown} == set(SORTS)
    last = board(make, coordinator).last_activity
    for name, value in shown.items():
        for sort in (name, f"-{name}"):
            everything = listed(board(make, coordinator, sort=sort))
            values = [value(row) for row in everything]
            assert values == sorted(values, reverse=sort.startswith("-")), sort
            paged, after = [], None
            while len(paged) <= len(everything):
                page = board(make, coordinator, size=3, sort=sort, after=after)
                paged += listed(page)
                after = page.next_after
                if after is None:
                    break
            assert paged == everything, sort


def test_te_vol_and_ruimte_show_exactly_those(make, sign_in, coordinator):
    full = named(make, "Vol", hours_per_week=Decimal(2))
    make.trajectory(claimed_by=full)
    many = named(make, "Veel", max_households=1)
    make.trajectory(claimed_by=many, starts_on=make.day(-200))
    make.trajectory(claimed_by=many, starts_on=make.day(-200))
    named(make, "Ruim")
    named(make, "Weg", status="leaving")
    make.trajectory()
    visitor = sign_in(coordinator)
    assert sorted(names(visitor.page("/bord?toon=te-vol"))) == ["Veel", "Vol"]
    assert cells(rows(visitor.page("/bord?zoek=veel"))[0])["Huishoudens"] == "2 van 1"
    for name in ("veel", "vol+smit"):
        assert cells(rows(visitor.page(f"/bord?zoek={name}"))[0])["Let op"] == "te vol"
    assert names(visitor.page("/bord?toon=ruimte")) == ["Ruim"]
    assert names(visitor.page("/bord?zoek=RUI")) == ["Ruim"]


def test_who_stopped_is_left_out_unless_they_still_support_somebody(make, sign_in, coordinator):
    named(make, "Gestopt", status="inactive")
    make.trajectory(claimed_by=named(make, "Nog", status="inactive"))
    visitor = sign_in(coordinator)
    assert names(visitor.page("/bord")) == ["Nog"]
    assert sorted(names(visitor.page("/bord?toon=gestopt"))) == ["Gestopt", "Nog"]


def test_volunteers_and_numbers_of_another_location_never_show(make, sign_in, coordinator):
    elsewhere = make.location("Team Haarlem")
    stranger = named(make, "Vreemd", location=elsewhere)
    make.trajectory(claimed_by=stranger)
    make.trajectory(location=elsewhere)
    here = named(make, "Hier")
    visitor = sign_in(coordinator)
    page = visitor.page("/bord")
    assert names(page) == ["Hier"]
    assert page.heading == "Niemand wacht op een begeleider"
    (numbers,) = page.all("ul", class_="tallies")
    assert [number.text for number in numbers.all("b")] == ["0"] * 5
    visitor.page(f"/bord/vrijwilligers/{here.id}")
    visitor.page(f"/bord/vrijwilligers/{stranger.id}", status=404)


def test_a_contact_for_another_location_is_no_activity_here(make, sign_in, coordinator):
    elsewhere = make.location("Team Haarlem")
    volunteer = make.volunteer()
    make.contact(make.trajectory(location=elsewhere), volunteer.user)
    (row,) = rows(sign_in(coordinator).page("/bord"))
    assert cells(row)["Contact"] == "nog nooit"


def test_the_board_asks_the_database_as_often_for_many_volunteers_as_for_few(app, make, sign_in, coordinator):
    visitor = sign_in(coordinator)
    crowd(make, 1, size=5)
    with statements(app) as few:
        visitor.page("/bord")
    crowd(make, 2, size=30)
    with statements(app) as many:
        visitor.page("/bord")
    assert len(few) == len(many)
