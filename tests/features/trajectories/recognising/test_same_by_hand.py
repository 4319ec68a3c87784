"""The same household added by hand, however it is written: one household, or a question with both in sight."""

import pytest
from sqlalchemy import func, select

from portal.db import db
from portal.trajectories.households import service as households_service
from portal.trajectories.households.steps import Adult
from portal.trajectories.models.household import Client, ClientAlias, Household
from tests.support.audit import lines
from tests.support.importing import GOOD, csv_bytes
from tests.support.races import race
from tests.support.statements import statements
from tests.support.uploading import how_many, tiles, upload

pytestmark = pytest.mark.each_database

NEW = {
    "street": "Proefstraat",
    "house_number": "909A",
    "postcode": "2132AB",
    "city": "Hoofddorp",
    "housed_on": "2026-02-01",
    "adults": "1",
    "children": "0",
    "first_name": "Büşra",
    "last_name": "Çetinproef",
    "birth_year": "1990",
    "legal_regime": "WI2021",
    "starts_on": "2026-03-09",
}
OPEN, ANOTHER = "Dit is dezelfde: open het huishouden", "Nee, iemand anders: toch opslaan"


@pytest.fixture
def coordinator(make):
    return make.coordinator()


@pytest.fixture
def visitor(sign_in, coordinator):
    return sign_in(coordinator)


@pytest.fixture
def add(make, visitor):
    def send(**values):
        values = {**NEW, "type_id": str(make.type().id), **values}
        return visitor.page("/huishoudens/nieuw").form("Toevoegen").submit(**values)

    return send


def only(model):
    return db.session.scalars(select(model)).unique().one()


WRITINGS = [
    {},
    {"last_name": "çetinproef", "first_name": "BÜŞRA"},
    {"last_name": "Cetinproef", "first_name": "Busra"},
    {"house_number": "909 A"},
    {"house_number": "909-a"},
    {"street": "PROEFSTRAAT", "city": "hoofddorp"},
]


@pytest.mark.parametrize("written", WRITINGS)
def test_the_same_fields_in_another_writing_are_one_household(add, written):
    first = add()
    second = add(**written)

    assert (first.status, second.status, second.location) == (303, 303, first.location)
    assert (how_many(Household), how_many(Client)) == (1, 1)
    assert len(lines("household.added")) == 1


@pytest.mark.parametrize(
    ("written", "field", "said"),
    [
        ({"adults": "2"}, "street", "staat al een huishouden met deze persoon"),
        ({"house_number": "909 a", "last_name": "cetinproef", "children": "3"}, "street", "staat al"),
        ({"birth_year": "", "adults": "2"}, "street", "staat al"),
        ({"postcode": "2132 AC", "adults": "2"}, "street", "staat al"),
        ({"street": "Kerklaan", "house_number": "1", "postcode": "2131 AA"}, "last_name", "lijkt op iemand"),
    ],
)
def test_who_resembles_somebody_stands_beside_them_and_nothing_typed_is_lost(add, written, field, said):
    household = only_after(add())
    page = add(**written)

    assert page.status == 422
    assert said in page.form("Toevoegen").errors[field]
    assert page.links[f"{OPEN} Büşra Çetinproef"] == f"/huishoudens/{household}"
    kept = page.form("Toevoegen").fields
    assert {name: kept[name] for name in written if written[name]} == {n: [v] for n, v in written.items() if v}
    assert how_many(Household) == 1


def only_after(answer):
    return int(answer.location.rpartition("/")[2])


def test_another_person_is_stored_by_the_second_button_and_a_double_tap_is_one(add):
    add()
    page = add(adults="2", children="1")
    form = page.form("Toevoegen")

    answers = [form.submit(_button=ANOTHER) for _tap in range(2)]

    assert [answer.status for answer in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    assert how_many(Household) == 2


def test_pressing_enter_never_says_that_it_is_somebody_else(add):
    add()
    page = add(adults="2")
    buttons = [each.text for each in page.form("Toevoegen").node.all("button")]
    assert buttons.index("Toevoegen") < buttons.index(ANOTHER)
    assert page.form("Toevoegen").submit().status == 422
    assert how_many(Household) == 1


def test_somebody_else_than_whom_one_saw_asks_again(add, make):
    add()
    form = add(adults="2").form("Toevoegen")
    make.household(
        client={"first_name": "Busra", "last_name": "Cetinproef", "birth_year": 1990, "client_number": None},
        house_number="7",
    )
    page = form.submit(_button=ANOTHER)

    assert page.status == 422
    assert len([each for each in page.links if each.startswith(OPEN)]) == 2
    assert how_many(Household) == 2


def test_a_household_of_another_location_is_never_shown(add, make):
    elsewhere = make.location("Team Haarlem")
    make.household(
        elsewhere,
        client={"first_name": "Büşra", "last_name": "Çetinproef", "birth_year": 1990},
        street="Proefstraat",
        house_number="909A",
    )
    assert add().status == 303
    assert how_many(Household) == 2


def test_whoever_is_shown_whom_it_resembles_leaves_a_line(add):
    household = only_after(add())
    add(adults="2")
    assert [line.household_id for line in lines("household.opened")] == [household]


def test_the_alias_of_another_is_no_number_to_give(add, make, visitor):
    known = make.household().clients[0]
    make.save(ClientAlias(client_id=known.id, location_id=known.location_id, number="HM-931", name_key="x"))
    other = make.household().clients[0]

    assert "al in gebruik" in add(client_number="hm-931").form("Toevoegen").errors["client_number"]
    page = visitor.page(f"/clienten/{other.id}").form("Opslaan").submit(client_number="HM-931")
    assert "al in gebruik" in page.form("Opslaan").errors["client_number"]


def test_what_was_added_by_hand_is_known_when_a_file_brings_it(add, visitor):
    add()
    row = {**GOOD["trajectories"], "voornaam": "Busra", "achternaam": "Cetinproef", "geboortejaar": "1990"}
    row |= {"straat": "proefstraat", "huisnummer": "909-a", "postcode": "2132 AB"}
    page = upload(visitor, "trajectories", csv_bytes([list(row), list(row.values())]))

    assert tiles(page)[3] == "0 rijen geweigerd"
    page.form("1 rij importeren").submit()

    assert how_many(Household) == 1
    assert only(Client).client_number == row["clientnummer"]


def test_what_a_file_brought_is_shown_when_somebody_adds_it_by_hand(add, visitor):
    row = {**GOOD["trajectories"], "voornaam": "Busra", "achternaam": "Cetinproef", "geboortejaar": "1990"}
    row |= {"straat": "proefstraat", "huisnummer": "909-a", "postcode": "2132 AB"}
    upload(visitor, "trajectories", csv_bytes([list(row), list(row.values())])).form("1 rij importeren").submit()

    assert "staat al" in add().form("Toevoegen").errors["street"]
    assert how_many(Household) == 1


def test_many_who_add_the_same_in_their_own_writing_at_once_add_one(make, coordinator):
    act = make.act(coordinator)
    make.location()
    household = {"street": "Proefstraat", "city": "Hoofddorp", "postcode": "2132 AB", "adults": 1, "children": 0}
    household |= {"municipality_id": make.municipality().id, "housed_on": make.day(-30)}
    trajectory = {"type_id": make.type().id, "legal_regime": "WI2021", "starts_on": make.today, "urgent": False}
    names = [("Büşra", "Çetinproef", "909A"), ("busra", "cetinproef", "909 a"), ("BÜŞRA", "ÇETINPROEF", "909-A")]

    def tap(number):
        first, last, house = names[number % 3]
        person = Adult({"first_name": first, "last_name": last, "birth_year": 1990}, {})
        return households_service.add_household(act, {**household, "house_number": house}, person, trajectory).id

    assert len(set(race(6, tap))) == 1
    assert how_many(Household) == 1


@pytest.mark.one_database
def test_who_is_recognised_by_hand_takes_as_many_questions_among_many_as_among_few(app, add, make):
    def asked(many):
        for number in range(many):
            make.household(client={"first_name": "Nadia", "last_name": f"Proef {number}"})
        with statements(app) as seen:
            assert add(adults="2").status == 422
        return len(seen)

    add()
    add(adults="2")  # leaves the line of whoever is shown
    assert asked(5) == asked(60)
    assert db.session.scalar(select(func.count()).select_from(Household)) == 66


@pytest.mark.parametrize("left", [True, False])
def test_whom_somebody_resembles_and_who_left_is_shown_with_the_day(add, make, left):
    add()
    if left:
        client = only(Client)
        client.left_on = make.day(-3)
        make.save(client)
    (beside,) = add(adults="2").all("section", id="lijkt-op")
    assert ("Vertrokken 6 maart 2026" in beside.text) is left
