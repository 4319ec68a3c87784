"""A contact that is saved arrives exactly once, whatever happens to the connection or the phone."""

import pytest
from playwright.sync_api import expect

from tests.support.phones import (
    NOTE,
    PUT,
    everything_kept,
    fill,
    let_it_try,
    lose_the_answer,
    lose_the_question,
    notes,
    opened_before,
    outbox,
    save,
    saved_offline,
    without_sync,
)

pytestmark = pytest.mark.one_database


def test_without_a_connection_it_waits_on_the_phone_and_goes_when_there_is_one(page):
    saved_offline(page)
    expect(page.get_by_text("Wegwijs is nu niet bereikbaar")).to_be_visible()
    expect(page.get_by_text("Op deze telefoon.")).to_be_visible()
    assert notes() == []
    page.context.set_offline(False)

    expect(page.get_by_text("Opgeslagen om 10:00.")).to_be_visible()
    assert (notes(), outbox(page)) == ([NOTE], ["stored"])
    assert NOTE not in everything_kept(page)


def test_it_goes_by_hand(page):
    without_sync(page)
    page.context.route("**/onderweg/*", lose_the_question)
    fill(page)
    save(page)
    expect(page.get_by_text("Op deze telefoon.")).to_be_visible()
    let_it_try(page)
    page.context.unroute_all(behavior="wait")
    page.get_by_role("button", name="Nu versturen").tap()

    expect(page.get_by_text("Opgeslagen om 10:00.")).to_be_visible()
    assert notes() == [NOTE]


@pytest.mark.parametrize("lose", [lose_the_question, lose_the_answer])
def test_a_connection_that_breaks_during_the_save_leaves_one_entry(page, lose):
    fill(page)
    page.context.route("**/onderweg/*", lose, times=1)
    save(page)

    expect(page.get_by_text("Opgeslagen om 10:00.")).to_be_visible()  # the page that shows it sends it again
    assert notes() == [NOTE]


@pytest.mark.parametrize("lose", [lose_the_question, lose_the_answer])
def test_where_no_worker_runs_the_form_itself_says_where_the_contact_is(phone, volunteer, trajectory, other, lose):
    page = phone(volunteer.user)
    page.goto(f"/trajecten/{trajectory.id}/contact")
    fill(page)
    page.route("**/onderweg/*", lose)
    save(page)
    expect(page.get_by_role("heading", name="Dit contact staat op deze telefoon")).to_be_visible()
    page.unroute_all(behavior="wait")
    page.goto("/onderweg")

    expect(page.get_by_text("Opgeslagen om 10:00.")).to_be_visible()
    assert notes() == [NOTE]


def test_a_tab_that_was_killed_sends_when_the_portal_opens_again(page):
    saved_offline(page)
    context = page.context
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto("/onderweg")

    expect(again.get_by_text("Opgeslagen om 10:00.")).to_be_visible()
    assert notes() == [NOTE]


def test_a_phone_that_died_halfway_finds_the_entry_waiting(page):
    context = page.context
    context.route("**/onderweg/*", lambda route: route.fetch() and None)  # stored, and no answer ever
    fill(page)
    with page.expect_request("**/onderweg/*"):
        save(page)
    again = context.new_page()
    page.close()
    context.unroute("**/onderweg/*")
    again.goto("/onderweg")

    expect(again.get_by_text("Opgeslagen om 10:00.")).to_be_visible()
    assert notes() == [NOTE]


def test_two_tabs_that_send_the_same_store_it_once(page, trajectory):
    fill(page)
    second = page.context.new_page()
    second.goto(f"/trajecten/{trajectory.id}/contact")
    expect(second.get_by_label("Korte notitie")).to_have_value(NOTE)
    page.context.set_offline(True)
    save(page)
    expect(page.get_by_text("Op deze telefoon.")).to_be_visible()
    save(second)
    expect(second.get_by_text("Op deze telefoon.")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("Opgeslagen om 10:00.")).to_be_visible()
    expect(second.get_by_text("Opgeslagen om 10:00.")).to_be_visible()

    assert notes() == [NOTE]


def test_fifty_entries_that_wait_arrive_once_each(page, volunteer, trajectory):
    typed = [f"Bezoek {number}" for number in range(50)]
    page.context.set_offline(True)
    page.goto("/onderweg")
    topic = page.locator("input[name=topics]").first.get_attribute("value")
    page.evaluate(PUT, [[volunteer.user.id, trajectory.id, topic, note] for note in typed])
    page.context.set_offline(False)
    page.reload()

    expect(page.get_by_text("Opgeslagen om 10:00.").filter(visible=True)).to_have_count(50, timeout=30_000)
    assert notes() == typed


def test_a_server_that_stopped_and_started_has_it_once(phone, volunteer, trajectory, stoppable, clock):
    page = phone(volunteer.user, service_workers="allow", base_url=f"http://127.0.0.1:{stoppable.port}")
    page.context.clock.set_fixed_time(clock())
    opened_before(page)
    page.goto(f"/trajecten/{trajectory.id}/contact")
    without_sync(page)
    fill(page)
    stoppable.stop()
    save(page)
    expect(page.get_by_text("Op deze telefoon.")).to_be_visible()
    assert notes() == []
    let_it_try(page)
    stoppable.start()
    page.get_by_role("button", name="Nu versturen").tap()

    expect(page.get_by_text("Opgeslagen om 10:00.")).to_be_visible()
    assert notes() == [NOTE]
