"""The page that a phone keeps: a whole visit without a connection, and what the server made of it."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from portal.contacts.late.models import LateContact
from portal.contacts.models import ContactMoment
from portal.db import db
from portal.trajectories.assignments.service import release
from tests.support.browser import axe_violations, horizontal_scroll, keyboard_problems, small_targets
from tests.support.phones import NOTE, everything_kept, fill, notes, outbox, saved_offline

pytestmark = pytest.mark.one_database


def test_a_whole_visit_can_be_logged_without_a_connection(page, trajectory, other):
    page.context.set_offline(True)
    page.goto("/vandaag")
    page.get_by_role("heading", name="Uw huishoudens").wait_for()
    page.locator("#households a").nth(1).tap()
    fill(page, "Zonder verbinding")
    page.get_by_role("button", name="Bewaren").tap()
    expect(page.get_by_text("Op deze telefoon.")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("Opgeslagen om 10:00.")).to_be_visible()

    assert notes() == ["Zonder verbinding"]
    assert db.session.scalar(select(ContactMoment.trajectory_id)) == other.id


def test_without_a_connection_a_topic_is_asked_as_on_the_page(page, trajectory):
    page.context.set_offline(True)
    page.reload()
    page.get_by_label("Korte notitie").fill(NOTE)
    page.get_by_role("button", name="Bewaren").tap()
    expect(page.get_by_text("Kies ten minste één onderwerp.")).to_be_visible()
    page.get_by_role("button", name="Niet bereikt").tap()

    expect(page.get_by_text("Op deze telefoon.")).to_be_visible()
    assert outbox(page) == ["waiting"]


def test_without_a_connection_the_form_opens_with_the_talk_that_was_asked_for(page, trajectory):
    page.context.set_offline(True)
    page.goto(f"/trajecten/{trajectory.id}/contact?waarom=intake")
    asked = page.get_by_label("Waarom")
    expect(asked).to_be_visible()
    expect(asked).to_have_value("intake")
    fill(page)
    page.get_by_role("button", name="Bewaren").tap()
    page.context.set_offline(False)
    expect(page.get_by_text("Opgeslagen om 10:00.")).to_be_visible()

    assert db.session.scalar(select(ContactMoment.purpose)) == "intake"


def test_what_was_typed_with_a_connection_is_there_without_one(page):
    page.get_by_label("Korte notitie").press_sequentially("Half")
    page.context.set_offline(True)
    page.reload()

    expect(page.get_by_label("Korte notitie")).to_have_value("Half")
    expect(page.get_by_text("Dit is uw concept van")).to_be_visible()


def test_one_visit_with_two_households_is_stored_for_both(page, other):
    page.context.set_offline(True)
    page.reload()
    fill(page)
    page.locator("input[name=also]").first.check(force=True)
    page.get_by_role("button", name="Bewaren").tap()
    page.context.set_offline(False)
    expect(page.get_by_text("Opgeslagen om 10:00.")).to_be_visible()

    assert notes() == [NOTE, NOTE]


def test_what_the_server_refuses_says_why_and_is_mended(page):
    saved_offline(page, "Zijn nummer is 111222333.")
    page.context.set_offline(False)
    expect(page.get_by_text("Hier lijkt een burgerservicenummer")).to_be_visible()
    assert notes() == []
    page.get_by_role("button", name="Openen").tap()
    expect(page.get_by_label("Korte notitie")).to_have_value("Zijn nummer is 111222333.")
    page.get_by_label("Korte notitie").fill("Hij heeft een nummer.")
    page.get_by_role("button", name="Bewaren").tap()

    expect(page.get_by_text("Opgeslagen om 10:00.")).to_be_visible()
    assert (notes(), outbox(page)) == (["Hij heeft een nummer."], ["stored"])


def test_a_refused_entry_that_is_opened_leaves_the_draft_of_its_household_alone(page, trajectory):
    saved_offline(page, "Zijn nummer is 111222333.")
    page.context.set_offline(False)
    page.get_by_role("button", name="Openen").wait_for()
    page.goto(f"/trajecten/{trajectory.id}/contact")
    page.get_by_label("Korte notitie").press_sequentially("Een ander bezoek")
    page.goto("/onderweg")
    page.get_by_role("button", name="Openen").tap()
    page.get_by_label("Korte notitie").press_sequentially("Nee: ")
    page.reload()
    expect(page.get_by_text("Uw wijziging is nog niet bewaard.")).to_be_visible()
    page.goto(f"/trajecten/{trajectory.id}/contact")

    expect(page.get_by_label("Korte notitie")).to_have_value("Een ander bezoek")
    assert outbox(page) == ["refused"]


def test_the_phone_keeps_initials_and_an_area_and_nothing_else_of_a_file(page, trajectory, make):
    household = trajectory.household
    kept = everything_kept(page)

    assert household.area in kept
    for words in (household.name, household.street, household.postcode, trajectory.type.name):
        assert words not in kept


def test_the_page_that_a_phone_keeps_has_no_fault(page, trajectory):
    saved_offline(page, NOTE)
    assert axe_violations(page) + horizontal_scroll(page) + small_targets(page) + keyboard_problems(page) == []
    page.goto(f"/trajecten/{trajectory.id}/contact")
    expect(page.get_by_role("button", name="Bewaren")).to_be_visible()
    assert axe_violations(page) + horizontal_scroll(page) + small_targets(page) + keyboard_problems(page) == []


def test_an_entry_for_a_household_that_was_released_goes_to_the_coordinator_with_one_tap(
    page, make, volunteer, trajectory
):
    saved_offline(page)
    release(make.act(volunteer.user), trajectory.id, "no_time", None)
    page.context.set_offline(False)
    expect(page.get_by_text("U begeleidt dit huishouden niet meer.")).to_be_visible()
    assert notes() == []
    page.get_by_role("button", name="Naar de coördinator sturen").tap()

    expect(page.get_by_text("Naar de coördinator gestuurd.")).to_be_visible()
    db.session.rollback()
    assert db.session.scalars(select(LateContact.content)).one()["note"] == NOTE
    assert NOTE not in everything_kept(page)
