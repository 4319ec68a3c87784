"""Every page of every role, on a phone and on a desk: nothing a machine can find is wrong with it."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Response, ViewportSize

from tests.support import browser as looks
from tests.support import fonts
from tests.support.busy_team import BusyTeam
from tests.support.every_page import ASKS_NOTHING, NOT_PAGES, PAGES, ROLES, VISITOR
from tests.support.one_database import for_the_file
from tests.support.page_rules import problems
from tests.support.visits import cookie_of, session_of

pytestmark = pytest.mark.one_database

PHONE, DESK = ViewportSize(width=360, height=740), ViewportSize(width=1280, height=800)
# The narrowest phone, tablets, and what lies between: at each width tables and headings keep within the screen.
WIDTHS = (320, 768, 820, 1024, 1180)
EACH_PAGE = pytest.mark.parametrize("roles, address", PAGES, ids=[address for _roles, address in PAGES])
# The heading of a page, and the words or the name of everything one can use on it. Where scripts run, what is typed in
# a toolbar applies by itself: its button is for who has none.
OFFERED = """[document.querySelector('h1').innerText, ...[...document.querySelectorAll(
    'a[href], button:not(.apply), input, select, textarea, summary')].filter((node) => node.checkVisibility()).map(
    (node) => node.name || node.innerText)]"""
WITHOUT_BUTTON = """[...document.forms].filter(
    (form) => ![...form.elements].some((field) => field.type === 'submit')).length"""
# Empties the largest form of the page and sends it past the browser's own checks and past htmx.
SEND_EMPTY = """() => {
    const forms = [...document.querySelectorAll('main form[method=post]')];
    const form = forms.reduce((one, other) => other.elements.length > one.elements.length ? other : one);
    for (const field of form.elements) {
        if (field.type === 'hidden') continue;
        if (['checkbox', 'radio'].includes(field.type)) field.checked = false;
        else if (field.tagName === 'SELECT') field.selectedIndex = -1;
        else if (field.tagName !== 'BUTTON') field.value = '';
    }
    HTMLFormElement.prototype.submit.call(form);
}"""


@pytest.fixture(scope="session")
def browser(launch_browser) -> Iterator[Browser]:
    """A browser of this file's own, in which pages are only looked at and walked through by key."""
    browser = launch_browser(args=looks.ARGUMENTS + looks.UNSEEN)
    yield browser
    browser.close()


# They only read, and are refused.
clock, app, make = for_the_file()


@pytest.fixture(scope="module")
def team(make) -> BusyTeam:
    return BusyTeam(make)


def rule_of(app: Flask, address: str) -> str:
    matched, _values = app.url_map.bind("localhost").match(address.partition("?")[0], return_rule=True)
    return matched.rule


def page_of_the_form(app: Flask, team: BusyTeam, role: str, address: str) -> str | None:
    """Which page shows the form that this address sends to: the last of them; None where it asks for nothing."""
    rule = rule_of(app, address.format(**team.facts))
    if rule in ASKS_NOTHING or "POST" not in {m for r in app.url_map.iter_rules() if r.rule == rule for m in r.methods}:
        return None
    same = [each for roles, each in PAGES if roles[0] == role and rule_of(app, each.format(**team.facts)) == rule]
    return same[-1]


def faults_when_emptied(page: Page) -> list[str]:
    """Faults of the page that comes back for an emptied form: it has words, and is as good as the one before."""
    page.set_viewport_size(PHONE)
    with page.expect_navigation():
        page.evaluate(SEND_EMPTY)
    status = page.watch.document.status
    return ([] if status == 422 else [f"answered {status}"]) + seen_and_reached(page) + problems(page.watch.source)


def refused(answer: Response) -> list[str]:
    return [] if answer.status == 200 else [f"answered {answer.status}"]


def seen_and_reached(page: Page) -> list[str]:
    """Faults that keep people from reading or using the page as it stands."""
    return looks.axe_violations(page) + looks.horizontal_scroll(page) + looks.keyboard_problems(page)


def test_no_page_is_left_out_of_the_table(app, team):
    every = {rule.rule for rule in app.url_map.iter_rules() if "GET" in rule.methods}
    shown = {rule_of(app, address.format(**team.facts)) for _roles, address in PAGES}

    assert every - shown == set(NOT_PAGES)


def test_nobody_is_shown_a_page_that_the_table_does_not_give_them(app, team, clock):
    """So that what a role is shown is also looked at below."""
    surprises = []
    for role in ROLES:
        visitor = app.test_client()
        if role != VISITOR:
            with visitor.session_transaction() as session:
                session.update(session_of(team.users[role], None, clock()))
        given = {rule_of(app, address.format(**team.facts)) for roles, address in PAGES if role in roles}
        others = [each.format(**team.facts) for roles, each in PAGES if role not in roles]
        surprises += [
            f"{role} is shown {address}"
            for address in others
            if rule_of(app, address) not in given and visitor.get(address).status_code == 200
        ]

    assert surprises == []


@pytest.fixture(scope="module")
def with_narrow_font(launch_browser, server, app, clock, team, tmp_path_factory) -> Iterator[Callable[[str], Page]]:
    """A window of a role in a browser that has a narrow font alone: the other tests have the widest."""
    env = fonts.only(fonts.NARROW, tmp_path_factory.mktemp("narrow"))
    browser = launch_browser(args=looks.ARGUMENTS + looks.UNSEEN, env=env)
    pages: dict[str, Page] = {}

    def window(role: str) -> Page:
        if role not in pages:
            context = browser.new_context(base_url=server, locale="nl-NL", timezone_id="Europe/Amsterdam")
            if role != VISITOR:
                cookie = cookie_of(app, session_of(team.users[role], None, clock()))
                context.add_cookies([{**cookie, "url": server}])
            pages[role] = context.new_page()
        return pages[role]

    yield window
    browser.close()


def too_wide_anywhere(page: Page) -> list[str]:
    """The elements wider than the screen at each width between a phone and a desk."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size(ViewportSize(width=width, height=800))
        found += looks.horizontal_scroll(page)
    return found


@EACH_PAGE
def test_a_page_has_no_fault_on_a_phone_or_a_desk_with_scripts_or_without(
    app, desk, no_js, validator, team, roles, address
):
    """Each page is opened once and made wider: the style sheets ask for the width of a screen, never for its kind."""
    faults = []
    for role in roles:
        page, without_scripts = desk(team.users.get(role)), no_js(team.users.get(role))
        page.add_init_script(looks.AXE)
        page.set_viewport_size(PHONE)
        found = refused(page.goto(address.format(**team.facts))) + seen_and_reached(page) + looks.small_targets(page)
        wider = looks.faults_when_wider(page, DESK) + looks.horizontal_scroll(page)
        found += [f"{fault} (on a desk)" for fault in wider]
        found += looks.html_errors(validator, page.watch.source) + problems(page.watch.source)
        found += refused(without_scripts.goto(page.url))
        offered, without_button = without_scripts.evaluate(f"[{OFFERED}, {WITHOUT_BUTTON}]")
        if page.evaluate(OFFERED) != offered:
            found.append(f"offers without scripts {offered}")
        found += ["has a form without a button"] * without_button
        found += too_wide_anywhere(page)
        if role == roles[0] and address == page_of_the_form(app, team, role, address):
            found += [f"{fault} (when sent empty)" for fault in faults_when_emptied(page)]
        faults += [f"{role} {fault}" for fault in found]

    assert not faults, "\n".join(faults)


@EACH_PAGE
def test_a_page_has_room_for_a_narrow_font_too(with_narrow_font, team, roles, address):
    """A button that fits the widest letters may be too small to tap with narrow ones."""
    page = with_narrow_font(roles[0])
    page.set_viewport_size(PHONE)
    faults = refused(page.goto(address.format(**team.facts))) + looks.small_targets(page)
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        faults += looks.horizontal_scroll(page)
    faults += too_wide_anywhere(page)

    assert not faults, "\n".join(faults)
