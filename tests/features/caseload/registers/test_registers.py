"""The registers: all households and all trajectories of a location, to filter and to sort."""

import random

import pytest
from sqlalchemy import select

from portal.access import RoleKind
from portal.audit import AuditLine
from portal.caseload.registers.among.queries import _ORDERS
from portal.caseload.registers.page import _VALUES
from portal.caseload.registers.rules import NAME, REGISTERS
from portal.caseload.registers.words import LABELS
from portal.db import db
from tests.support.tables import cells, rows

pytestmark = pytest.mark.each_database
BOTH = ("/huishoudens", "/trajecten")


@pytest.fixture
def coordinator(make):
    return make.coordinator()


def names(page):
    return [row.all("a")[0].text for row in rows(page)]


def household(make, name, **values):
    first, _space, last = name.partition(" ")
    return make.household(client={"first_name": first, "last_name": last, **values.pop("client", {})}, **values)


@pytest.fixture
def three(make):
    """One that waits, one with a volunteer, one that is closed; each of another type, place and language."""
    wim = make.volunteer(user=make.user(first_name="Wim", last_name="Visser"))
    amina = household(make, "Amina Nur", languages=("Arabisch", "Engels"), postcode="2132 AB", adults=2, children=3)
    waits = make.trajectory("har_pretrajectory", household=amina, ends_on=make.day(40))
    berhane = household(make, "Berhane Tekle", postcode="2151 CD", client={"client_number": "HM-00777"})
    runs = make.trajectory(household=berhane, claimed_by=wim, ends_on=make.day(-3))
    make.contact(runs, wim.user, on_date=make.day(-4))
    make.contact(runs, wim.user, on_date=make.day(-2), reached=False)
    cemil = household(make, "Cemil Kaya", postcode="2152 EF", languages=("Turks",), housed_on=make.day(-500))
    ended = {"closed_on": make.day(-1), "closure_outcome": "moved_away"}
    closed = make.trajectory("budget_coaching", household=cemil, ends_on=make.day(90), **ended)
    return {"waits": waits, "runs": runs, "closed": closed}


FILTERS = {
    "": ["Amina Nur", "Berhane Tekle"],
    "staat=wacht": ["Amina Nur"],
    "staat=loopt": ["Berhane Tekle"],
    "staat=gesloten": ["Cemil Kaya"],
    "staat=alles": ["Cemil Kaya", "Amina Nur", "Berhane Tekle"],
    "soort=har_pretrajectory": ["Amina Nur"],
    "soort=budget_coaching": [],
    "soort=budget_coaching&staat=gesloten": ["Cemil Kaya"],
    "fase=social_support.start": ["Berhane Tekle"],
    "fase=social_support.later": [],
    "eindigt=voorbij": ["Berhane Tekle"],
    "eindigt=3-maanden": ["Amina Nur"],
    "eindigt=3-maanden&staat=alles": ["Cemil Kaya", "Amina Nur"],
    "eindigt=2026-04": ["Amina Nur"],
    "begeleider=visser+wim": ["Berhane Tekle"],
    "begeleider=niemand": [],
    "gebied=21": ["Amina Nur", "Berhane Tekle"],
    "gebied=2132": ["Amina Nur"],
    "taal=ar": ["Amina Nur"],
    "taal=ti": ["Berhane Tekle"],
    "zoek=NUR": ["Amina Nur"],
    "zoek=hm-0077": ["Berhane Tekle"],
    "zoek=%25": [],
    "zoek=tekle&soort=har_pretrajectory": [],
}


@pytest.mark.parametrize("address", BOTH)
def test_filters_narrow_a_register_and_hold_together(three, sign_in, coordinator, address):
    visitor = sign_in(coordinator)
    assert {asked: names(visitor.page(f"{address}?{asked}&sorteer=naam")) for asked in FILTERS} == FILTERS


def test_a_trajectory_tells_what_its_columns_say(three, sign_in, coordinator):
    visitor = sign_in(coordinator)
    columns = "".join(f"&kolom={each}" for each in ("fase", "contact", "nummer", "telefoon", "uitkomst", "regime"))
    row = rows(visitor.page(f"/trajecten?staat=loopt{columns}"))[0]
    assert cells(row) == {
        "Fase": "Start",
        "Laatste contact": "5 mrt 2026",
        "Wet inburgering": "Wet inburgering 2021",
        "Afgesloten als": "",
        "Cliëntnummer": "HM-00777",
        "Telefoon": "06 12340000",
    }
    assert row.all("a")[0].get("href") == f"/trajecten/{three['runs'].id}"
    closed = cells(rows(visitor.page("/trajecten?staat=gesloten&kolom=uitkomst&kolom=fase&kolom=staat"))[0])
    assert closed == {"Stand": "gesloten", "Fase": "", "Afgesloten als": "Verhuisd"}


def test_a_household_stands_once_with_all_that_runs(make, three, sign_in, coordinator):
    amina = three["waits"].household
    make.trajectory("language_coaching", household=amina, claimed_by=make.volunteer(), ends_on=make.day(20))
    make.trajectory("arrangement_day", household=amina, closed_on=make.day(-9), closure_outcome="completed")
    page = sign_in(coordinator).page("/huishoudens?kolom=soort&kolom=staat&kolom=talen&kolom=personen&kolom=einde")
    assert names(page) == ["Amina Nur", "Berhane Tekle"]
    assert cells(rows(page)[0]) == {
        "Soort traject": "HAR-voortraject, Taalcoaching",
        "Stand": "wacht",
        "Talen": "Arabisch, Engels",
        "Personen": "5",
        "Einddatum": "29 mrt 2026",
    }
    assert rows(page)[0].all("a")[0].get("href") == f"/huishoudens/{amina.id}"
    assert "2 van 3 huishoudens" in page.text


def test_a_count_that_changes_is_spoken_and_the_list_answers_alone(three, sign_in, coordinator):
    part = sign_in(coordinator).fragment("/trajecten?soort=har_pretrajectory")
    (spoken,) = part.all("p", id="counted")
    assert (spoken.text, spoken.get("hx-swap-oob")) == ("1 van 3 trajecten", "innerHTML")
    assert not part.all("h1")


@pytest.mark.parametrize("address", BOTH)
@pytest.mark.parametrize(
    "sort", ["naam", "-naam", "soort", "-begeleider", "gebied", "personen", "-gehuisvest", "-einde"]
)
def test_each_row_comes_once_whatever_the_order(make, sign_in, coordinator, address, sort):
    chance, wim = random.Random(3), make.volunteer()
    for number in range(60):
        home = household(make, f"Persoon {number:02}", postcode=f"{chance.choice((1900, 2000))} AB")
        helper = wim if chance.random() < 0.5 else None
        make.trajectory(household=home, claimed_by=helper, ends_on=make.day(chance.randrange(4)))
    visitor = sign_in(coordinator)
    page = visitor.page(f"{address}?sorteer={sort}&kolom=gebied&kolom=einde")
    found = names(page)
    while "Volgende" in page.links and len(found) <= 60:
        page = visitor.page(page.links["Volgende"])
        assert list(cells(rows(page)[0])) == ["Postcodegebied", "Einddatum"]  # the columns come along
        found += names(page)
    everybody = [f"Persoon {number:02}" for number in range(60)]
    assert sorted(found) == everybody
    if sort.endswith("naam"):
        assert found == sorted(everybody, reverse=sort.startswith("-"))


@pytest.mark.parametrize("address", BOTH)
def test_rule_3_a_register_has_only_what_is_of_the_location_of_the_role_in_use(make, three, sign_in, address):
    there = make.location("Team Elders")
    elsewhere = household(make, "Elders Zoeker", location=there)
    make.trajectory(household=elsewhere, claimed_by=make.volunteer(there))
    both = make.coordinator()
    make.role(both, RoleKind.COORDINATOR, location=there)
    here = sign_in(both)
    for asked in ("?staat=alles", "?zoek=elders", "?staat=alles&begeleider=", "?staat=alles&sorteer=-gebied"):
        page = here.page(f"{address}{asked}")
        assert "Elders Zoeker" not in page.text
        assert "van 4" not in page.text
    other = sign_in(make.coordinator(there)).page(f"{address}?staat=alles")
    assert names(other) == ["Elders Zoeker"]
    assert other.text.count("1 traject") + other.text.count("1 huishouden") == 2  # in the toolbar, and for paper


def test_names_in_a_register_leave_a_line_each_once_in_a_quarter_of_an_hour(three, sign_in, coordinator):
    visitor = sign_in(coordinator)
    for _again in range(2):
        visitor.page("/huishoudens?staat=alles")
    lines = list(db.session.scalars(select(AuditLine).where(AuditLine.event == "trajectory.listed")))
    assert {line.subject_id for line in lines} == {each.id for each in three.values()}
    assert [line.facts for line in lines] == [{"list": "households"}] * 3


@pytest.mark.parametrize("address", BOTH)
def test_a_location_without_anybody_is_told_what_comes_first(sign_in, coordinator, address):
    page = sign_in(coordinator).page(address)
    assert "Hier staat nog niemand" in page.text
    assert page.links["Importeren"] == "/importeren"


@pytest.mark.parametrize("address", BOTH)
def test_filters_that_nothing_fits_are_wiped_in_one_tap(three, sign_in, coordinator, address):
    visitor = sign_in(coordinator)
    page = visitor.page(f"{address}?zoek=niemand")
    assert "Niets past bij deze filters" in page.text
    assert names(visitor.page(page.links["Wis filters"])) == ["Amina Nur", "Berhane Tekle"]


def test_the_registers_are_found_from_the_board_from_search_and_from_each_other(three, sign_in, coordinator):
    visitor = sign_in(coordinator)
    for page in ("/bord", "/zoeken"):
        links = visitor.page(page).links
        assert (links["Alle huishoudens"], links["Alle trajecten"]) == BOTH
    assert visitor.page("/huishoudens").links["Trajecten"] == "/trajecten"
    assert visitor.page("/trajecten").links["Huishoudens"] == "/huishoudens"


def test_a_filter_behind_a_word_is_in_sight_while_it_is_set(three, sign_in, coordinator):
    visitor = sign_in(coordinator)
    for asked, shown in (("?taal=ar", True), ("?soort=har_pretrajectory", False)):
        (further,) = visitor.page(f"/trajecten{asked}").all("details", **{"class": "further"})
        assert ("open" in further.attrs) == shown


@pytest.mark.parametrize("register", REGISTERS.values(), ids=REGISTERS)
def test_each_column_has_a_value_and_a_head_and_each_order_a_statement(register):
    assert set(register.first) <= set(register.columns) <= _VALUES.keys()
    assert {NAME, *register.columns} <= LABELS["register_column"].keys()
    assert set(register.sorts) == _ORDERS[register.name].keys()
