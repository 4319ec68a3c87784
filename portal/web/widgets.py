"""Fields as HTML: label, hint, error and input. In Python, and not in a template: there a form of ten fields and a
dozen boxes took longer to draw than to read and check. An input is the same text as WTForms' own widget makes.
And icons: every page draws them once (`templates/components/icons.svg`) and uses them from there. A file of their own,
into which pages point, left Chromium now and then with a page that never ended loading."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel.support import LazyProxy
from markupsafe import Markup, escape
from wtforms import Field, SelectFieldBase
from wtforms.widgets import CheckboxInput, DateInput, HiddenInput, Input, Select, TextArea
from wtforms.widgets.core import clean_key

from portal.i18n import gettext

# Fields of a day and of a time share theirs.
_TO_ESCAPE = re.compile(r"""[&<>"']""")
# Stands where the boxes of one field differ from each other; nobody can send one (see incoming.py).
_GAP = "\0"
ICONS = Path(__file__).parents[2] / "templates" / "components" / "icons.svg"
ICON_NAMES = frozenset(re.findall(r'<symbol id="i-(\w+)" viewBox="0 0 24 24">', ICONS.read_text("utf-8")))
_ICON = Markup('<svg class="icon" {role}><use href="#i-{name}"/></svg>')
_DRAWN_AS_INPUT = (Input.__call__, CheckboxInput.__call__, DateInput.__call__)


# A page repeats the same few icons dozens of times.
@lru_cache(maxsize=512)
def icon(name: str, label: str | None = None) -> Markup:
    """An icon by its name. With a label it says something to those who cannot see it; without one it is decoration.
    Raises KeyError for a name that is not drawn."""
    if name not in ICON_NAMES:
        raise KeyError(name)
    role = Markup('role="img" aria-label="{}"').format(label) if label else Markup('aria-hidden="true"')
    return _ICON.format(role=role, name=name)


def draw_field(
    f: Field,
    hint: object = None,
    layout: str = "",
    required: bool | None = None,
    first: int | None = None,
    **given: object,
) -> Markup:
    """One field in full, for any WTForms field. `layout` "chips" draws options as buttons, "split" in columns; all but
    the `first` so many are folded away. `hint` replaces the description; `required` overrules the validators."""
    hint = hint or f.description
    invalid = " invalid" if f.errors else ""
    words = str(as_html(f.label.text))
    optional = "" if (f.flags.required if required is None else required) else _optional()
    if isinstance(f, SelectFieldBase) and hasattr(f.widget, "html_tag"):
        notes = _notes_of(f, hint)
        described = f' aria-describedby="{notes}"' if notes else ""
        options = _options(list(boxes(f)), f"options {layout}".strip(), first)
        return _markup(
            f'<fieldset class="field{invalid}"{described}>\n<legend>{words}{optional}</legend>'
            f"{_notes(f, hint)}{options}\n</fieldset>"
        )
    about = {"aria-describedby": _notes_of(f, hint), **given} if hint or invalid else given
    if f.type == "BooleanField":
        small = f'<small id="{f.id}-hint">{as_html(hint)}</small>' if hint else ""
        return _markup(
            f'<div class="field{invalid}">{_notes(f, None)}\n'
            f'<label class="option">{draw(f, about)}<span>{words}{small}</span></label>\n</div>'
        )
    label = f'<label for="{f.id}">{words}{optional}</label>'
    return _markup(f'<div class="field{invalid}">\n{label}{_notes(f, hint)}\n{draw(f, about)}\n</div>')


def _options(drawn: list[tuple[Markup, str]], layout: str, first: int | None) -> str:
    shown, folded = drawn[:first], drawn[first:] if first else []
    labels = "".join(f'<label class="option">{box}<span>{as_html(text)}</span></label>\n' for box, text in shown)
    options = f'<div class="{layout}">\n{labels}</div>'
    if not folded:
        return options
    opened = " open" if any(" checked " in box for box, _words in folded) else ""
    more = gettext("Meer keuzes")
    return (
        f'{options}\n<details class="fold"{opened}><summary>{more}</summary>{_options(folded, layout, None)}</details>'
    )


def _notes_of(field: Field, hint: object) -> str:
    """The ids of what explains a field: its hint and its errors."""
    return " ".join(f"{field.id}-{name}" for name, there in (("hint", hint), ("error", field.errors)) if there)


def _notes(field: Field, hint: object) -> str:
    """The hint and the errors of a field."""
    notes = f'\n<p class="hint" id="{field.id}-hint">{as_html(hint)}</p>' if hint else ""
    if field.errors:
        errors = " ".join(str(as_html(error)) for error in field.errors)
        mistake = gettext("Fout:")
        wrong = f'<span><span class="sr">{mistake} </span>{errors}</span>'
        notes += f'\n<p class="error" id="{field.id}-error">{icon("warning")}{wrong}</p>'
    return notes


def _optional() -> str:
    words = gettext("niet verplicht")
    return f' <span class="optional">({words})</span>'


def hidden_fields(form: Iterable[Field]) -> list[Field]:
    """The fields of a form that go along unseen."""
    return [field for field in form if isinstance(field.widget, HiddenInput)]


def draw(field: Field, given: Mapping[str, object]) -> Markup:
    """The input of a field, with these attributes over its own."""
    widget = field.widget
    wanted = _cleaned({**(field.render_kw or {}), **given})
    if field.errors:
        wanted["aria-invalid"] = "true"
    if isinstance(widget, Input) and type(widget).__call__ in _DRAWN_AS_INPUT and _has_plain_bounds(field, wanted):
        return _input(field, widget, wanted)
    if type(widget) is TextArea:
        return _markup(f"<textarea {_attributes(field, widget, wanted)}>\r\n{escape(field._value())}</textarea>")
    single = type(widget) is Select and not widget.multiple
    if single and isinstance(field, SelectFieldBase) and not field.has_groups():
        options = "".join(map(_option, field.iter_choices()))
        return _markup(f"<select {_attributes(field, widget, wanted)}>{options}</select>")
    return widget(field, **wanted)


def boxes(field: SelectFieldBase) -> Iterator[tuple[Markup, str]]:
    """Each choice of a field as an input to tick, and its words."""
    widget = field.option_widget
    same = {"type": widget.input_type, **_cleaned(field.render_kw or {}), "id": _GAP, "value": _GAP, "checked": _GAP}
    if field.errors:
        same["aria-invalid"] = "true"
    before, after = _attributes(field, widget, same).split(f'checked="{_GAP}" ')
    start, between, end = after.split(_GAP)
    for place, choice in enumerate(field.iter_choices()):
        checked = "checked " if choice.selected else ""
        box = f"<input {before}{checked}{start}{field.id}-{place}{between}{as_html(str(choice.value))}{end}>"
        yield _markup(box), choice.label or choice.value


def _cleaned(given: Mapping[str, object]) -> dict[str, object]:
    """Attributes by their names in HTML: `class` for `class_`."""
    return {clean_key(name): value for name, value in given.items()}


def _has_plain_bounds(field: Field, wanted: Mapping[str, object]) -> bool:
    """Whether no least or greatest value has still to be put into the format of the field."""
    own = vars(field.flags)
    return all(name not in own and isinstance(wanted.get(name, ""), str) for name in ("min", "max"))


def _input(field: Field, widget: Any, wanted: dict[str, object]) -> Markup:
    wanted.setdefault("type", widget.input_type)
    if "value" not in wanted:
        wanted["value"] = field._value()
    if isinstance(widget, CheckboxInput) and field.data:
        wanted.setdefault("checked", True)
    return _markup(f"<input {_attributes(field, widget, wanted)}>")


def _option(choice: Any) -> str:
    chosen = "selected " if choice.selected else ""
    return f'<option {chosen}value="{as_html(choice.value)}">{as_html(choice.label or choice.value)}</option>'


def _attributes(field: Field, widget: Any, wanted: dict[str, object]) -> str:
    """The attributes, by their names in HTML and in the order of those; a true one stands alone, a
    false one is left out."""
    wanted.setdefault("id", field.id)
    for name, value in vars(field.flags).items():
        if name in widget.validation_attrs:
            wanted.setdefault(name, value() if callable(value) else value)
    wanted["name"] = field.name
    parts = []
    for name, value in sorted(wanted.items()):
        if value is True:
            parts.append(name)
        elif value is not False:
            parts.append(f'{name}="{as_html(value)}"')
    return " ".join(parts)


def as_html(value: Any) -> str:
    """A value inside the HTML, as `escape` makes it. Nearly all hold nothing to escape, and to find that
    out is cheaper."""
    kind = type(value)
    if kind is str:
        return escape(value) if _TO_ESCAPE.search(value) else value
    if kind is Markup:
        return value
    return as_html(value.value) if kind is LazyProxy else escape(value)


def _markup(html: str) -> Markup:
    return Markup(html)  # noqa: S704  # nosec B704 - values are escaped
