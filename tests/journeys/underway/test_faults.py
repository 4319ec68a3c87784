"""A phone with entries that the server fails at or does not take: nothing is lost, doubled or held up."""

import json

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from portal.contacts.late.models import LateContact
from portal.db import db
from tests.support import browser
from tests.support.browser import axe_violations, horizontal_scroll, small_targets
from tests.support.phones import (
    FAILED,
    NOTE,
    PUT,
    everything_kept,
    fill,
    let_it_try,
    lose_the_answer,
    notes,
    save,
    sign_out,
    states,
    without_sync,
)
from tests.support.visits import cookie_of, session_of

pytestmark = pytest.mark.one_database

POISON = "Vergiftigd"


@pytest.fixture(autouse=True)
def _faults_are_answered_here(monkeypatch):
    """A message of the browser about an answer that is no success is no fault in these tests."""
    monkeypatch.setattr(browser, "EXPECTED_CONSOLE", (*browser.EXPECTED_CONSOLE, "Failed to load resource"))


def send(page):
    """Open the portal again, and let it send."""
    page.reload()
    let_it_try(page)


def row(page, place=0):
    return page.locator("#entries > li").nth(place)


@pytest.mark.parametrize("status", [500, 503])
def test_an_entry_that_the_server_fails_at_is_kept_and_marked_and_the_next_one_goes(page, answers, put, status):
    without_sync(page)
    answers(status, about=POISON)
    put(POISON, "Daarna", "En nog een")

    expect(page.get_by_text("Opgeslagen om 10:00.").filter(visible=True)).to_have_count(2)
    expect(row(page).get_by_text(f"gaf om 10:00 een fout ({status})")).to_be_visible()
    assert (notes(), states(page)) == (["Daarna", "En nog een"], ["waiting", "stored", "stored"])
    answers(None)
    send(page)
    expect(page.get_by_text("Opgeslagen om 10:00.").filter(visible=True)).to_have_count(3)
    assert notes() == ["Daarna", "En nog een", POISON]


def test_a_fault_on_the_page_of_the_form_shows_where_the_entry_is(page, answers):
    without_sync(page)
    answers(500)
    fill(page)
    save(page)

    expect(page.get_by_text("gaf om 10:00 een fout (500)")).to_be_visible()
    assert (notes(), states(page)) == ([], ["waiting"])


def test_while_the_server_fails_what_waits_can_be_read(page, app, monkeypatch):
    monkeypatch.setitem(app.view_functions, "underway.page", lambda: ("<h1>Fout</h1>", 503))
    page.goto("/onderweg")

    expect(page.get_by_role("heading", name="Uw huishoudens")).to_be_visible()


def test_after_three_faults_it_reaches_the_coordinator_as_text(page, answers, put, trajectory):
    without_sync(page)
    answers(500, about="on_date")
    put(POISON)
    expect(page.get_by_text("een fout (500)")).to_be_visible()
    page.context.set_offline(True)
    button = page.get_by_role("button", name="Als tekst naar de coördinator sturen")
    for failures, offered in ((2, False), (3, True)):
        let_it_try(page)
        page.evaluate(FAILED, failures)
        page.reload()
        expect(page.get_by_role("button", name="Openen")).to_be_visible()
        expect(button).to_be_visible(visible=offered)
    page.context.set_offline(False)
    button.tap()

    expect(page.get_by_text("Naar de coördinator gestuurd.")).to_be_visible()
    db.session.rollback()
    (late,) = db.session.scalars(select(LateContact))
    assert late.trajectory_id == trajectory.id
    for line in (
        "Datum: 2026-03-09",
        "Hoe: Telefoon",
        "Duur in minuten: 15",
        f"Korte notitie: {POISON}",
        "Waarover ging het?: ",
    ):
        assert line in late.text
    assert POISON not in everything_kept(page)
    answers(None)
    page.reload()
    assert notes() == []


def test_an_answer_that_is_cut_is_no_fault_and_stops_the_sending(page, put):
    without_sync(page)
    asked = []
    page.context.route("**/onderweg/*", lambda route: (asked.append(route.request.url), lose_the_answer(route)))
    put("Eerst", "Daarna")
    expect(page.get_by_text("Nog niet verstuurd.").filter(visible=True)).not_to_have_count(0)
    page.context.unroute_all(behavior="wait")
    send(page)

    expect(page.get_by_text("Opgeslagen om 10:00.").filter(visible=True)).to_have_count(2)
    assert notes() == ["Eerst", "Daarna"]


@pytest.mark.parametrize(
    ("status", "words"),
    [(413, "neemt dit zo niet aan (413)"), (403, "neemt dit zo niet aan (403)"), (404, "neemt dit zo niet aan (404)")],
)
def test_what_somebody_between_refuses_is_kept_says_what_happened_and_lets_the_next_one_go(
    page, answers, put, status, words
):
    answers(status, about=POISON)
    put(POISON, "Daarna")

    expect(row(page).get_by_text(words)).to_be_visible()
    expect(page.get_by_text("Opgeslagen om 10:00.").filter(visible=True)).to_have_count(1)
    assert states(page) == ["refused", "stored"]


def test_what_is_not_understood_is_refused_and_lets_the_next_one_go(page, answers, put):
    answers(400, about=POISON)
    put(POISON, "Daarna")

    expect(row(page).get_by_text("neemt dit zo niet aan (400)")).to_be_visible()
    expect(page.get_by_text("Opgeslagen om 10:00.").filter(visible=True)).to_have_count(1)
    assert (notes(), states(page)) == (["Daarna"], ["refused", "stored"])


@pytest.mark.parametrize(
    ("status", "more", "words"),
    [
        (303, {"headers": {"Location": "/inloggen"}, "body": ""}, "Log in om het te versturen."),
        (200, {}, "Nog niet verstuurd."),
        (201, {"body": "[]", "content_type": "application/json"}, "Nog niet verstuurd."),
    ],
    ids=["a sign-in", "the page of a train", "nothing of ours"],
)
def test_only_the_portal_says_that_it_has_an_entry(page, answers, put, status, more, words):
    without_sync(page)
    answers(status, **more)
    put(NOTE)
    expect(page.get_by_text(words)).to_be_visible()
    let_it_try(page)
    assert (notes(), states(page)) == ([], ["waiting"])
    answers(None)
    send(page)

    expect(page.get_by_text("Opgeslagen om 10:00.")).to_be_visible()
    assert notes() == [NOTE]


def test_nothing_of_another_is_even_sent(page, app, server, clock, make, colleague, volunteer, trajectory):
    """The server would not take it; but the words of one person do not go with the session of another."""
    without_sync(page)
    own = make.trajectory(claimed_by=colleague)
    sent = []
    page.context.on(
        "request", lambda request: sent.append(request.post_data or "") if request.method == "POST" else None
    )
    page.context.add_cookies([{**cookie_of(app, session_of(colleague.user, None, clock())), "url": server}])
    topic = page.locator("input[name=topics]").first.get_attribute("value")
    theirs = [volunteer.user.id, trajectory.id, topic, "Van-een-ander"]
    page.evaluate(PUT, [theirs, [colleague.user.id, own.id, topic, "Eigen"], theirs])
    page.evaluate("localStorage.removeItem('underway')")
    page.goto("/onderweg")

    expect(page.get_by_text("Opgeslagen om 10:00.")).to_be_visible()
    let_it_try(page)
    assert ["Eigen" in body for body in sent] == [True]
    assert (notes(), states(page)) == (["Eigen"], ["waiting", "stored", "waiting"])


def test_an_entry_of_the_former_scripts_is_sent_once(page, put):
    put("Van toen")
    expect(page.get_by_text("Opgeslagen om 10:00.")).to_be_visible()
    page.reload()
    let_it_try(page)

    assert notes() == ["Van toen"]


def test_signing_out_leaves_nothing_of_an_entry_that_fails_or_is_being_changed(page, answers, put):
    without_sync(page)
    answers(500)
    put(POISON)
    page.get_by_role("button", name="Openen").tap()
    page.get_by_label("Korte notitie").press_sequentially("Nog niet ")
    page.goto("/vandaag")
    sign_out(page)
    page.get_by_role("button", name="Wissen en uitloggen").tap()
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()

    assert json.loads(everything_kept(page)) == [[], []]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_list_has_no_fault_on_the_narrowest_phone(page, answers, put, scheme):
    without_sync(page)
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 320, "height": 640})
    answers(500, about=POISON)
    put(POISON)
    expect(page.get_by_text("een fout (500)")).to_be_visible()
    page.evaluate(FAILED, 3)
    send(page)
    expect(page.get_by_role("button", name="Als tekst naar de coördinator sturen")).to_be_visible()

    assert axe_violations(page) + horizontal_scroll(page) + small_targets(page) == []
