"""What the forms of the functional admin share: choices from the configuration, amounts, days."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from wtforms import DateField, DecimalField, IntegerField, SelectChoice, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from portal.i18n import lazy
from portal.web.fields import required
from portal.web.forms import stripped


def key_or_none(value: Any) -> int | None:
    """The key of a chosen row; the empty choice is none."""
    return int(value) if value not in (None, "", "None") else None


def code_or_none(value: Any) -> str | None:
    """A chosen code; the empty choice is none."""
    return value or None


def choices(rows: Iterable[tuple[Any, str]], empty: str | None = None) -> list[SelectChoice]:
    """Choices of a select from keys and names, after the empty one where there is one."""
    first = [SelectChoice("", empty)] if empty is not None else []
    return first + [SelectChoice(key, name) for key, name in rows]


def choice(label: str, coerce: Any = key_or_none, message: str | None = None, **kwargs: Any) -> SelectField:
    """One of a list; the choices are set by the form. With a `message` one must be chosen."""
    validators = [required(message)] if message else []
    return SelectField(lazy(label), validators, coerce=coerce, **kwargs)


def text_area(label: str, message: str | None = None, longest: int = 1000, **kwargs: Any) -> TextAreaField:
    """Some lines of text. With a `message` it must be filled in."""
    return TextAreaField(
        lazy(label),
        [required(message) if message else Optional(), Length(max=longest)],
        filters=[stripped],
        render_kw={"rows": 4},
        **kwargs,
    )


def day(label: str, message: str | None = None, **kwargs: Any) -> DateField:
    """A calendar day. With a `message` it must be filled in."""
    return DateField(lazy(label), [required(message) if message else Optional()], **kwargs)


def whole(label: str, least: int, most: int, needed: bool = True, **kwargs: Any) -> IntegerField:
    """A whole number from `least` to `most`."""
    return IntegerField(
        lazy(label),
        [InputRequired(lazy("Vul een getal in.")) if needed else Optional(), NumberRange(least, most)],
        render_kw={"inputmode": "numeric", "class": "short"},
        **kwargs,
    )


class AmountField(DecimalField):
    """A number with a comma or a point, shown with a comma."""

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata([text.strip().replace(",", ".") for text in valuelist])

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{self.data.normalize():f}".replace(".", ",") if self.data is not None else ""


def amount(label: str, most: int, **kwargs: Any) -> AmountField:
    """A number of at most two decimals, from 0 to `most`."""
    return AmountField(
        lazy(label),
        [InputRequired(lazy("Vul een getal in.")), NumberRange(Decimal(0), Decimal(most))],
        render_kw={"inputmode": "decimal", "class": "short"},
        **kwargs,
    )
