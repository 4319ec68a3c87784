"""The fields that the forms of the functional admin share: choices from the configuration, texts, amounts."""

from decimal import Decimal
from typing import Any

from wtforms import SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from portal.i18n import lazy
from portal.web.fields import key_or_none, required
from portal.web.forms import stripped
from portal.web.numbers import AmountField


def code_or_none(value: Any) -> str | None:
    """A chosen code; the empty choice is none."""
    return value or None


def choice(label: str, coerce: Any = key_or_none, message: str | None = None, description: str = "") -> SelectField:
    """One of a list; the choices are set by the form. With a `message` one must be chosen."""
    validators = [required(message)] if message else []
    return SelectField(lazy(label), validators, coerce=coerce, description=_hint(description))


def text_area(label: str, message: str | None = None, longest: int = 1000, description: str = "") -> TextAreaField:
    """Some lines of text. With a `message` it must be filled in."""
    return TextAreaField(
        lazy(label),
        [required(message) if message else Optional(), Length(max=longest)],
        filters=[stripped],
        render_kw={"rows": 4},
        description=_hint(description),
    )


def amount(label: str, most: int, message: str, description: str = "") -> AmountField:
    """A number from 0 to `most`; `message` says so."""
    return AmountField(
        lazy(label),
        [InputRequired(lazy(message)), NumberRange(Decimal(0), Decimal(most), lazy(message))],
        render_kw={"inputmode": "decimal", "class": "short", "autocomplete": "off"},
        description=_hint(description),
    )


def _hint(description: str) -> Any:
    return lazy(description) if description else ""
