"""Every page of every role, on a phone and on a desk: nothing a machine can find is wrong with it."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Response, ViewportSize

from tests.support import browser as looks
from tests.support.busy_team import BusyTeam
from tests.support.every_page import ADMIN, ASKS_NOTHING, COORDINATOR, NOT_PAGES, PAGES, ROLES, VISITOR, VOLUNTEER
from tests.support.one_database import for_the_file
from tests.support.page_rules import problems
from tests.support.visits import session_of

pytestmark = pytest.mark.one_database

PHONE, DESK = ViewportSize(width=360, height=740), ViewportSize(width=1280, height=800)
SECONDS = {COORDINATOR: 45, VOLUNTEER: 20, ADMIN: 20}
MOST_PAGES = {role: pytest.mark.slow(seconds=seconds) for role, seconds in SECONDS.items()}
# The heading of a page, and the words or the name of everything one can use on it.
OFFERED = """[document.querySelector('h1').innerText, ...[...document.querySelectorAll(
    'a[href], button, input, select, textarea, summary')].filter((node) => node.checkVisibility()).map(
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


def pages_of(role: str, team: BusyTeam) -> list[str]:
    return [address.format(**team.facts) for roles, address in PAGES if role in roles]


def forms_of(app: Flask, role: str, team: BusyTeam) -> list[str]:
    """A page of each form that asks for something, for the first role that may fill it in."""
    forms = {rule.rule for rule in app.url_map.iter_rules() if "POST" in rule.methods} - ASKS_NOTHING
    addresses = [address.format(**team.facts) for roles, address in PAGES if roles[0] == role]
    return list({rule_of(app, each): each for each in addresses if rule_of(app, each) in forms}.values())


def refused(answer: Response) -> list[str]:
    return [] if answer.status == 200 else [f"answered {answer.status}"]


def seen_and_reached(page: Page) -> list[str]:
    """What keeps people from reading or using the page as it stands."""
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


@pytest.mark.parametrize("role", [pytest.param(role, marks=MOST_PAGES.get(role, ())) for role in ROLES])
def test_no_page_has_a_fault_on_a_phone_or_a_desk_with_scripts_or_without(desk, no_js, validator, team, role):
    """Each page is opened once and made wider: the style sheets ask for the width of a screen, never for its kind."""
    page, without_scripts = desk(team.users.get(role)), no_js(team.users.get(role))
    page.add_init_script(looks.AXE)
    faults = []
    for address in pages_of(role, team):
        page.set_viewport_size(PHONE)
        found = refused(page.goto(address)) + seen_and_reached(page) + looks.small_targets(page)
        wider = looks.faults_when_wider(page, DESK) + looks.horizontal_scroll(page)
        found += [f"{fault} (on a desk)" for fault in wider]
        found += looks.html_errors(validator, page.watch.source) + problems(page.watch.source)
        found += refused(without_scripts.goto(address))
        offered, without_button = without_scripts.evaluate(f"[{OFFERED}, {WITHOUT_BUTTON}]")
        if page.evaluate(OFFERED) != offered:
            found.append(f"offers without scripts {offered}")
        found += ["has a form without a button"] * without_button
        faults += [f"{address} {fault}" for fault in found]

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("role", ROLES)
def test_every_form_that_refuses_says_so_without_a_fault(app, narrow, team, role):
    """What is emptied and sent comes back with words; the page that says so is as good as the one before."""
    page = narrow(team.users.get(role))
    page.add_init_script(looks.AXE)
    faults = []
    for address in forms_of(app, role, team):
        page.goto(address)
        with page.expect_navigation():
            page.evaluate(SEND_EMPTY)
        status = page.watch.document.status
        found = [] if status == 422 else [f"answered {status}"]
        found += seen_and_reached(page) + problems(page.watch.source)
        faults += [f"{address} {fault}" for fault in found]

    assert not faults, "\n".join(faults)
