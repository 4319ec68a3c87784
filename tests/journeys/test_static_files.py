"""The sheets and the icons as a browser reads them."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from portal.web.assets import BUILD
from portal.web.build_assets import small_sheet

pytestmark = pytest.mark.one_database

STATIC = Path(__file__).resolve().parent.parent.parent / "static"
SHEETS = sorted(path for path in STATIC.rglob("*.css") if BUILD not in path.parts and path.name != "app.css")
RULES = """css => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    return [...sheet.cssRules].map((rule) => rule.cssText.replace(/\\s+/g, ' ').replaceAll(', ', ','));
}"""
# An icon that is not there takes no room inside its square.
EMPTY = """() => [...document.querySelectorAll('svg.icon')].filter((icon) => icon.checkVisibility())
    .filter((icon) => !icon.getBBox().width).map((icon) => icon.outerHTML)"""
COLOURS = "icon => [getComputedStyle(icon).stroke, getComputedStyle(icon.parentElement).color]"


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_sheet_says_the_same_without_its_air(validator, sheet):
    text = sheet.read_text()
    before, after = (validator.evaluate(RULES, css) for css in (text, small_sheet(text)))

    assert after == before


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_icons_are_drawn_and_take_the_colour_of_the_words(make, phone, options):
    page = phone(make.volunteer().user, **options)
    page.goto("/vandaag")
    icon = page.locator(".nav svg.icon").first
    expect(icon).to_be_visible()
    page.wait_for_function("document.querySelector('.nav svg.icon').getBBox().width > 0")

    assert page.evaluate(EMPTY) == []
    stroke, words = icon.evaluate(COLOURS)
    assert stroke == words
