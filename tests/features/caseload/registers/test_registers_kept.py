"""A view of a register that somebody keeps: it opens like that for them, at that location, until they forget it."""

import pytest
from sqlalchemy import delete, select

from portal.access import RoleKind
from portal.audit import AuditLine
from portal.caseload.registers.models import SavedView
from portal.db import db
from portal.people.models.people import Role, User
from tests.support.tables import cells, rows

pytestmark = pytest.mark.each_database
WANTED = "/trajecten?soort=social_support&staat=alles&sorteer=-einde&kolom=naam&kolom=einde"
FORGET = "Vergeet mijn weergave"
KEEP = "Bewaar deze weergave"


@pytest.fixture
def coordinator(make):
    make.trajectory()
    return make.coordinator()


def kept():
    return list(db.session.scalars(select(SavedView)))


def test_a_kept_view_is_how_the_list_opens_and_its_address_holds_all_of_it(make, sign_in, coordinator):
    visitor = sign_in(coordinator)
    answer = visitor.page(WANTED).form(KEEP).submit()
    assert answer.location == WANTED
    assert "Zo opent deze lijst voortaan voor u." in answer.follow().text
    assert visitor.get("/trajecten").location == WANTED
    page = visitor.page(WANTED)
    assert list(cells(rows(page)[0])) == ["Einddatum"]
    assert (KEEP in page.buttons, FORGET in page.buttons) == (False, True)
    assert visitor.get("/huishoudens").location is None
    assert sign_in(make.coordinator()).get("/trajecten").location is None


def test_another_view_is_shown_all_the_same_and_leads_back_to_the_kept_one(sign_in, coordinator):
    visitor = sign_in(coordinator)
    visitor.page(WANTED).form(KEEP).submit()
    page = visitor.page("/trajecten?sorteer=naam")
    assert visitor.get(page.links["Naar mijn weergave"]).location == WANTED
    visitor.page("/trajecten?staat=wacht").form(KEEP).submit()
    assert [view.address.startswith("staat=wacht&") for view in kept()] == [True]


def test_a_forgotten_view_leaves_the_list_as_it_is_for_everybody(sign_in, coordinator):
    visitor = sign_in(coordinator)
    visitor.page(WANTED).form(KEEP).submit()
    page = visitor.page(WANTED)
    answer = page.form(FORGET).submit()
    assert "opent voor u weer zoals voor iedereen" in answer.follow().text
    assert kept() == []
    assert visitor.get("/trajecten").location is None
    assert page.form(FORGET).submit().location == WANTED  # twice is once


def test_keeping_the_same_twice_is_one_view_with_one_line(sign_in, coordinator):
    visitor = sign_in(coordinator)
    page = visitor.page(WANTED)
    for _tap in range(2):
        page.form(KEEP).submit()
    events = ("view.saved", "view.removed")
    lines = list(db.session.scalars(select(AuditLine).where(AuditLine.event.in_(events))))
    assert [(line.event, line.facts) for line in lines] == [("view.saved", {"list": "trajectories"})]
    assert len(kept()) == 1


def test_a_view_is_kept_for_one_location(make, sign_in, coordinator):
    there = make.location("Team Elders")
    make.role(coordinator, RoleKind.COORDINATOR, location=there)
    visitor = sign_in(coordinator)
    visitor.page(WANTED).form(KEEP).submit()
    other = db.session.scalars(select(Role).where(Role.user_id == coordinator.id, Role.location_id == there.id)).one()
    visitor.send("/rol", {"role": other.id})
    assert visitor.get("/trajecten").location is None


@pytest.mark.parametrize(
    "address",
    [
        "",
        "a=b",
        "soort=vervallen&fase=weg.weg&kolom=oud&sorteer=oud&eindigt=ooit",
        "kolom=\U0001f600&zoek=%00%ED%A0%80",
        "%",
    ],
)
def test_a_view_of_long_ago_or_of_nonsense_breaks_nothing(make, sign_in, coordinator, address):
    place = {"user_id": coordinator.id, "location_id": coordinator.roles[0].location_id}
    make.save(SavedView(**place, register="trajectories", address=address))
    visitor = sign_in(coordinator)
    page = visitor.page("/trajecten", status=303)
    assert visitor.page(page.location).root


@pytest.mark.parametrize("sent", ["", "x" * 9_000, "zoek=%00&kolom=%ED%A0%80", "&".join(["kolom=naam"] * 3_000)])
def test_a_view_that_no_page_sends_is_kept_as_far_as_it_says_anything(sign_in, coordinator, sent):
    answer = sign_in(coordinator).send("/huishoudens/weergave", {"weergave": sent}, status=303)
    assert answer.location.startswith("/huishoudens?sorteer=naam")


def test_a_kept_view_goes_with_the_person(sign_in, coordinator):
    sign_in(coordinator).page(WANTED).form(KEEP).submit()
    db.session.execute(delete(Role).where(Role.user_id == coordinator.id))
    db.session.execute(delete(User.__table__.metadata.tables["user_session"]))
    db.session.expire_all()
    db.session.delete(db.session.get(User, coordinator.id))
    db.session.commit()
    assert kept() == []
