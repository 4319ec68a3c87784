"""Whatever is sent to the portal, nothing breaks: every answer is a page or a clear refusal, never a fault."""

import re
from functools import cache
from pathlib import Path

import pytest
from werkzeug.datastructures import ImmutableMultiDict

from portal.db import db
from portal.web.incoming import FORM_BYTES, LONGEST_QUERY, STRANGERS_BYTES
from portal.web.security import is_public
from tests.pages import Form, Page
from tests.support.asking import one_world, send, table, visitor
from tests.support.every_form import declared, every_form, longest
from tests.support.page_rules import CSRF_FIELD
from tests.support.world import routes

PORTAL = Path(__file__).parents[1] / "portal"
PEOPLE = ("volunteer", "team_member", "coordinator", "admin")
HUGE = 99999999999999999999
SURROGATE = b"\xed\xa0\x80"
GARBAGE = {
    "huge": str(HUGE),
    "beyond 32 bits": str(2**31),
    "beyond what a float holds": "9" * 310,
    "a space": " ",
    "the first day": "0001-01-01",
    "a number that signals": "sNaN",
    "a digit that is no number": "²",
    "NUL": "a\0b",
    "no number": "NaN",
    "large": "1e30",
    "half a surrogate": SURROGATE,
    "the last day": "9999-12-31",
}
KEYS = {
    "half a surrogate": '["\\ud800",1]',
    "NUL": '["\\u0000",1]',
    "huge": f'["2026-01-01",{HUGE}]',
    "other kinds": "[true,null]",
    "endless": "[1e999,1]",
    "deep": "[" * 3000,
    "of the pool": f"99.2026-01-01.{HUGE}",
    "of the contacts": f"20260101-{HUGE}",
    "of the handovers": f"{HUGE}-{HUGE}",
    "strange digits": "²-²",
}
# PostgreSQL refuses all that no column holds. SQLite takes it, but for what its driver cannot hand over: that is
# what can break there alone. The others break before any database is asked, on both.
BREAKS_SQLITE = {"beyond what a float holds", "a space", "the first day", "a number that signals"}
BREAKS_SQLITE |= {"huge", "large", "half a surrogate", "of the pool", "of the contacts", "of the handovers"}

clock, app, make, world, stopped = one_world()


class Noting(ImmutableMultiDict):
    """The sent fields, and the names that a page asked for."""

    asked: set[str] = set()

    def get(self, key, *args, **kwargs):
        self.asked.add(key)
        return super().get(key, *args, **kwargs)

    def getlist(self, key, *args, **kwargs):
        self.asked.add(key)
        return super().getlist(key, *args, **kwargs)

    def __getitem__(self, key):
        self.asked.add(key)
        return super().__getitem__(key)

    def __contains__(self, key):
        self.asked.add(key)
        return super().__contains__(key)


@pytest.fixture
def reads_its_address(app, monkeypatch):
    """`reads_its_address()` tells whether the page last opened looked at what stands after the question mark."""
    monkeypatch.setattr(app.request_class, "parameter_storage_class", Noting)

    def told():
        asked = bool(Noting.asked)
        Noting.asked.clear()
        return asked

    Noting.asked.clear()
    return told


def of(backend, *kinds):
    """(name, value) of those that this database could stumble over."""
    values = [each for values in kinds for each in values.items()]
    return [each for each in values if backend.name == "postgresql" or each[0] in BREAKS_SQLITE]


def batched(names, size):
    return [names[at : at + size] for at in range(0, len(names), size)]


def address(app, world, rule, method):
    return app.url_map.bind("localhost").build(rule.endpoint, world.values_for(rule), method)


def open_to(app, world, person, asked):
    """(rule, address) of every route of a method that this person, and nobody before them in PEOPLE, may open."""
    rows, found = table(), []
    for method, rule in routes(app):
        row = rows[f"{method} {rule.rule}"]
        if method == asked and person == next((each for each in PEOPLE if row[each] == "+"), None):
            found.append((rule, address(app, world, rule, method)))
    db.session.rollback()
    return found


def filters():
    """The name of everything that the portal reads from an address, as its source says."""
    source = "\n".join(path.read_text() for path in PORTAL.rglob("*.py"))
    named = set(re.findall(r'request\.args(?:\.get\(|\[)"(\w+)"', source))
    for form in re.findall(r"class \w*(?:Filter|Search)\w*\([\w, ]+\):(.*?)(?=\nclass |\Z)", source, re.S):
        named |= set(re.findall(r"^    (\w+) = \w+", form, re.M))
    return sorted(named | {"gemeente", "na"})


@pytest.fixture(scope="module")
def offered(app, world, clock):
    """`offered(actor)` gives, for each address, the fields of the forms that lead there, with what they hold."""

    @cache
    def read(actor):
        client, fields = visitor(app, world, clock, actor), {}
        for _rule, here in open_to(app, world, actor, "GET"):
            answer = client.open(here)
            if answer.mimetype != "text/html":
                continue
            page = Page(client, answer)
            for node in page.root.all("form"):
                if node.get("method") == "post":
                    form = page_form(page, node)
                    fields.setdefault(node.get("action") or here, {}).update(form)
        return fields

    return read


def page_form(page, node):
    form = Form(page, node).fields
    names = {field.get("name") for field in node.all("input", "select", "textarea")} - {"", CSRF_FIELD}
    return {name: form.get(name, [""]) for name in names}


def is_clear(answer):
    return answer is None or answer.status_code < 500


@pytest.mark.parametrize("person", PEOPLE)
def test_no_address_breaks_a_page(app, backend, world, clock, reads_its_address, person):
    client, names, read = visitor(app, world, clock, person), filters(), 0
    assert {"na", "zoek", "sorteer", "soort", "stand", "q", "taal"} <= set(names)
    for _rule, here in open_to(app, world, person, "GET"):
        for kind, value in of(backend, GARBAGE, KEYS):
            for some in batched(names, LONGEST_QUERY // (3 * len(value) + 20) or 1):
                answer = client.open(here, query_string=dict.fromkeys(some, value))
                assert answer.status_code < 500, (here, kind)
            if not reads_its_address():
                break
            read += 1
    assert read > 5


def test_a_key_that_no_database_holds_is_a_page_that_is_not_there(app, world, client):
    for method, rule in routes(app):
        for name in [name for name in rule.arguments if f"<int:{name}>" in rule.rule]:
            here = app.url_map.bind("localhost").build(rule.endpoint, {**world.values_for(rule), name: 77_077}, method)
            for key in (2**31, HUGE):
                answer = client.open(here.replace("77077", str(key)), method=method)
                assert answer.status_code == 404, (method, here)


def test_a_nul_is_refused_at_the_door(client):
    assert client.open("/inloggen", query_string={"next": "a\0b"}).status_code == 400
    assert client.open("/inloggen", query_string={"a\0b": "x"}).status_code == 400
    assert client.open("/overdrachten/%00").status_code == 404


@pytest.mark.parametrize("person", PEOPLE)
def test_no_value_in_a_form_breaks_it(app, backend, world, clock, offered, person):
    client, forms = visitor(app, world, clock, person), offered(person)
    values, strange = of(backend, GARBAGE), 0
    written = {name for form in every_form() for name, field in declared(form) if longest(field)}
    for place, (_rule, here) in enumerate(open_to(app, world, person, "POST")):
        fields = forms.get(here, {"version": ["1"], "reason": ["x"], "role": ["1"], "team": ["1"], "next": ["/"]})
        for kind, value in values:
            assert is_clear(send(client, "POST", here, dict.fromkeys(fields, value))), (here, kind)
        spaces = {name: "Een paar woorden" if name.rpartition("-")[2] in written else " " for name in fields}
        assert is_clear(send(client, "POST", here, spaces)), here
        for number, name in enumerate(sorted(fields)):
            for kind, value in (values[(place + number) % len(values)], ("a space", " ")):
                assert is_clear(send(client, "POST", here, {**fields, name: value})), (here, name, kind)
            strange += 1
    assert strange > 5


@pytest.mark.one_database
@pytest.mark.parametrize("person", PEOPLE)
def test_a_text_as_large_as_is_received_breaks_no_form(app, world, clock, offered, person):
    client, forms = visitor(app, world, clock, person), offered(person)
    for rule, here in open_to(app, world, person, "POST"):
        fields, public = forms.get(here, {"version": ["1"]}), is_public(app, rule.endpoint)
        half = ((STRANGERS_BYTES if public else FORM_BYTES) - 2_000) // max(len(fields), 1) // 2 - 40
        answer = send(client, "POST", here, dict.fromkeys(fields, "9" * half + "x" * half))
        assert is_clear(answer) and (answer is None or answer.status_code != 413), here
