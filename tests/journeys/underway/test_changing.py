"""An entry that waits on a phone is opened, changed, copied and thrown away, and corrects the one on the server."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from portal.contacts.models import ContactMoment
from portal.db import db
from portal.trajectories.assignments.service import release
from tests.support import browser
from tests.support.phones import (
    NOTE,
    entries,
    fill,
    let_it_try,
    lose_the_answer,
    notes,
    save,
    saved_offline,
    states,
    without_sync,
)
from tests.support.visits import cookie_of, session_of

pytestmark = pytest.mark.one_database

# Throw an entry away as a page does that shows it as it was.
DISCARD = """async (key) => {
    const { href } = document.querySelector('link[rel=modulepreload][href*="/js/outbox"]');
    const { discard } = await import(href);
    await discard(key);
}"""


@pytest.fixture(autouse=True)
def _faults_are_answered_here(monkeypatch):
    """A message of the browser about an answer that is no success is no fault in these tests."""
    monkeypatch.setattr(browser, "EXPECTED_CONSOLE", (*browser.EXPECTED_CONSOLE, "Failed to load resource"))


def test_an_entry_that_waits_is_opened_and_changed_and_keeps_its_key(page):
    saved_offline(page)
    (before,) = entries(page)
    page.get_by_role("button", name="Openen").tap()
    expect(page.get_by_label("Korte notitie")).to_have_value(NOTE)
    page.get_by_label("Korte notitie").fill("Beter gezegd")
    page.get_by_label("Hoe").select_option("phone")
    page.get_by_role("button", name="Bewaren").tap()
    expect(page.get_by_role("heading", name="Op deze telefoon")).to_be_visible()
    (after,) = entries(page)
    page.context.set_offline(False)

    expect(page.get_by_text("Opgeslagen om 10:00.")).to_be_visible()
    assert (after["key"], after["saved"]) == (before["key"], before["saved"])
    assert notes() == ["Beter gezegd"]
    assert db.session.scalar(select(ContactMoment.way)) == "phone"


def test_what_the_form_of_the_phone_has_no_field_for_stays_with_the_entry(page, make, trajectory):
    item = make.checklist(trajectory, 1)[0]
    page.reload()
    page.get_by_text("Ook iets afgevinkt?").tap()
    page.locator("input[name=ticks]").first.check(force=True)
    page.locator("input[name=done_by][value=client]").check(force=True)
    saved_offline(page)
    page.get_by_role("button", name="Openen").tap()
    page.get_by_label("Korte notitie").fill("Beter gezegd")
    page.get_by_role("button", name="Bewaren").tap()
    page.context.set_offline(False)
    expect(page.get_by_text("Opgeslagen om 10:00.")).to_be_visible()

    assert (make.reload(item).done_by, notes()) == ("client", ["Beter gezegd"])


def test_an_appointment_that_passed_stays_as_it_was_agreed_when_other_words_change(
    page, app, server, clock, make, volunteer
):
    page.get_by_text("Andere duur, soort gesprek, tolk, volgende afspraak").tap()
    page.get_by_label("Volgende afspraak").fill(make.day(1).isoformat())
    saved_offline(page)
    clock.move(days=3)
    page.context.clock.set_fixed_time(clock())
    page.get_by_role("button", name="Openen").tap()
    page.get_by_label("Korte notitie").fill("Beter gezegd")
    page.get_by_role("button", name="Bewaren").tap()
    expect(page.get_by_role("heading", name="Op deze telefoon")).to_be_visible()
    signed_in = cookie_of(app, session_of(volunteer.user, None, clock()))
    page.context.add_cookies([{**signed_in, "url": server}])
    page.context.set_offline(False)

    expect(page.get_by_text("Opgeslagen om")).to_be_visible()
    assert db.session.scalar(select(ContactMoment.next_appointment_on)) == make.day(-2)


def test_an_entry_that_waits_is_copied(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    saved_offline(page)
    page.get_by_role("button", name="Kopiëren").tap()
    expect(page.get_by_text("Gekopieerd.")).to_be_visible()

    assert f"Korte notitie: {NOTE}" in page.evaluate("navigator.clipboard.readText()")


def test_where_a_browser_copies_nothing_the_words_stand_there(page):
    saved_offline(page)
    page.evaluate("navigator.clipboard.writeText = () => Promise.reject(new Error('no')); 0")
    page.get_by_role("button", name="Kopiëren").tap()

    assert NOTE in page.get_by_label("Kopieer deze tekst").input_value()


@pytest.mark.parametrize("sure", [True, False])
def test_an_entry_that_waits_is_thrown_away_by_who_is_sure(page, sure):
    saved_offline(page)
    page.on("dialog", lambda dialog: dialog.accept() if sure else dialog.dismiss())
    page.get_by_role("button", name="Weggooien").tap()

    expect(page.locator("#entries > li")).to_have_count(0 if sure else 1)
    assert states(page) == ([] if sure else ["waiting"])


def arrived_and_changed(page):
    """The server has the entry, its answer got lost, and its author changed it without a connection."""
    without_sync(page)
    page.context.route("**/onderweg/*", lose_the_answer)
    fill(page)
    save(page)
    expect(page.get_by_text("Nog niet verstuurd.")).to_be_visible()
    let_it_try(page)
    page.context.unroute_all(behavior="wait")
    page.context.set_offline(True)
    page.get_by_role("button", name="Openen").tap()
    page.get_by_label("Korte notitie").fill("Beter gezegd")
    page.get_by_role("button", name="Bewaren").tap()
    expect(page.get_by_role("heading", name="Op deze telefoon")).to_be_visible()


def test_what_the_server_has_with_other_words_is_corrected_and_never_a_second_contact(page):
    arrived_and_changed(page)
    page.context.set_offline(False)
    expect(page.get_by_text("staat al in Wegwijs, met een andere tekst")).to_be_visible()
    assert notes() == [NOTE]
    page.get_by_role("button", name="Verbeteren wat er staat").tap()

    expect(page.get_by_text("Opgeslagen om 10:00.")).to_be_visible()
    assert notes() == ["Beter gezegd"]
    assert len(db.session.scalars(select(ContactMoment)).one().revisions) == 1


def test_a_correction_that_does_not_arrive_says_so_and_can_be_tapped_again(page, answers):
    arrived_and_changed(page)
    page.context.set_offline(False)
    button = page.get_by_role("button", name="Verbeteren wat er staat")
    expect(button).to_be_visible()
    answers(503)
    button.tap()
    expect(page.get_by_text("Dat lukte nu niet.")).to_be_visible()
    answers(None)
    button.tap()

    expect(page.get_by_text("Opgeslagen om 10:00.")).to_be_visible()
    assert notes() == ["Beter gezegd"]


def test_of_a_household_released_meanwhile_the_other_words_are_kept_and_said(page, make, volunteer, trajectory):
    arrived_and_changed(page)
    release(make.act(volunteer.user), trajectory.id, "no_time", None)
    page.context.set_offline(False)

    expect(page.get_by_text("Vertel uw coördinator wat er anders is.")).to_be_visible()
    assert (notes(), states(page)) == ([NOTE], ["refused"])


def test_two_tabs_that_change_and_send_the_same_entry_store_it_once(page, trajectory):
    saved_offline(page)
    second = page.context.new_page()
    second.goto("/onderweg")
    for tab, words in ((page, "In de een"), (second, "In de ander")):
        tab.get_by_role("button", name="Openen").tap()
        tab.get_by_label("Korte notitie").fill(words)
        tab.get_by_role("button", name="Bewaren").tap()
        expect(tab.get_by_role("heading", name="Op deze telefoon")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("Opgeslagen om 10:00.")).to_be_visible()
    expect(second.get_by_text("Opgeslagen om 10:00.")).to_be_visible()

    assert notes() == ["In de ander"]


def test_a_contact_that_is_saved_while_another_waits_is_the_one_that_goes(page, answers, trajectory):
    without_sync(page)
    saved_offline(page)
    answers(503, about="toeslag")
    page.context.set_offline(False)
    page.goto(f"/trajecten/{trajectory.id}/contact")
    fill(page, "Daarna nog gebeld")
    save(page)
    expect(page.get_by_text("Dank u wel")).to_be_visible()

    assert notes() == ["Daarna nog gebeld"]
    assert [entry["state"] for entry in entries(page)] == ["waiting"]


def test_what_arrived_meanwhile_is_not_thrown_away_on_a_page_that_shows_it_waiting(page):
    saved_offline(page)
    page.context.set_offline(False)
    expect(page.get_by_text("Opgeslagen om 10:00.")).to_be_visible()
    (stored,) = entries(page)
    page.evaluate(DISCARD, stored["key"])
    assert states(page) == ["stored"]
