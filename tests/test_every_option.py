"""Whatever a form offers can be stored: every option of every select, radio and chip, of every form of every role."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest

from tests.pages import Form, Page
from tests.support.asking import send, stop_at_the_end, visitor_of
from tests.support.busy_team import BusyTeam
from tests.support.every_option import Choice, choices_of, forms_of, ways_to_fill
from tests.support.every_page import PAGES
from tests.support.one_database import for_the_file

ANSWERS = {200: "shown", 303: "stored", 422: "refused"}
# The pages of a role by where they live: what a form of theirs offers is sent in one test.
PARTS = sorted({(role, address.split("/")[1]) for roles, address in PAGES for role in roles})

clock, app, make = for_the_file()


@pytest.fixture(scope="module")
def team(make):
    return BusyTeam(make)


@pytest.fixture
def forms(app, clock, team, monkeypatch):
    """`forms(role, part)`: each form this role is shown there, with who sends it; what they store is taken back."""
    stop_at_the_end(monkeypatch)

    def shown(role, part) -> Iterator[tuple]:
        client = visitor_of(app, clock, team.users.get(role))
        addresses = [each for roles, each in PAGES if role in roles and each.split("/")[1] == part]
        for address in (each.format(**team.facts) for each in addresses):
            for form in forms_of(Page(client, client.open(address))):
                yield client, Offered(app, address, form)

    return shown


class Offered:
    """A form, and where it goes."""

    def __init__(self, app, address: str, form: Form) -> None:
        self.form = form
        self.method = (form.node.get("method") or "get").upper()
        self.address = form.node.get("action") or address
        path = self.address.partition("?")[0]
        self.route = app.url_map.bind("localhost").match(path, method=self.method, return_rule=True)[0].rule

    def tell(self, client, choice: Choice) -> str:
        """The result of this option: stored, shown (a search, or a further row), or what went wrong."""
        for sent in ways_to_fill(self.form):
            came = self._answer(client, choice.made_in(sent))
            if came != "refused":
                break
        return came

    def _answer(self, client, sent) -> str:
        if self.method == "GET":
            return ANSWERS.get(client.open(self.address, query_string=sent).status_code, "broken")
        try:
            answer = send(client, "POST", self.address, sent)
        except Exception as broken:
            return f"broken: {broken}".splitlines()[0]
        return "stored" if answer is None else ANSWERS.get(answer.status_code, "broken")


class Field(NamedTuple):
    route: str
    name: str


@pytest.mark.parametrize(("role", "part"), PARTS)
def test_every_option_of_every_form_can_be_sent(forms, role, part):
    """None ends in a fault, and each field leads to the store with at least one of its options: a form that refuses
    whatever is sent proves nothing."""
    broken, came, told = [], {}, set()
    for client, offered in forms(role, part):
        for choice in choices_of(offered.form):
            once = offered.route, choice, tuple(offered.form.fields)
            if once in told:
                continue
            told.add(once)
            result = offered.tell(client, choice)
            came.setdefault(Field(offered.route, choice.name), set()).add(result)
            broken += [(offered.address, choice, result)] * result.startswith("broken")

    assert broken == []
    assert [field for field, results in came.items() if results == {"refused"}] == []
