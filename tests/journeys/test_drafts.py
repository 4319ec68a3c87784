"""The draft of a visit stays on the phone until it is stored, and is nobody else's."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from portal.contacts.models import ContactMoment
from portal.db import db
from tests.make import PASSWORD
from tests.support.visits import cookie_of, session_of

pytestmark = pytest.mark.one_database

NOTE = "De gemeente belde over de toeslag."


@pytest.fixture
def volunteer(make):
    return make.volunteer(user=make.user(email="v@example.org", password=PASSWORD), max_households=9)


@pytest.fixture
def trajectory(make, volunteer):
    return make.trajectory(claimed_by=volunteer)


@pytest.fixture
def other(make, volunteer):
    """Another household of the same volunteer."""
    return make.trajectory(claimed_by=volunteer)


@pytest.fixture
def coordinator(make):
    return make.coordinator()


@pytest.fixture
def page(phone, volunteer, trajectory, other, coordinator):
    """The form on the phone of the volunteer."""
    page = phone(volunteer.user)
    page.goto(f"/trajecten/{trajectory.id}/contact")
    return page


def note(page):
    return page.get_by_label("Korte notitie")


def draft(page):
    return page.get_by_text("Dit is uw concept van")


def kept(page):
    """How many drafts this phone keeps, once the page and its scripts are there."""
    page.wait_for_load_state()
    return page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('draft.')).length")


def entries():
    db.session.rollback()
    return db.session.scalar(select(func.count(ContactMoment.id)))


def type_and_leave(page):
    """Everything a form holds, and then the phone is put away."""
    note(page).press_sequentially(NOTE)
    page.get_by_role("radio", name="30").check()
    page.get_by_label("Hoe").select_option("phone")
    page.goto("/vandaag")


def test_what_was_typed_is_back_with_its_age_and_counts_nowhere(page, trajectory):
    type_and_leave(page)
    page.goto(f"/trajecten/{trajectory.id}/contact")

    expect(note(page)).to_have_value(NOTE)
    expect(page.get_by_role("radio", name="30")).to_be_checked()
    expect(page.get_by_label("Hoe")).to_have_value("phone")
    expect(draft(page)).to_be_visible()
    assert entries() == 0


def test_what_is_folded_away_opens_only_when_something_stands_in_it(page, trajectory):
    folds = page.locator("form[data-draft] details")
    note(page).fill(NOTE)
    page.reload()
    expect(note(page)).to_have_value(NOTE)
    assert folds.evaluate_all("folds => folds.map((fold) => fold.open)") == [False, False]

    folds.last.locator("summary").click()
    page.get_by_label("Andere duur").fill("75")
    page.reload()
    expect(page.get_by_label("Andere duur")).to_have_value("75")
    assert folds.evaluate_all("folds => folds.map((fold) => fold.open)") == [False, True]


def test_the_first_character_is_kept(page, trajectory):
    note(page).press_sequentially("D")
    page.reload()

    expect(note(page)).to_have_value("D")


def test_what_is_typed_before_the_script_came_is_kept_too(page, trajectory):
    note(page).press_sequentially(NOTE)
    held = []
    page.route("**/js/log*.js", lambda route: held.append(route))
    page.goto(f"/trajecten/{trajectory.id}/contact", wait_until="commit")
    note(page).fill("Eerder dan het script.")
    for route in held:
        route.continue_()
    page.unroute("**/js/log*.js")

    expect(note(page)).to_have_value(f"{NOTE}\nEerder dan het script.")
    page.reload()
    expect(note(page)).to_have_value(f"{NOTE}\nEerder dan het script.")


def test_a_draft_is_thrown_away_with_one_tap(page):
    type_and_leave(page)
    page.go_back()
    page.get_by_role("button", name="Concept weggooien").click()

    expect(note(page)).to_have_value("")
    expect(draft(page)).to_be_hidden()
    assert kept(page) == 0


def test_what_was_stored_is_no_draft_any_more(page, trajectory):
    note(page).fill(NOTE)
    page.locator("input[name=topics]").first.check(force=True)
    page.get_by_role("button", name="Vastleggen", exact=True).click()
    expect(page.get_by_text("Het contact is vastgelegd.")).to_be_visible()
    assert kept(page) == 0
    page.goto(f"/trajecten/{trajectory.id}/contact")

    expect(note(page)).to_have_value("")
    expect(draft(page)).to_be_hidden()


def test_what_was_refused_stays_a_draft(page, trajectory):
    note(page).fill(NOTE)
    page.get_by_role("button", name="Vastleggen", exact=True).click()
    expect(page.get_by_text("Er klopt nog iets niet")).to_be_visible()
    page.goto(f"/trajecten/{trajectory.id}/contact")

    expect(note(page)).to_have_value(NOTE)


def test_a_session_that_ended_while_typing_costs_a_sign_in_and_no_word(page):
    note(page).fill(NOTE)
    page.locator("input[name=topics]").first.check(force=True)
    page.context.clear_cookies()
    page.get_by_role("button", name="Vastleggen", exact=True).click()
    page.get_by_label("E-mailadres").fill("v@example.org")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen en opslaan").click()

    expect(page.get_by_text("Het contact is vastgelegd.")).to_be_visible()
    assert (entries(), kept(page)) == (1, 0)


def test_a_draft_shows_with_its_own_household_only(page, other):
    type_and_leave(page)
    page.goto(f"/trajecten/{other.id}/contact")

    expect(note(page)).to_have_value("")
    expect(draft(page)).to_be_hidden()


def test_another_user_of_the_phone_never_sees_it(page, app, clock, server, coordinator, trajectory):
    type_and_leave(page)
    page.context.add_cookies([{**cookie_of(app, session_of(coordinator, None, clock())), "url": server}])
    page.goto(f"/trajecten/{trajectory.id}/contact")

    expect(note(page)).to_have_value("")
    expect(draft(page)).to_be_hidden()


def test_who_prepares_a_handover_hears_of_a_contact_that_is_not_stored_yet(page, make, trajectory, other):
    team = make.team()
    mine, others = make.handover(trajectory, team), make.handover(other, team)
    here, elsewhere = f"/overdrachten/{mine.reference}", f"/overdrachten/{others.reference}"
    unstored = page.get_by_text("een contact met dit huishouden dat nog niet is opgeslagen")
    note(page).fill(NOTE)
    page.goto(here)
    expect(unstored).to_be_visible()
    page.get_by_role("link", name="Contact bekijken").click()
    expect(note(page)).to_have_value(NOTE)
    page.goto(elsewhere)
    expect(unstored).to_be_hidden()
    page.goto(f"/trajecten/{trajectory.id}/contact")
    page.locator("input[name=topics]").first.check(force=True)
    page.get_by_role("button", name="Vastleggen", exact=True).click()
    expect(page.get_by_text(NOTE)).to_be_visible()
    page.goto(here)

    expect(page.locator("main")).to_contain_text(mine.reference)
    expect(unstored).to_be_hidden()
