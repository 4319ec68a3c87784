"""Rule 3 for every route and everybody: who may open what, and what everybody else reads instead.

The table is `data/who_may_open_what.txt`. A new route fails until it has a row there.
"""

from typing import NamedTuple

import pytest
from werkzeug.datastructures import Headers

from portal import start
from portal.db import db
from portal.web.security import HEADERS, is_public
from tests.support.asking import one_world, send, table, visitor
from tests.support.world import ACTORS, STRANGERS, routes

PUBLIC = {
    "GET /agenda/<secret>.ics",
    "GET /healthz",
    "GET /healthz/alive",
    "GET /hulp",
    "GET /inloggen",
    "GET /onderweg",
    "GET /schemas/wegwijs-handover-1.json",
    "GET /sessie",
    "GET /sessie/blijf",
    "POST /inloggen",
    "POST /taal",
    "POST /uitloggen",
    "GET /welkom/<token>",
    "POST /welkom/<token>",
}
# Says nothing about anybody, and may be kept by whoever fetched it.
KEPT = {"GET /schemas/wegwijs-handover-1.json"}


def meaning(answer):
    """The sign of the table for an answer; s: sent to the sign-in, 1: not known (401)."""
    if answer is None:
        return "+"
    if answer.status_code == 303 and answer.location.startswith("/inloggen"):
        return "s"
    refusals = {404: "-", 403: "x", 401: "1", 400: "broken", 405: "broken"}
    return refusals.get(answer.status_code, "+")


clock, app, make, world, stopped = one_world()


class Head(NamedTuple):
    """An answer without the page."""

    status_code: int
    headers: Headers
    location: str


def head(answer):
    """None when a command was reached."""
    return answer and Head(answer.status_code, answer.headers, answer.location)


@pytest.fixture(scope="module")
def answers(app, world):
    """The answers so far, by actor: nobody changes the world, so that nobody need be asked twice."""
    return {}


@pytest.fixture
def ask(app, world, clock, answers):
    """`ask(actor)` gives (route, answer) for every route, asked with the keys of real rows."""

    def everything(actor):
        client = visitor(app, world, clock, actor)
        addresses = app.url_map.bind("localhost")
        asked = [
            (f"{method} {rule.rule}", method, addresses.build(rule.endpoint, world.values_for(rule, actor), method))
            for method, rule in routes(app)
        ]
        bodies = [world.body_for(rule, actor) for _method, rule in routes(app)]
        db.session.rollback()
        return [
            (route, head(send(client, method, address, body)))
            for (route, method, address), body in zip(asked, bodies, strict=True)
        ]

    def told(actor):
        if actor not in answers:
            answers[actor] = everything(actor)
        return answers[actor]

    return told


@pytest.mark.one_database
@pytest.mark.parametrize("actor", ACTORS)
def test_without_the_token_of_a_page_of_ours_nothing_can_be_sent(app, world, clock, actor):
    rows, addresses = table(), app.url_map.bind("localhost")
    accepted = []
    for method, rule in routes(app):
        if method == "GET" or rows[f"{method} {rule.rule}"][actor] != "+":
            continue
        address, body = (
            addresses.build(rule.endpoint, world.values_for(rule, actor), method),
            world.body_for(rule, actor),
        )
        client = visitor(app, world, clock, actor)
        db.session.rollback()
        if client.open(address, method=method, data=body).status_code != 400:
            accepted.append(address)

    assert accepted == []


def test_rule_3_every_route_has_a_row_in_the_table(app):
    assert sorted(table()) == sorted(f"{method} {rule.rule}" for method, rule in routes(app))


@pytest.mark.parametrize("actor", ACTORS)
def test_rule_3_each_route_answers_each_person_as_the_table_says(ask, actor):
    answers = {route: meaning(answer) for route, answer in ask(actor)}

    expected = {route: row[actor] for route, row in table().items()}
    assert {route: answer for route, answer in answers.items() if answer != expected[route]} == {}


@pytest.mark.parametrize("actor", STRANGERS)
def test_who_has_no_session_comes_in_nowhere(ask, actor):
    answers = {route: meaning(answer) for route, answer in ask(actor) if route not in PUBLIC}

    open_to_all = {
        route: answer for route, answer in answers.items() if answer != ("s" if route.startswith("GET") else "1")
    }
    assert open_to_all == {}


def test_what_is_public_is_on_the_list(app):
    assert {f"{method} {rule.rule}" for method, rule in routes(app) if is_public(app, rule.endpoint)} == PUBLIC


@pytest.mark.one_database
@pytest.mark.parametrize("actor", ["volunteer", "coordinator", "team_member", "admin", "stranger"])
def test_no_answer_is_kept_by_a_browser_and_all_carry_the_security_headers(ask, actor):
    for route, answer in ask(actor):
        if answer is not None:
            assert answer.headers["Cache-Control"] == "no-store" or route in KEPT, route
            assert missing_headers(answer) == set(), route


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/bestaat-niet", 404),
        ("DELETE", "/vandaag", 405),
        ("POST", "/inloggen", 400),
        ("GET", "/trajecten/x", 404),
    ],
)
def test_an_error_carries_the_security_headers_and_is_kept_by_no_browser(client, method, path, status):
    answer = client.open(path, method=method)

    assert (answer.status_code, answer.headers["Cache-Control"]) == (status, "no-store")
    assert missing_headers(answer) == set()


def test_an_error_nobody_expected_carries_them_too(backend, app, monkeypatch):
    portal = backend.make_app()
    portal.testing = False
    monkeypatch.setattr(start, "health", lambda: 1 / 0)
    answer = portal.test_client().get("/healthz")

    assert (answer.status_code, answer.headers["Cache-Control"]) == (500, "no-store")
    assert missing_headers(answer) == set()


def test_a_static_file_carries_the_security_headers(client):
    answer = client.open("/static/icon.svg")

    assert answer.status_code == 200
    assert missing_headers(answer) == set()


def missing_headers(answer):
    """Referrer-Policy may be stricter: a one-time link tells nobody where it came from."""
    given = {name: answer.headers.get(name) for name in HEADERS}
    if given["Referrer-Policy"] == "no-referrer":
        given["Referrer-Policy"] = HEADERS["Referrer-Policy"]
    return {name for name in HEADERS if given[name] != HEADERS[name]}
