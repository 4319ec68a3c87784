"""A session that falls silent: a word beforehand, an own choice of minutes, and bounds of the organisation."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.db import db
from portal.people.models.people import User
from tests.support.audit import lines

ASKS = "/sessie"
STAYS = "/sessie/blijf"
CHOICE = "/mijn-gegevens/stilte"
BOUNDS = "/beheer/vergrendelen"


def asked_after(page):
    """The seconds after which a page asks whether its reader will be signed out soon."""
    [found] = [node for node in page.all("span") if node.get("hx-get") == ASKS]
    assert found.get("hx-target") == "#idle"
    return int(found.get("hx-trigger").removeprefix("load delay:").removesuffix("s"))


@pytest.fixture
def page(make, sign_in):
    return sign_in(make.coordinator())


def test_a_page_asks_two_minutes_before_the_end(page, clock):
    assert asked_after(page.page("/bord")) == 13 * 60
    clock.set(clock() + timedelta(seconds=40))  # too soon to keep that the person was here: the end did not move
    assert asked_after(page.page("/bord")) == 13 * 60 - 40


def test_a_stranger_is_asked_nothing(client):
    assert not client.page("/inloggen").all("div", id="idle")
    assert "U bent uitgelogd" in client.fragment(ASKS).text


def test_asking_keeps_nobody_signed_in(page, clock):
    clock.move(minutes=13)
    found = page.fragment(ASKS)
    assert "U wordt zo uitgelogd" in found.text
    assert asked_after(found) == 121
    clock.move(minutes=3)
    assert "U bent uitgelogd" in page.fragment(ASKS).text
    assert lines("session.locked")
    assert page.page("/bord", status=303).location.startswith("/inloggen")


def test_another_tab_was_used_meanwhile(page, clock):
    clock.move(minutes=12)
    page.page("/bord")
    clock.move(minutes=1)
    assert asked_after(page.fragment(ASKS)) == 12 * 60


def test_one_tap_stays(page, clock):
    clock.move(minutes=14)
    assert page.fragment(ASKS).button("Blijf ingelogd").get("hx-get") == STAYS
    assert asked_after(page.fragment(STAYS)) == 13 * 60
    clock.move(minutes=14)
    page.page("/bord")


def test_the_tap_that_comes_too_late_loses_no_page(page, clock):
    clock.move(minutes=16)
    assert "U bent uitgelogd" in page.fragment(STAYS).text


def test_somebody_chooses_how_long(page, clock):
    form = page.page("/mijn-gegevens").form(CHOICE)
    assert [each.text for each in form.node.all("option")][:3] == [
        "zoals hier gebruikelijk: na 15 minuten",
        "na 5 minuten",
        "na 10 minuten",
    ]
    assert form.submit(minutes="30").location == "/mijn-gegevens"
    assert [line.facts["fields"] for line in lines("user.changed")] == [["idle_minutes"]]
    clock.move(minutes=29)
    assert page.page("/mijn-gegevens").form(CHOICE).fields["minutes"] == ["30"]
    form.submit(minutes="")
    clock.move(minutes=16)
    page.page("/mijn-gegevens", status=303)


@pytest.mark.parametrize("typed", ["61", "4", "25", "x", "-1"])
def test_other_minutes_are_not_taken(page, typed):
    refused = page.page("/mijn-gegevens").form(CHOICE).submit(minutes=typed)
    assert refused.status == 422
    assert db.session.scalars(select(User.idle_minutes)).all() == [None]


def test_the_bounds_of_the_organisation_hold_at_once(make, sign_in, clock):
    person, admin = sign_in(make.coordinator()), sign_in(make.admin())
    person.page("/mijn-gegevens").form(CHOICE).submit(minutes="60")
    form = person.page("/mijn-gegevens").form(CHOICE)
    assert admin.page(BOUNDS).form().submit(shortest_idle="8", longest_idle="12").location == "/beheer"
    assert "8 tot en met 12 minuten" in admin.page("/beheer").text
    offered = person.page("/mijn-gegevens").form(CHOICE)
    assert [each.text for each in offered.node.all("option")] == [
        "zoals hier gebruikelijk: na 12 minuten",
        "na 8 minuten",
        "na 10 minuten",
        "na 12 minuten",
    ]
    assert form.submit(minutes="45").status == 422
    clock.move(minutes=13)
    person.page("/bord", status=303)


@pytest.mark.parametrize(
    ("shortest", "longest", "said"),
    [
        ("4", "60", "van 5 tot en met 60"),
        ("5", "61", "van 5 tot en met 60"),
        ("20", "10", "De langste tijd is korter dan de kortste"),
        ("", "10", "van 5 tot en met 60"),
    ],
)
def test_bounds_that_cannot_be(make, sign_in, shortest, longest, said):
    refused = sign_in(make.admin()).page(BOUNDS).form().submit(shortest_idle=shortest, longest_idle=longest)
    assert refused.status == 422
    assert said in refused.text


def test_nobody_else_sets_them(page):
    page.page(BOUNDS, status=403)


def test_who_types_the_address_goes_to_their_start(page):
    assert page.page(ASKS, status=303).location == "/"
