"""Text that people paste in the forms by hand is cleaned, read and refused as in a file."""

import csv

import pytest
from sqlalchemy import select

from portal.db import db
from portal.people.models.people import User
from portal.trajectories.models.household import Client, Household, HouseholdHelper
from tests.features.people.volunteers.test_volunteers import NEW as VOLUNTEER
from tests.features.trajectories.households.test_households import NEW as HOUSEHOLD
from tests.support.importing import DATA

with (DATA / "07-telefoon-met-onzichtbare-tekens.csv").open(encoding="utf-8-sig") as file:
    PHONES = [(row["telefoon"], f"+316123400{row['clientnummer'][-2:]}") for row in csv.DictReader(file, delimiter=";")]


@pytest.fixture
def coordinator(make, sign_in):
    make.location("Team Haarlemmermeer")
    return sign_in(make.coordinator())


def last(model):
    db.session.rollback()
    return db.session.scalars(select(model).order_by(model.id.desc())).first()


def household(make, visitor, **values):
    form = visitor.page("/huishoudens/nieuw").form("Toevoegen")
    return form.submit(**{**HOUSEHOLD, "type_id": str(make.type().id), **values})


@pytest.mark.parametrize(("typed", "stored"), PHONES)
def test_a_telephone_number_copied_from_a_phone_is_read_in_each_form(make, sign_in, coordinator, typed, stored):
    assert household(make, coordinator, phone=typed).status == 303
    assert last(Client).phone == stored

    assert (
        coordinator.page("/vrijwilligers/nieuw").form("Toevoegen").submit(**{**VOLUNTEER, "phone": typed}).status == 303
    )
    assert last(User).phone == stored

    form = sign_in(make.admin()).page("/beheer/gebruikers/nieuw").form("Toevoegen")
    assert form.submit(first_name="Fatma", last_name="Yilmaz", email="f@example.org", phone=typed).status == 303
    assert last(User).phone == stored


def test_every_line_of_a_household_is_stored_clean(make, coordinator):
    names = ("street", "house_number", "postcode", "city", "case_manager", "first_name", "last_name", "email")
    pasted = {name: f"\u202a{HOUSEHOLD[name]}\u202c\u200b" for name in names}

    assert household(make, coordinator, **pasted, client_number="\ufeffHM-00931\u00a0").status == 303

    home, client = last(Household), last(Client)
    assert (home.address, home.case_manager) == ("Kerklaan 12a, 2132 AB Hoofddorp", "S. van der Meer")
    assert (client.name, client.email, client.client_number) == ("Merhawi Tekle", "merhawi@example.org", "HM-00931")


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("street", "#N/B", "Excel kon deze cel niet uitrekenen"),
        ("first_name", "#VERW!", "Excel kon deze cel niet uitrekenen"),
        ("client_number", "1,23457E+11", "Excel heeft dit getal ingekort"),
        ("city", "-", "Vul de woonplaats in."),
        ("house_number", "bis", "zoals 12, 12A, 12-2 of t/o 12"),
        ("house_number", "9-feb", "zoals 12, 12A, 12-2 of t/o 12"),
        ("housed_on", "31-02-2026", "zoals 31-12-2026"),
        ("last_name", "B\ufffdra", "een letter verloren gegaan"),
    ],
)
def test_nonsense_is_refused_beside_its_field(make, coordinator, field, typed, said):
    answer = household(make, coordinator, **{field: typed})

    assert answer.status == 422
    assert said in answer.form("Toevoegen").errors[field]


@pytest.mark.parametrize("typed", ["t/o 12", "12 bis", "91-2", "12 t/m 16", "12 2e"])
def test_house_numbers_as_they_occur_and_a_day_as_people_write_it_are_stored(make, coordinator, typed):
    assert household(make, coordinator, house_number=typed, housed_on="1 februari 2026").status == 303
    assert (last(Household).house_number, last(Household).housed_on.isoformat()) == (typed, "2026-02-01")


@pytest.mark.parametrize(
    ("typed", "stored", "shown"),
    [("14 023", "+3114023", "14 023"), ("112", "112", "112"), ("0900 8844", "+319008844", "0900 8844")],
)
def test_who_helps_may_have_the_number_of_a_service(make, coordinator, typed, stored, shown):
    trajectory = make.trajectory()
    page = coordinator.page(f"/trajecten/{trajectory.id}/contactkaart/gp")
    page = page.form("Opslaan").submit(name="De Brug", phone=typed).follow()

    assert last(HouseholdHelper).phone == stored
    assert shown in page.text


@pytest.mark.parametrize(
    "address",
    [
        "/vrijwilligers?q=%E2%80%AAwim%40example.org%E2%80%AC",
        "/beheer/gebruikers?zoek=%E2%80%AAwim%40example.org%E2%80%AC",
        "/bord?zoek=%E2%80%AAWim%E2%80%AC",
    ],
    ids=["volunteers", "users", "board"],
)
def test_what_is_searched_with_marks_that_nobody_sees_is_found(make, sign_in, address):
    volunteer = make.volunteer(user=make.user(email="wim@example.org", first_name="Wim", last_name="Proef"))
    visitor = sign_in(make.admin() if "beheer" in address else make.coordinator(volunteer.location))

    assert "Wim Proef" in visitor.page(address).text
