"""Every field of one line, a day or a time in every form takes what people paste, and says what it takes."""

import csv
import importlib
import pkgutil
from datetime import date, time

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import (
    DateField,
    EmailField,
    Form,
    HiddenField,
    PasswordField,
    SearchField,
    StringField,
    TelField,
    TextAreaField,
    TimeField,
)
from wtforms.fields.core import UnboundField

import portal
from portal.cleaning import clean_line
from tests.support.importing import DATA

pytestmark = pytest.mark.one_database
MARK = "\u202a\u200b\ufeff"
NOT_ONE_LINE = (HiddenField, PasswordField, SearchField, TextAreaField, DateField, TimeField)
# The kinds of text a field may ask for; each takes one of them.
TEXTS = ("Iets op één regel", "0612340071", "2132 AB", "2132", "naam@example.org", "12A")
# Which of a few words was tapped; nobody types there.
TAPPED = {"TickForm.done_by"}


def all_fields():
    """Every field that a form of the portal declares: its form and name, and the field."""
    for module in pkgutil.walk_packages(portal.__path__, "portal."):
        if "forms" in module.name.rpartition(".")[2] or module.name == "portal.web.person":
            for form in vars(importlib.import_module(module.name)).values():
                if isinstance(form, type) and issubclass(form, Form) and form.__module__ == module.name:
                    for name, field in vars(form).items():
                        if isinstance(field, UnboundField):
                            yield f"{form.__name__}.{name}", field


def of_kind(*kinds):
    return {name: field for name, field in all_fields() if issubclass(field.field_class, kinds)}


def sent(field, text):
    """The field, after somebody sent a text in it."""
    form = type("OneField", (Form,), {"first_name": field, "last_name": field, "it": field})
    return form(MultiDict({"it": text, "first_name": text, "last_name": text})).it


def declared():
    return [
        pytest.param(field, id=name)
        for name, field in of_kind(StringField, TelField, EmailField).items()
        if not issubclass(field.field_class, NOT_ONE_LINE) and name not in TAPPED
    ]


def phones():
    text = (DATA / "07-telefoon-met-onzichtbare-tekens.csv").read_text(encoding="utf-8-sig")
    rows = csv.DictReader(text.splitlines(), delimiter=";")
    return [(row["telefoon"], f"+316123400{row['clientnummer'][-2:]}") for row in rows]


def test_the_fields_are_found():
    assert len(declared()) > 40
    assert len(of_kind(TelField)) > 6
    assert len(of_kind(DateField)) > 20


@pytest.mark.parametrize("field", declared())
def test_marks_that_nobody_sees_do_not_get_into_a_field_of_one_line(field):
    kept = [(sent(field, text).data, sent(field, f" {MARK}{text}{MARK}\r\n").data) for text in TEXTS]

    assert any(plain == marked == clean_line(marked) for plain, marked in kept if plain)


@pytest.mark.parametrize(("typed", "stored"), phones())
@pytest.mark.parametrize("name", of_kind(TelField))
def test_every_field_of_a_telephone_number_reads_what_a_phone_copies(app, name, typed, stored):
    field = sent(of_kind(TelField)[name], typed)

    assert (field.data, field.validate(field), field.errors) == (stored, True, [])


@pytest.mark.parametrize("name", of_kind(DateField))
def test_a_day_is_read_in_the_form_that_its_message_names(app, name):
    field = of_kind(DateField)[name]
    wrong = sent(field, "31-02-2026")

    assert "zoals 31-12-2026" in wrong.process_errors[0]
    for typed in ("31-12-2026", f"{MARK}31-12-2026 ", "31/12/2026", "31 december 2026", "2026-12-31"):
        assert sent(field, typed).data == date(2026, 12, 31)
    assert sent(field, "31-12-2026")._value() == "2026-12-31"
    assert wrong._value() == "31-02-2026"


@pytest.mark.parametrize("name", of_kind(TimeField))
def test_a_time_is_read_in_the_form_that_its_message_names(app, name):
    field = of_kind(TimeField)[name]

    assert "zoals 14:30" in sent(field, "25:00").process_errors[0]
    for typed in ("14:30", "14.30", " 14:30:00"):
        assert sent(field, typed).data == time(14, 30)
    assert sent(field, "14.30")._value() == "14:30"
