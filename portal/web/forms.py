"""The base of all forms: shape, never permission."""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import (
    BooleanField,
    DateField,
    Field,
    FieldList,
    Form,
    FormField,
    HiddenField,
    PasswordField,
    SelectFieldBase,
    TelField,
    ValidationError,
)

from portal import cleaning, i18n
from portal.bsn.finding import looks_like_bsn
from portal.db import key
from portal.i18n import gettext
from portal.identifiers import is_bare_mobile
from portal.refusals import Refused
from portal.web.limits import WithinLimits, is_read
from portal.web.widgets import draw
from portal.wording import FAULTS, say


class BaseForm(WithinLimits, FlaskForm):
    """A form that speaks the reader's language and refuses BSN-like numbers in every text it keeps."""

    # Whether anything typed here is stored or shown to somebody; signing in only compares.
    keeps = True

    # The people whom the reader can ask about a refusal of the domain.
    to_ask: Sequence[Any] = ()

    class Meta(FlaskForm.Meta):
        """WTForms' own messages follow the reader's language. A form asks for no CSRF token of its
        own: `security` asks one of every request that changes anything, with a form or without."""

        csrf = False  # pyright: ignore[reportAssignmentType] - a setting of WTForms, which Flask-WTF reads as a property

        def get_translations(self, form: Form) -> object:
            self.locales = [i18n.locale.get()]
            return super(FlaskForm.Meta, self).get_translations(form)

        def wrap_formdata(self, form: object, formdata: object) -> object:
            """The fields of a sent form alone: JSON could put other things than text in a field."""
            return None if request.is_json else super().wrap_formdata(form, formdata)

        def render_field(self, field: Field, render_kw: dict[str, object]) -> Markup:
            return draw(field, render_kw)

    def values(self) -> dict[str, Any]:
        """The values of the form without the version, as a command takes them."""
        return {name: data for name, data in self.data.items() if name != "version"}

    def validate(self, extra_validators: object = None) -> bool:
        valid = super().validate(extra_validators)
        for field in inner_fields(self) if self.keeps else ():
            if any(looks_like_bsn(text) for text in _texts(field)):
                field.errors = [*field.errors, _bsn_message()]
                valid = False
        for field in self:
            if isinstance(field, FieldList):
                # It counted the errors of its rows before these came; `form.errors` reads that count.
                field.errors = [entry.errors for entry in field.entries if entry.errors]
        return valid

    def refuse(self, refused: Refused) -> None:
        """Put a refusal beside its field, or in the summary of the whole form."""
        if refused.field and refused.field in self:
            field = self[refused.field]
            field.errors = [*field.errors, say(refused)]
        else:
            self.form_errors = [*self.form_errors, say(refused)]


class RowForm(WithinLimits, Form):
    """One row of a list in a form, such as an agreement; it speaks the reader's language too."""

    Meta = BaseForm.Meta


class VersionedForm(BaseForm):
    """A form over a row that others may edit: carries the version it was made from."""

    version = HiddenField()
    # (label, value in words) of what holds now and differs from what was typed; see `set_beside`.
    differences: Sequence[tuple[str, str]] = ()

    def expected_version(self) -> int | None:
        """The version on the page, None when it was tampered with."""
        return key_in(self.version)

    def set_beside(self, fresh: "VersionedForm") -> None:
        """Show a refusal as stale: the typed values stay, the present ones stand beside them. Sending the form once
        more is a decision on the present version."""
        self.version.data = fresh.version.data
        pairs = [(field, fresh[field.short_name]) for field in self if not isinstance(field, HiddenField)]
        self.differences = [
            (str(field.label.text), in_words(now) or "–") for field, now in pairs if in_words(field) != in_words(now)
        ]


def key_in(field: Field) -> int | None:
    """The key that a hidden field carries, None when it was tampered with."""
    try:
        return key(str(field.data))
    except ValueError:
        return None


def in_words(field: Field) -> str:
    """The value of a field as people read it."""
    if isinstance(field, FieldList | FormField):
        return ", ".join(filter(None, (in_words(each) for each in field)))
    if isinstance(field, BooleanField):
        return gettext("ja") if field.data else gettext("nee")
    if isinstance(field, SelectFieldBase):
        return ", ".join(str(choice.label) for choice in field.iter_choices() if choice.selected and choice.value)
    if isinstance(field, DateField) and field.data:
        return i18n.day(field.data)
    return str(field._value() or "")


def inner_fields(fields: Iterable[Field]) -> Iterator[Field]:
    """Every field somebody fills in, those in the rows of a list included."""
    for field in fields:
        if isinstance(field, FieldList):
            yield from inner_fields(field.entries)
        elif isinstance(field, FormField):
            yield from inner_fields(field.form)
        else:
            yield field


def _texts(field: Field) -> list[str]:
    """The value a field would keep, and the typed text: a BSN in a phone field becomes a valid phone number.
    Hidden fields are not searched, since random ones hold digits by chance. No password is kept as it is."""
    if isinstance(field, HiddenField | PasswordField):
        return []
    texts = [text for text in (field.data, *(field.raw_data or ())) if isinstance(text, str) and is_read(field, text)]
    return [text for text in texts if not (isinstance(field, TelField) and is_bare_mobile(text))]


def submitted(form: BaseForm) -> bool:
    """Whether the request sends this form and it is well-shaped."""
    return request.method == "POST" and form.validate()


def stripped(text: str | None) -> str | None:
    """Text without spaces around it; the empty text is no text."""
    if text is None:
        return None
    return text.strip() or None


def one_line(text: str | None) -> str | None:
    """The text of a field of one line as it is kept: clean, None when it says nothing."""
    line = cleaning.clean_line(text or "")
    return line if cleaning.says_something(line) else None


def readable(_form: object, field: Field) -> None:
    """A line holds nothing that cannot be stored or shown, as an error copied from a spreadsheet."""
    if field.data and (code := cleaning.fault(field.data)):
        raise ValidationError(gettext(FAULTS[code]))


def _bsn_message() -> str:
    return gettext("Hier lijkt een burgerservicenummer (BSN) te staan. Dat bewaren wij niet. Haal het weg.")


def new_key() -> str:
    """A submission key that nobody guesses or repeats."""
    return secrets.token_urlsafe(18)
