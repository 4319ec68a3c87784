"""Ticking the checklist in the form that logs a contact, in a browser: folded until something is in it."""

import pytest
from playwright.sync_api import expect

from tests.support.browser import small_targets
from tests.support.ticking import FOLD, address, done

pytestmark = pytest.mark.one_database

LONG = "Zorgverzekering, huurtoeslag en zorgtoeslag nagekeken bij de Belastingdienst en het zorgverzekeringskantoor"


@pytest.fixture
def volunteer(make):
    return make.volunteer()


@pytest.fixture
def trajectory(make, volunteer):
    return make.trajectory(claimed_by=volunteer)


@pytest.fixture
def items(make, trajectory):
    """More than fit in the fold, one of them late and with a long name."""
    items = make.checklist(trajectory, how_many=8)
    items[0].due_on, items[0].template_item.title = make.day(-12), LONG
    make.save(items[0])
    return items


def fold(page):
    return page.locator("details").filter(has_text=FOLD)


def box(page, item):
    return page.locator(f"input[name=ticks][value='{item.id}']")


def test_the_fold_of_a_draft_opens_when_something_is_ticked_and_not_before(phone, volunteer, trajectory, items):
    page = phone(volunteer.user)
    page.goto(address(trajectory))
    page.get_by_label("Korte notitie").fill("Samen gebeld.")
    page.reload()
    expect(page.get_by_label("Korte notitie")).to_have_value("Samen gebeld.")
    assert not fold(page).evaluate("fold => fold.open")

    fold(page).locator("summary").tap()
    box(page, items[0]).check()
    page.get_by_role("radio", name="Zij zelf").check(force=True)
    page.reload()

    expect(box(page, items[0])).to_be_visible()
    expect(box(page, items[0])).to_be_checked()
    expect(page.get_by_role("radio", name="Zij zelf")).to_be_checked()


@pytest.mark.parametrize("screen", ["phone", "no_js"])
def test_a_tick_is_stored_with_and_without_scripts(make, window, volunteer, trajectory, items, screen):
    page = window(screen, volunteer.user)
    page.goto(address(trajectory))
    fold(page).locator("summary").click()
    box(page, items[1]).check()
    page.get_by_role("button", name="Vastleggen", exact=True).click()
    expect(page.get_by_text("Kies ten minste één onderwerp").first).to_be_visible()
    expect(box(page, items[1])).to_be_checked()

    page.locator("input[name=topics]").first.check(force=True)
    page.get_by_role("button", name="Vastleggen", exact=True).click()

    expect(page.get_by_text("1 punt is afgevinkt.")).to_be_visible()
    assert done(make, items[1]) == [("done", "together")]


@pytest.mark.parametrize(("screen", "least"), [("narrow", 44), ("desk", 32)])
def test_the_open_fold_is_in_order(window, inspect, volunteer, trajectory, items, screen, least):
    page = window(screen, volunteer.user)
    page.goto(address(trajectory))
    fold(page).locator("summary").click()

    inspect(page)
    assert small_targets(page, least) == []


def test_until_the_note_the_form_stays_one_screen(phone, volunteer, trajectory, items):
    page = phone(volunteer.user)
    page.goto(address(trajectory))

    note = page.get_by_label("Korte notitie").bounding_box()
    assert note["y"] < page.locator(".savebar").bounding_box()["y"]
    assert fold(page).bounding_box()["y"] > note["y"]
