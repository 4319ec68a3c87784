"""Entries on a phone belong to one person: sessions that end, signing out, others with the same phone."""

import pytest
from playwright.sync_api import expect

from tests.make import PASSWORD
from tests.support.phones import (
    NOTE,
    everything_kept,
    fill,
    notes,
    opened_before,
    outbox,
    save,
    saved_offline,
    sign_out,
)
from tests.support.visits import cookie_of, session_of

pytestmark = pytest.mark.one_database


def test_a_session_that_ended_keeps_it_on_the_phone_until_its_owner_is_back(page):
    saved_offline(page)
    page.context.clear_cookies()
    page.context.set_offline(False)
    page.get_by_role("link", name="Inloggen").tap()
    page.get_by_label("E-mailadres").fill("v@example.org")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen").tap()

    expect(page.get_by_text("Opgeslagen om 10:00.")).to_be_visible()
    assert notes() == [NOTE]


@pytest.mark.parametrize("gone", ["the session", "the quarter of an hour"])
def test_a_save_without_a_session_asks_to_sign_in_and_goes_through(page, clock, gone):
    fill(page)
    if gone == "the session":
        page.context.clear_cookies()
    else:
        clock.move(minutes=20)
    save(page)
    page.get_by_label("E-mailadres").fill("v@example.org")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen en opslaan").tap()

    expect(page.get_by_text("Het contact is vastgelegd.")).to_be_visible()
    assert (notes(), outbox(page)) == ([NOTE], [])
    assert NOTE not in everything_kept(page)


def test_a_token_that_grew_old_costs_one_tap(page, app, server, clock, volunteer):
    fill(page)
    fresh = cookie_of(app, session_of(volunteer.user, None, clock()))  # as after a deploy with another key
    page.context.add_cookies([{**fresh, "url": server}])
    save(page)
    page.get_by_role("button", name="Nu opslaan").tap()

    expect(page.get_by_text("Het contact is vastgelegd.")).to_be_visible()
    assert notes() == [NOTE]


def test_signing_out_without_a_connection_wipes_nothing_and_says_so(page):
    saved_offline(page)
    page.goto("/onderweg#uitloggen")
    page.reload()
    expect(page.locator("#lost li")).to_have_count(1)
    page.get_by_role("button", name="Wissen en uitloggen").tap()
    expect(page.get_by_text("Uitloggen lukt nu niet.")).to_be_visible()
    assert outbox(page) == ["waiting"]


def test_signing_out_with_something_unsent_asks_and_then_leaves_nothing(page):
    page.get_by_label("Korte notitie").press_sequentially("Half")
    sign_out(page)
    expect(page.get_by_role("heading", name="Nog niet verstuurd")).to_be_visible()
    expect(page.locator("#lost li")).to_have_count(1)
    page.get_by_role("button", name="Wissen en uitloggen").tap()
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()

    assert everything_kept(page) == "[[],[]]"


def test_signing_out_with_nothing_unsent_leaves_nothing_and_asks_nothing(page):
    fill(page)
    save(page)
    expect(page.get_by_text("Het contact is vastgelegd.")).to_be_visible()
    sign_out(page)
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()

    assert everything_kept(page) == "[[],[]]"


def test_another_user_of_the_phone_neither_sees_nor_sends_nor_wipes_it(page, app, server, clock, colleague, volunteer):
    saved_offline(page)
    page.context.add_cookies([{**cookie_of(app, session_of(colleague.user, None, clock())), "url": server}])
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.context.set_offline(False)
    opened_before(page)
    expect(page.get_by_text("Nog niet verstuurd:")).to_be_hidden()
    page.goto("/onderweg")
    expect(page.get_by_role("heading", name="Uw huishoudens")).to_be_visible()
    expect(page.get_by_role("heading", name="Op deze telefoon")).to_be_hidden()
    assert sent == []
    page.goto("/vandaag")
    sign_out(page)
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()
    assert (notes(), outbox(page)) == ([], ["waiting"])
    page.context.add_cookies([{**cookie_of(app, session_of(volunteer.user, None, clock())), "url": server}])
    page.goto("/onderweg")

    expect(page.get_by_text("Opgeslagen om 10:00.")).to_be_visible()
    assert notes() == [NOTE]


def test_a_coordinator_who_signs_out_on_the_same_phone_wipes_their_own_alone(
    page, app, server, clock, coordinator, trajectory
):
    saved_offline(page)
    page.context.add_cookies([{**cookie_of(app, session_of(coordinator, None, clock())), "url": server}])
    page.context.set_offline(False)
    page.goto(f"/trajecten/{trajectory.id}/contact")
    page.get_by_label("Korte notitie").press_sequentially("Half")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    sign_out(page)
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()

    assert len(asked) == 1
    assert outbox(page) == ["waiting"]
    assert "Half" not in everything_kept(page)
