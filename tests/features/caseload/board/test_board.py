"""The board: who has room, who is overloaded (issue: Bord)."""

import random
from decimal import Decimal

import pytest

from portal.caseload.board import queries as board_queries
from portal.caseload.board.queries import BoardAsked
from portal.people.models.people import VOLUNTEER_FUNCTIONS
from portal.wording import labels
from tests.support.statements import statements
from tests.support.tables import cells, rows

pytestmark = pytest.mark.each_database

COLUMNS = {"offered": "Aanbod", "expected": "Verwacht", "free": "Vrij"}


@pytest.fixture
def coordinator(make):
    return make.coordinator()


def named(make, name, **values):
    return make.volunteer(user=make.user(first_name=name, last_name="Smit"), **values)


def names(page):
    return [row.all("a")[0].text.split()[0] for row in rows(page)]


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
    assert (shown["Aanbod"], shown["Verwacht"], shown["Vrij"]) == ("8,5", "6,75", "1,75")
    assert shown["Huishoudens"] == "2 van 5"
    assert shown["Contact"] == "3 dagen"
    assert shown["Bezet"] == "", "nothing waits: there is nothing to have room for"


def test_who_is_absent_offers_no_hours_on_those_days_only(make, sign_in, coordinator, clock):
    volunteer = make.volunteer()
    make.absence(volunteer, starts_on=make.today, ends_on=make.day(1))
    visitor = sign_in(coordinator)
    (row,) = rows(visitor.page("/bord"))
    assert cells(row)["Aanbod"] == "0"
    assert "afwezig" in row.all("th")[0].text
    clock.move(days=2)
    (row,) = rows(sign_in(coordinator).page("/bord"))
    assert cells(row)["Aanbod"] == "8"
    assert "afwezig" not in row.all("th")[0].text


BADGES = {
    "stopt binnenkort": {"status": "leaving"},
    "papieren niet compleet": {"basic_course_on": None},
    "VOG verlopen": {"days": -3 * 366},
    "VOG verloopt": {"days": -3 * 365 + 10},
}


@pytest.mark.parametrize("badge", BADGES)
def test_what_asks_for_attention_stands_beside_the_name_in_words(make, sign_in, coordinator, badge):
    values = dict(BADGES[badge])
    days = values.pop("days", -100)
    volunteer = make.volunteer(conduct_certificate_seen_on=make.day(days), **values)
    make.trajectory(claimed_by=volunteer)
    (row,) = rows(sign_in(coordinator).page("/bord"))
    assert row.all("th")[0].text.endswith(f"{volunteer.name} {badge}")


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
    {"shown": "ruimte"},
    {"shown": "te-vol"},
    {"shown": "afwezig"},
    {"shown": "gestopt"},
    {"search": "noor"},
)


@pytest.mark.parametrize("seed", range(3))
def test_the_sum_row_equals_the_rows_of_the_whole_selection_on_every_page(make, coordinator, seed):
    crowd(make, seed)
    for asked in ASKED:
        everything = board(make, coordinator, **asked)
        one_page = board(make, coordinator, size=3, **asked)
        assert one_page.sums == everything.sums
        assert everything.sums.volunteers == len(everything.rows)
        for name in ("offered", "expected", "free", "households", "max_households"):
            assert getattr(everything.sums, name) == sum(getattr(row, name) for row in everything.rows)


@pytest.mark.parametrize("seed", range(2))
def test_sorting_sorts_by_the_number_that_is_shown_and_pages_give_each_volunteer_once(make, coordinator, seed):
    crowd(make, seed)
    words = labels("function", VOLUNTEER_FUNCTIONS)
    shown = {
        "naam": lambda row: row.name.lower(),
        "functie": lambda row: (words[row.function], row.name.lower()),
        "aanbod": lambda row: row.offered,
        "verwacht": lambda row: row.expected,
        "vrij": lambda row: row.free,
        "huishoudens": lambda row: (row.households, row.max_households),
        "laatst": lambda row: row.last_activity,
    }
    assert set(shown) == set(board_queries.SORTS)
    for name, value in shown.items():
        for sort in (name, f"-{name}"):
            everything = board(make, coordinator, sort=sort).rows
            values = [value(row) for row in everything]
            assert values == sorted(values, reverse=sort.startswith("-")), sort
            paged, after = [], None
            while len(paged) <= len(everything):
                page = board(make, coordinator, size=3, sort=sort, after=after)
                paged += page.rows
                after = page.next_cursor
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
    assert cells(rows(visitor.page("/bord?zoek=veel"))[0])["Huishoudens"] == "2 van 1 te veel"
    assert "te vol" in cells(rows(visitor.page("/bord?zoek=vol+smit"))[0])["Bezet"]
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


def test_an_empty_board_says_what_to_do(make, sign_in, coordinator):
    page = sign_in(coordinator).page("/bord")
    assert "Er zijn nog geen vrijwilligers" in page.text
    assert page.links["Importeren"] == "/importeren"
    make.volunteer()
    narrowed = sign_in(coordinator).page("/bord?functie=interpreter")
    assert "Geen vrijwilliger past bij deze filters" in narrowed.text
    assert narrowed.links["Wis filters"] == "/bord"


@pytest.mark.parametrize("address", ["/bord?na=x", "/bord?na=[1,2]", "/bord?na=%5Btrue,1%5D", "/bord?sorteer=zzz"])
def test_an_address_that_was_tampered_with_starts_at_the_beginning(make, sign_in, coordinator, address):
    make.volunteer()
    assert len(rows(sign_in(coordinator).page(address))) == 1


def test_the_board_asks_the_database_as_often_for_many_volunteers_as_for_few(app, make, sign_in, coordinator):
    visitor = sign_in(coordinator)
    crowd(make, 1, size=5)
    with statements(app) as few:
        visitor.page("/bord")
    crowd(make, 2, size=30)
    with statements(app) as many:
        visitor.page("/bord")
    assert len(few) == len(many)


def test_only_a_coordinator_sees_the_board(make, sign_in):
    for user in (make.volunteer().user, make.admin(), make.team_member(make.team())):
        sign_in(user).page("/bord", status=403)


def test_filtering_with_htmx_answers_the_volunteers_alone(make, sign_in, coordinator):
    named(make, "Wim")
    named(make, "Ria")
    part = sign_in(coordinator).fragment("/bord?zoek=ria")
    assert names(part) == ["Ria"]
    assert part.all("section")[0].get("id") == "volunteers"
    assert part.all("main") == []
    (counted,) = part.all("p", id="counted")
    assert counted.text == "1 vrijwilliger"
