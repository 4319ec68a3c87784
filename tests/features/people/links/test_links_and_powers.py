"""A one-time link gives what its maker may give, and never what the person gets later."""

import pytest

from portal.access import RoleKind
from portal.imports.files.service import read_file
from portal.imports.service import import_file
from portal.people.accounts import service as accounts_service
from portal.people.links import service as links_service
from portal.people.roles import service as roles_service
from portal.people.roles.service import RolePlace
from portal.people.volunteers import service as volunteers_service
from tests.support.uploading import one_row

OFFER = {"function": "supporter", "status": "active", "hours_per_week": 4, "max_households": 2, "postcode": None}


@pytest.fixture
def volunteer(make):
    return make.volunteer(user=make.user(email="vera@example.org", first_name="Vera", last_name="Smit"))


@pytest.fixture
def haarlem(make):
    return make.location("Team Haarlem")


def link(make, by, volunteer):
    return f"/welkom/{links_service.hand_out(make.act(by), volunteer.user_id, days=7)}"


def grant(make, volunteer, haarlem):
    roles_service.grant_role(make.act(make.admin()), volunteer.user_id, RoleKind.COORDINATOR, RolePlace(haarlem.id))


def add(make, volunteer, haarlem):
    account = {"first_name": "Vera", "last_name": "Smit", "email": volunteer.user.email, "phone": None}
    volunteers_service.add_volunteer(make.act(make.coordinator(haarlem)), account, OFFER, [])


def import_(make, volunteer, haarlem):
    act = make.act(make.coordinator(haarlem))
    row = one_row("volunteers", voornaam="Vera", achternaam="Smit", **{"e-mail": volunteer.user.email})
    reading = read_file(act, "volunteers", row, haarlem.id)
    assert import_file(act, reading, haarlem.id).counts(len(reading.refused))["new"] == 1


@pytest.mark.parametrize("gets_a_role", [grant, add, import_])
def test_a_coordinators_link_ends_when_its_person_gets_a_role_elsewhere(make, client, volunteer, haarlem, gets_a_role):
    path = link(make, make.coordinator(), volunteer)
    client.page(path)
    gets_a_role(make, volunteer, haarlem)
    assert client.page(path, status=404).heading == "Deze link werkt niet meer"


@pytest.mark.parametrize("gets_a_role", [grant, add, import_])
def test_the_link_of_an_admin_stays(make, client, volunteer, haarlem, gets_a_role):
    path = link(make, make.admin(), volunteer)
    gets_a_role(make, volunteer, haarlem)
    client.page(path)


def test_a_role_for_somebody_leaves_the_links_of_others_alone(make, client, volunteer, haarlem):
    path = link(make, make.coordinator(), volunteer)
    grant(make, make.volunteer(), haarlem)
    client.page(path)


def test_no_link_of_before_opens_an_account_that_was_closed_and_opened_again(make, client, volunteer):
    admin = make.admin()
    path = link(make, admin, volunteer)
    accounts_service.close_account(make.act(admin), volunteer.user_id)
    accounts_service.open_account(make.act(admin), volunteer.user_id)
    client.page(path, status=404)
