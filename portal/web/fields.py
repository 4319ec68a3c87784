"""Fields that forms share, each with one stored form: a line, a phone number, a day, a choice."""

from collections.abc import Callable, Iterable, Sequence

from wtforms import (
    DecimalField,
    EmailField,
    Field,
    Form,
    IntegerField,
    SearchField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TelField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from portal.cleaning import says_something
from portal.i18n import gettext, lazy
from portal.identifiers import (
    LONGEST_HOUSE_NUMBER,
    display_phone,
    normalise_email,
    normalise_house_number,
    normalise_phone,
    normalise_postcode,
    normalise_service_phone,
)
from portal.web.days import DayField
from portal.web.forms import one_line, readable
from portal.web.numbers import HoursField, WholeField
from portal.wording import N_, labels

# People write them so, with the spaces, brackets and unseen marks that come along with what was copied.
LONGEST_PHONE = 60
LONGEST_POSTCODE = 20
LONGEST_SEARCH = 120


Normalise = Callable[[str], str | None]


def required(message: str) -> InputRequired:
    """The field must be filled in; `message` is a Dutch msgid that says so."""
    return InputRequired(lazy(message))


def required_text(message: str) -> DataRequired:
    """The same as `required`, where spaces alone are nothing."""
    return DataRequired(lazy(message))


def line(
    label: str,
    message: str | None = None,
    longest: int = 120,
    check: Callable[[Form, Field], None] | None = None,
    description: str | None = None,
    **render_kw: object,
) -> StringField:
    """One line of text, clean (`forms.one_line`). With a `message` it must be filled in; a `check` instead says
    itself whether it may be empty."""
    may_be_empty = required_text(message) if message else Optional()
    return StringField(
        lazy(label),
        [check or may_be_empty, Length(max=longest), readable],
        filters=[one_line],
        description=lazy(description) if description else "",
        render_kw=render_kw,
    )


def search(label: str) -> SearchField:
    """The search text of a list."""
    return SearchField(lazy(label), [Length(max=LONGEST_SEARCH)])


def phone(label: str = N_("Telefoonnummer"), normalise: Normalise = normalise_phone) -> TelField:
    """A phone number, kept in one form whatever way it was typed; not required."""
    return _PhoneField(
        lazy(label),
        [Optional(), Length(max=LONGEST_PHONE), _is(normalise, N_("Vul een telefoonnummer in, zoals 06 12345678."))],
        filters=[_or_as_typed(normalise)],
        render_kw={"autocomplete": "off", "inputmode": "tel"},
    )


def service_phone(label: str = N_("Telefoonnummer")) -> TelField:
    """The number of a service, such as a general practitioner, a team or a town hall: the short ones too."""
    return phone(label, normalise_service_phone)


def postcode(message: str | None = None) -> StringField:
    """A full Dutch postcode, kept as "2132 AB". With a `message` it must be filled in."""
    return StringField(
        lazy(N_("Postcode")),
        [
            required_text(message) if message else Optional(),
            Length(max=LONGEST_POSTCODE),
            _is(normalise_postcode, N_("Vul een volledige postcode in, zoals 2132 AB.")),
        ],
        filters=[_or_as_typed(normalise_postcode)],
        render_kw={"autocomplete": "off", "class": "short"},
    )


def house_number(message: str) -> StringField:
    """A house number with what belongs to it; it must be filled in, and `message` says so."""
    return StringField(
        lazy(N_("Huisnummer")),
        [
            required_text(message),
            Length(max=LONGEST_HOUSE_NUMBER),
            _is(normalise_house_number, N_("Vul een huisnummer in, zoals 12, 12A, 12-2 of t/o 12.")),
        ],
        filters=[one_line],
        render_kw={"autocomplete": "off", "class": "short"},
    )


def email(message: str | None = None) -> EmailField:
    """An e-mail address in lower case. With a `message` it must be filled in."""
    return EmailField(
        lazy(N_("E-mailadres")),
        [
            required_text(message) if message else Optional(),
            Length(max=254),
            _is(normalise_email, N_("Vul een e-mailadres in, zoals naam@example.org.")),
        ],
        filters=[_or_as_typed(normalise_email)],
        render_kw={"autocomplete": "off"},
    )


def day(label: str, message: str | None = None, description: str | None = None) -> DayField:
    """A calendar day of this or the last century. With a `message` it must be filled in."""
    return DayField(
        lazy(label),
        [required(message) if message else Optional()],
        description=lazy(description) if description else "",
    )


def whole(label: str, least: int, most: int, message: str, description: str | None = None) -> IntegerField:
    """A whole number from `least` to `most`; `message` says so."""
    return WholeField(
        lazy(label),
        [required(message), NumberRange(least, most, lazy(message))],
        render_kw={"inputmode": "numeric", "autocomplete": "off", "class": "short"},
        description=lazy(description) if description else "",
    )


def hours(label: str) -> DecimalField:
    """Hours a week, halves too, with a comma or a point; 0 to 60 as the database holds."""
    message = N_("Vul een aantal uren in van 0 tot 60, zoals 4 of 7,5.")
    return HoursField(
        lazy(label),
        [required(message), NumberRange(0, 60, lazy(message))],
        places=1,
        render_kw={"inputmode": "decimal", "autocomplete": "off", "class": "short"},
    )


def of_labels(label: str, group: str, codes: Sequence[str], message: str | None = None, none: str = "") -> SelectField:
    """One of these fixed values, in the words of a group of labels. With a `message` one must be chosen; `none`
    is what choosing nothing is called."""
    return SelectField(
        lazy(label),
        [required_text(message)] if message else [Optional()],
        choices=lambda: labelled(group, codes, empty=none and gettext(none)),
        filters=[_trimmed],
    )


def key_of(label: str, message: str) -> SelectField:
    """One of the rows that the form is offered, by its key; one must be chosen."""
    return SelectField(lazy(label), [required(message)], coerce=key_or_none)


def options(pairs: Iterable[tuple[object, str]], empty: str | None = None) -> list[SelectChoice]:
    """Choices from pairs of a key and its words, after an empty one when `empty` names it."""
    first = [SelectChoice("", empty)] if empty is not None else []
    return first + [SelectChoice(str(key), words) for key, words in pairs]


def labelled(group: str, codes: Iterable[str], empty: str | None = None) -> list[SelectChoice]:
    """These fixed values as choices, in the words of a group of labels; first an empty one when `empty` names it."""
    return options(labels(group, codes).items(), empty)


class ManyField(SelectMultipleField):
    """Several choices as boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class _PhoneField(TelField):
    """Shows a stored number as people read it."""

    def _value(self) -> str:
        return display_phone(self.data) if self.data and not self.errors else self.data or ""


def key_or_none(value: str | int | None) -> int | None:
    """The key of a chosen row; the empty choice is none."""
    return int(value) if value not in (None, "", "None") else None


def _trimmed(text: str | None) -> str | None:
    """Text without spaces around it; the empty text is no text."""
    return (text or "").strip() or None


def _or_as_typed(normalise: Normalise) -> Callable[[str | None], str | None]:
    """The stored form, or what was typed when it has none, so that it can be mended."""

    def filtered(text: str | None) -> str | None:
        return (normalise(text) or text) if text and says_something(text) else None

    return filtered


def _is(normalise: Normalise, message: str) -> Callable[[object, Field], None]:
    def check(_form: object, field: Field) -> None:
        if field.data and normalise(field.data) is None:
            raise ValidationError(gettext(message))

    return check
