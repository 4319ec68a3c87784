"""Every choice that a page offers, sent as somebody would: with plausible words in what else the form asks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from tests.pages import Form, Page
from tests.support.dom import Node
from tests.support.importing import FAULTY

TODAY, LATER = "2026-03-09", "2032-03-09"
WORDS = "Samen doorgenomen"
# The text to type in a field that the page leaves empty: by the end of its name, else by its kind.
BY_NAME = {
    "postcode": "2132 AB",
    "house_number": "909A",
    "postcode_area": "2132",
    "birth_year": "1985",
    "housed_before": LATER,
}
BY_KIND = {"time": "10:00", "email": "iemand.anders@example.org", "tel": "06 12340071", "number": "3", "date": TODAY}
BY_MODE = {"numeric": "3", "decimal": "4"}
# Days instead of those that the page fills in itself, or that lie ahead.
INSTEAD = {"held_on": TODAY, "verified_on": TODAY}
Fields = dict[str, Any]


@dataclass(frozen=True)
class Choice:
    """One option of a form: the field, its value, and whether it joins what was chosen or takes its place."""

    name: str
    value: str
    joins: bool = False

    def made_in(self, sent: Fields) -> Fields:
        """The fields that are sent when somebody chooses it."""
        others = sent.get(self.name, []) if self.joins else []
        return {**sent, self.name: list(dict.fromkeys([*others, self.value]))}


def forms_of(page: Page) -> list[Form]:
    """The forms of a page that offer a choice."""
    return [form for form in (Form(page, node) for node in page.all("form")) if choices_of(form)]


def choices_of(form: Form) -> list[Choice]:
    """Every option of every select, radio and chip, and every button that says something of its own."""
    return list(dict.fromkeys(choice for field in form.node.all("select", "input", "button") for choice in _of(field)))


def ways_to_fill(form: Form) -> list[Fields]:
    """The fields of somebody who answers everything, and of somebody who answers only the required questions; then the
    same with the first button that has a name, where a form asks for one."""
    ways = [_filled(form, _everything), _filled(form, _required)]
    named = [button for button in form.node.all("button") if button.get("name") and button.get("type") != "button"]
    return ways + [{**way, button.get("name"): button.get("value")} for button in named[:1] for way in ways]


def _of(field: Node) -> Iterator[Choice]:
    name, kind = field.get("name"), field.get("type", "text")
    if not name or "disabled" in field.attrs:
        return
    if field.tag == "select":
        many = "multiple" in field.attrs
        yield from (Choice(name, option.get("value"), many) for option in field.all("option"))
    elif kind in ("radio", "checkbox"):
        yield Choice(name, field.get("value", "on"), kind == "checkbox")
    elif field.tag == "button":
        yield Choice(name, field.get("value"))


def _filled(form: Form, typed: Callable[[Node], Any]) -> Fields:
    sent: Fields = {name: values for name, values in form.fields.items() if name != "csrf_token"}
    offered = {name for name, values in sent.items() if any(values)}
    for field in form.node.all("input", "select", "textarea"):
        name = field.get("name")
        value = INSTEAD.get(name) or (None if name in offered or "disabled" in field.attrs else typed(field))
        if value and field.get("type") == "checkbox":
            sent[name] = [*sent.get(name, []), value]
        elif value:
            sent[name] = value
    return sent


def _everything(field: Node) -> Any:
    kind = field.get("type", "text")
    if field.tag == "select":
        return next(filter(None, (option.get("value") for option in field.all("option"))), None)
    if kind == "file":
        return (BytesIO(FAULTY.read_bytes()), "trajecten.csv")
    if kind in ("hidden", "submit"):
        return None
    by_mode = BY_MODE.get(field.get("inputmode"))
    own = field.get("value", "on") if kind in ("radio", "checkbox") else None
    return own or BY_NAME.get(field.get("name").rpartition("-")[2]) or BY_KIND.get(kind) or by_mode or WORDS


def _required(field: Node) -> Any:
    wanted = "required" in field.attrs or field.get("aria-required") == "true" or field.get("type") == "radio"
    return _everything(field) if wanted else None
