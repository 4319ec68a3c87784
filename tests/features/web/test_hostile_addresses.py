"""Addresses that somebody else made up: a page of ours follows no order in them and leads nowhere else."""

import pytest

from tests.support.page_rules import CSRF_FIELD
from tests.test_hostile_input import GARBAGE

ORDERS = ("_scheme=javascript&_external=1", "_anchor=elders", "endpoint=x", "self=1", "_method=POST")
PAGES = ("/bord", "/bord/wachtlijst", "/vrijwilligers", "/overdrachten", "/meldingen")


@pytest.fixture
def coordinator(make, sign_in):
    for _each in range(30):
        make.volunteer()
    for _each in range(30):
        make.trajectory()
    return sign_in(make.coordinator())


@pytest.mark.parametrize("orders", ORDERS)
def test_a_list_takes_no_orders_from_its_address(coordinator, orders):
    for path in PAGES:
        page = coordinator.page(f"{path}?{orders}")
        addresses = [node.get("href") for node in page.root.all("a")]
        assert all(address.startswith(("/", "?", "#", "tel:")) for address in addresses), path
        assert not [address for address in addresses if address.endswith("#elders")], path


def test_the_next_page_keeps_what_was_asked(coordinator):
    page = coordinator.page("/vrijwilligers?q=de+Vries&status=active")
    after = next(address for address in page.links.values() if "na=" in address)
    assert after.startswith("/vrijwilligers?q=de+Vries&status=active&na=")
    assert coordinator.page(after).status == 200


@pytest.mark.each_database
@pytest.mark.parametrize("value", GARBAGE.values(), ids=GARBAGE.keys())
def test_no_value_breaks_the_signing_in(app, client, value):
    for here, body in {
        "/inloggen": {"email": value, "password": value, "next": value},
        "/taal": {"locale": value, "next": value},
        "/welkom/x": {"password": value},
        "/vandaag": {"_resume_email": value, "_resume_password": value},
        "/rol": {"_resume_email": value, "_resume_password": value},
    }.items():
        answer = client.open(here, method="POST", data={CSRF_FIELD: client.csrf_token(), **body})
        assert answer.status_code < 500, here
