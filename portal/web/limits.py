"""How large a text, a number and a year may be: checked in each field before anything else looks at it.

Every later step gets a text of a known length, a number that any type can hold, and a day with days before and after
it. Such a step reads a phone number, looks for a BSN or counts from a day.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from werkzeug.datastructures import MultiDict
from wtforms import (
    DateField,
    DecimalField,
    Field,
    HiddenField,
    IntegerField,
    PasswordField,
    SearchField,
    SelectMultipleField,
    StringField,
)
from wtforms.form import BaseForm as FieldsOfAForm
from wtforms.validators import Length

from portal.i18n import gettext

# A choice, a number, a day or a key: whatever has no length of its own.
SHORT = 200
# Browsers send two characters for the end of a line, and people leave spaces around; both are taken off later.
_ROOM = 100
# More than the range of any field; whatever is larger stands as this, and is refused by that range.
MOST = 10**9
# A year of two or five figures is a slip of the finger.
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 1, 1)


def longest(field: Field) -> int:
    """How many characters a field keeps at most."""
    own = [each.max for each in field.validators if isinstance(each, Length) and each.max >= 0]
    return min(own, default=SHORT)


def is_read(field: Field, text: object) -> bool:
    """Whether a text is short enough to be looked at: spaces and line ends may take as much as the text."""
    return not isinstance(text, str) or len(text) <= 2 * longest(field) + _ROOM


class WithinLimits(FieldsOfAForm):
    """A form, or a row of one, that reads no text that is far too long. The text stands in the field again, with how
    long it may be; no filter, check or search has seen it."""

    def process(self, formdata: object = None, *args: object, **kwargs: object) -> None:
        """Give each field what was sent to it."""
        sent = self.meta.wrap_formdata(self, formdata)
        texts = {field.short_name: sent.getlist(field.name) for field in self} if sent else {}
        overlong = [name for name, given in texts.items() if not all(is_read(self[name], each) for each in given)]
        blank = [name for name, given in texts.items() if _says_nothing(self[name], given)]
        if overlong or blank:
            left = {self[name].name for name in (*overlong, *blank)}
            sent = MultiDict([pair for pair in sent.items(multi=True) if pair[0] not in left])
            sent.update({self[name].name: "" for name in blank})
        super().process(sent, *args, **kwargs)
        for name in overlong:
            _refuse(self[name], texts[name])
        for name in texts:
            _bound(self[name])


def _says_nothing(field: Field, given: Iterable[object]) -> bool:
    """Whether nothing but spaces was sent. That is nothing, as an empty text is: `Optional` would let it pass
    as a choice, and `InputRequired` as a text."""
    single = not isinstance(field, SelectMultipleField | PasswordField)
    return single and any(isinstance(each, str) and each and not each.strip() for each in given)


def _refuse(field: Field, texts: list[object]) -> None:
    """Say how long a text may be, beside the field where it still stands; nothing else is asked of it."""
    typed = isinstance(field, StringField) and not isinstance(field, HiddenField | SearchField)
    field.raw_data = texts
    field.data = texts[0] if typed else [] if isinstance(field, SelectMultipleField) else None
    field.validators = ()
    field.process_errors = [gettext("Gebruik ten hoogste %(most)d tekens.", most=longest(field))]


def _bound(field: Field) -> None:
    """Take nothing of a field that the checks behind it cannot count with."""
    if isinstance(field, DateField):
        if isinstance(field.data, date) and not EARLIEST <= field.data <= LATEST:
            field.data, field.validators = None, ()
            field.process_errors = [gettext("Kijk het jaar na.")]
    elif isinstance(field, IntegerField) and field.data is not None and abs(field.data) > MOST:
        field.data = MOST
    elif isinstance(field, DecimalField) and not _is_countable(field.data):
        field.data = Decimal(MOST)


def _is_countable(typed: Decimal | None) -> bool:
    return typed is None or (typed.is_finite() and abs(typed) <= MOST)
