"""The same adult added to a household, or made by a correction, however the name is written."""

import pytest

from portal.trajectories.models.household import Client, ClientAlias
from tests.support.uploading import how_many

pytestmark = pytest.mark.each_database

OPEN, ANOTHER = "Dit is dezelfde: open het huishouden", "Nee, iemand anders: toch opslaan"


@pytest.fixture
def visitor(make, sign_in):
    return sign_in(make.coordinator())


def test_an_adult_of_a_household_resembles_one_of_another_household(make, visitor):
    there = make.household(client={"first_name": "Büşra", "last_name": "Çetinproef", "birth_year": 1990})
    here = make.household()
    typed = {"first_name": "Busra", "last_name": "Cetinproef", "birth_year": "1990", "phone": "06 12345678"}

    page = visitor.page(f"/huishoudens/{here.id}/client").form("Toevoegen").submit(**typed)

    assert page.status == 422
    assert page.links[f"{OPEN} Büşra Çetinproef"] == f"/huishoudens/{there.id}"
    assert page.form("Toevoegen").fields["phone"] == ["06 12345678"]
    assert page.form("Toevoegen").submit(_button=ANOTHER).status == 303
    assert how_many(Client) == 3


@pytest.mark.parametrize("year", ["1990", ""])
def test_the_same_adult_in_another_writing_is_not_added_twice_to_a_household(make, visitor, year):
    here = make.household(client={"first_name": "Büşra", "last_name": "Çetinproef", "birth_year": 1990})
    typed = {"first_name": "busra", "last_name": "CETINPROEF", "birth_year": year, "phone": "06 12345679"}

    page = visitor.page(f"/huishoudens/{here.id}/client").form("Toevoegen").submit(**typed)

    assert "staat al bij dit huishouden" in page.form("Toevoegen").errors["first_name"]
    assert how_many(Client) == 1


def test_another_name_that_makes_a_client_resemble_somebody_is_asked_about(make, visitor):
    there = make.household(client={"first_name": "Büşra", "last_name": "Çetinproef", "birth_year": 1990})
    client = make.household().clients[0]
    form = visitor.page(f"/clienten/{client.id}").form("Opslaan")

    page = form.submit(first_name="Busra", last_name="Cetinproef")

    assert page.status == 422
    assert page.links[f"{OPEN} Büşra Çetinproef"] == f"/huishoudens/{there.id}"
    assert make.reload(client).first_name == "Merhawi"
    assert page.form("Opslaan").submit(_button=ANOTHER).status == 303
    assert make.reload(client).name == "Busra Cetinproef"
    again = visitor.page(f"/clienten/{client.id}").form("Opslaan").submit(phone="06 12345678")
    assert again.status == 303, "who only changes a phone number is not asked"


def test_two_numbers_of_one_client_change_places(make, visitor):
    known = make.household().clients[0]
    former = known.client_number
    make.save(ClientAlias(client_id=known.id, location_id=known.location_id, number="HM-931", name_key="x"))

    assert visitor.page(f"/clienten/{known.id}").form("Opslaan").submit(client_number="HM-931").status == 303

    known = make.reload(known)
    assert (known.client_number, [each.number for each in known.aliases]) == ("HM-931", [former])
