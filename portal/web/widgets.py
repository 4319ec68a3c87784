"""Inputs as HTML. The same text as WTForms' own widgets make, in a fraction of the time: a form of
ten fields and a dozen boxes took longer to draw than to read and check."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup, escape
from wtforms import Field, SelectFieldBase
from wtforms.widgets import CheckboxInput, DateInput, Input, Select, TextArea
from wtforms.widgets.core import clean_key

# Fields of a day and of a time share theirs.
_TO_ESCAPE = re.compile(r"""[&<>"']""")
_DRAWN_AS_INPUT = (Input.__call__, CheckboxInput.__call__, DateInput.__call__)


def draw(field: Field, given: Mapping[str, Any]) -> Markup:
    """The input of a field, with these attributes over its own. `hint` tells whether one stands
    beside it."""
    widget = field.widget
    wanted = {clean_key(name): value for name, value in {**(field.render_kw or {}), **given}.items()}
    notes = notes_of(field, wanted.pop("hint", False))
    if notes:
        wanted.setdefault("aria-describedby", notes)
    if field.errors:
        wanted["aria-invalid"] = "true"
    if type(widget).__call__ in _DRAWN_AS_INPUT and _has_plain_bounds(field, wanted):
        return _input(field, widget, wanted)
    if type(widget) is TextArea:
        return _markup(f"<textarea {_attributes(field, widget, wanted)}>\r\n{escape(field._value())}</textarea>")
    if type(widget) is Select and not widget.multiple and not field.has_groups():
        options = "".join(map(_option, field.iter_choices()))
        return _markup(f"<select {_attributes(field, widget, wanted)}>{options}</select>")
    return widget(field, **wanted)


def notes_of(field: Field, hint: Any) -> str:
    """The ids of what explains a field: its hint and its errors."""
    return " ".join(f"{field.id}-{name}" for name, there in (("hint", hint), ("error", field.errors)) if there)


def boxes(field: SelectFieldBase) -> Iterator[tuple[Markup, str]]:
    """Each choice of a field as an input to tick, and its words."""
    widget = field.option_widget
    same = {**(field.render_kw or {}), **({"aria-invalid": "true"} if field.errors else {})}
    for place, choice in enumerate(field.iter_choices()):
        wanted = {
            **same,
            "id": f"{field.id}-{place}",
            "type": widget.input_type,
            "value": str(choice.value),
        }
        if choice.selected:
            wanted["checked"] = True
        yield _markup(f"<input {_attributes(field, widget, wanted)}>"), choice.label or choice.value


def _has_plain_bounds(field: Field, wanted: Mapping[str, Any]) -> bool:
    """Whether no least or greatest value has still to be put into the format of the field."""
    own = vars(field.flags)
    return all(name not in own and isinstance(wanted.get(name, ""), str) for name in ("min", "max"))


def _input(field: Field, widget: Input, wanted: dict[str, Any]) -> Markup:
    wanted.setdefault("type", widget.input_type)
    if "value" not in wanted:
        wanted["value"] = field._value()
    if isinstance(widget, CheckboxInput) and field.data:
        wanted.setdefault("checked", True)
    return _markup(f"<input {_attributes(field, widget, wanted)}>")


def _option(choice: Any) -> str:
    chosen = "selected " if choice.selected else ""
    return f'<option {chosen}value="{_text(choice.value)}">{_text(choice.label or choice.value)}</option>'


def _attributes(field: Field, widget: Any, wanted: dict[str, Any]) -> str:
    """The attributes in the order of their names; a true one stands alone, a false one is left out."""
    wanted.setdefault("id", field.id)
    for name, value in vars(field.flags).items():
        if name in widget.validation_attrs:
            wanted.setdefault(name, value() if callable(value) else value)
    wanted["name"] = field.name
    parts = []
    for name, value in sorted((clean_key(name), value) for name, value in wanted.items()):
        if value is True:
            parts.append(name)
        elif value is not False:
            parts.append(f'{name}="{_text(value)}"')
    return " ".join(parts)


def _text(value: Any) -> str:
    """A value inside the HTML. Nearly all hold nothing to escape, and to find that out is cheaper."""
    return value if type(value) is str and not _TO_ESCAPE.search(value) else escape(value)


def _markup(html: str) -> Markup:
    return Markup(html)  # noqa: S704  # nosec B704 - values are escaped
