"""The inbox of a neighbourhood team in a browser: low rows at a desk, a row that opens as a whole under a thumb."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.one_database
LONG = {"first_name": "Mohammed Abdirahman", "last_name": "van den Heuvel-Gebremedhin Warsame"}


@pytest.fixture
def member(make):
    """Somebody of a team with an offer and a planned meeting."""
    team = make.team()
    sara = make.team_member(team, **LONG)
    for state in ("offered", "accepted", "planned", "held"):
        make.handover(make.trajectory(), team, state=state, accepted_by=None if state == "offered" else sara)
    return make.team_member(team)


def heights(page, selector):
    return page.locator(selector).evaluate_all("found => found.map(each => each.getBoundingClientRect().height)")


@pytest.mark.parametrize("screen", ["phone", "narrow"])
def test_under_a_thumb_any_place_of_a_row_opens_it(window, member, screen):
    page = window(screen, member)
    page.goto("/overdrachten")
    row = page.locator(".incoming .line").first
    place = row.bounding_box()
    row.tap(position={"x": place["width"] - 12, "y": place["height"] / 2})
    expect(page.get_by_role("heading", name="Wat u nu kunt doen")).to_be_visible()


def test_under_a_thumb_a_row_says_who_has_it_and_no_page_scrolls_sideways(window, member):
    page = window("narrow", member, viewport={"width": 320, "height": 640})
    page.goto("/overdrachten")
    expect(page.locator(".incoming .with").nth(1)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert min(heights(page, ".incoming .doing .button")) >= 44


def test_at_a_desk_heads_of_groups_and_rows_are_low(desk, member):
    page = desk(member)
    page.goto("/overdrachten")
    assert heights(page, ".incoming thead tr") == [30]
    assert set(heights(page, ".incoming .part")) == {28}
    assert heights(page, ".incoming .line")[0] == 36
