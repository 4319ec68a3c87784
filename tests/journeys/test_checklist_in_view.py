"""The checklist on the page of a trajectory, in a browser: opened and ticked under a thumb, read when asked for."""

import pytest
from playwright.sync_api import expect

from portal.checklists import service
from tests.support.browser import small_targets

pytestmark = pytest.mark.one_database


@pytest.fixture
def volunteer(make):
    return make.volunteer()


@pytest.fixture
def items(make, volunteer):
    """Three items in view and one that is done."""
    made = make.checklist(make.trajectory(claimed_by=volunteer), how_many=4, due_on=make.day(5))
    service.tick(make.act(volunteer.user), made[3].id, "together", made[3].version)
    return made


def line(page, item):
    return page.locator(f"#item-{item.id}")


def test_under_a_thumb_the_answers_stand_under_the_first_line_and_under_what_is_opened(phone, volunteer, items):
    page = phone(volunteer.user)
    page.goto(f"/trajecten/{items[0].trajectory_id}")
    expect(line(page, items[0]).get_by_role("button", name="Samen")).to_be_visible()
    expect(line(page, items[1]).get_by_role("button", name="Samen")).to_be_hidden()

    line(page, items[1]).locator("summary").tap()
    line(page, items[1]).get_by_role("button", name="Samen").tap()

    expect(line(page, items[1])).to_contain_text("Samen gedaan")
    expect(line(page, items[1]).get_by_role("button", name="Ongedaan maken")).to_be_focused()
    expect(page.locator("#checklist-progress")).to_contain_text("2 van 4 punten klaar")
    expect(line(page, items[2])).to_be_visible()


def test_what_is_done_is_read_when_somebody_opens_it_and_can_be_undone(desk, volunteer, items):
    page = desk(volunteer.user)
    page.goto(f"/trajecten/{items[0].trajectory_id}")
    expect(line(page, items[3])).to_have_count(0)

    page.get_by_text("Klaar: 1 punt").click()
    line(page, items[3]).get_by_role("button", name="Ongedaan maken").click()

    expect(line(page, items[3]).get_by_role("button", name="Samen")).to_be_visible()
    expect(page.locator("#checklist-progress")).to_contain_text("0 van 4 punten klaar")


def test_without_scripts_a_fold_opens_on_the_page_and_a_reason_has_a_page(make, no_js, volunteer, items):
    page = no_js(volunteer.user)
    page.goto(f"/trajecten/{items[0].trajectory_id}")
    page.get_by_text("Klaar: 1 punt").click()
    page.get_by_role("link", name="Laat deze punten zien").click()
    expect(line(page, items[3])).to_be_visible()

    line(page, items[0]).locator("summary").click()
    line(page, items[0]).get_by_role("link", name="Niet van toepassing").click()
    page.get_by_label("Waarom niet?").fill("Geen kinderen.")
    page.get_by_role("button", name="Niet van toepassing").click()

    expect(page.get_by_text("Reden: Geen kinderen.")).to_be_hidden()
    assert make.reload(items[0]).reason == "Geen kinderen."


@pytest.mark.parametrize(("screen", "least"), [("narrow", 44), ("desk", 28)])
def test_the_page_with_its_folds_open_is_in_order(window, inspect, volunteer, items, screen, least):
    page = window(screen, volunteer.user)
    page.goto(f"/trajecten/{items[0].trajectory_id}?deel=klaar")
    line(page, items[1]).locator("summary").click()

    inspect(page)
    assert small_targets(page, least) == []
