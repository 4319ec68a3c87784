"""Forms of contact moments: shape only; what a contact may be is in `rules`."""

from collections.abc import Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any

from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    SubmitField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional, Regexp, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from portal.contacts.models import PURPOSES, WAYS
from portal.contacts.queries import Suggestions
from portal.contacts.rules import (
    ATTEMPT_MINUTES,
    LONGEST_NOTE,
    MOST_MINUTES,
    TAPPED_MINUTES,
    USUAL_MINUTES,
    ContactDetails,
    check_topics,
    minutes_from,
)
from portal.contacts.ticks.forms import TickFields
from portal.i18n import gettext, in_language, lazy
from portal.refusals import Refused
from portal.web.days import ClockField, DayField
from portal.web.fields import labelled
from portal.web.forms import BaseForm, VersionedForm, new_key
from portal.wording import say

YES, NO = "ja", "nee"


class MinutesField(Field):
    """A duration as people write it: "90", "1:30" or "1u30"; keeps what was typed."""

    widget = TextInput()

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return str(self.data) if self.data is not None else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the typed text."""
        self.data = minutes_from(valuelist[0]) if valuelist else None
        if valuelist and valuelist[0].strip() and self.data is None:
            raise ValueError(gettext("Vul een aantal minuten in van 1 tot en met 1440, of uren zoals 1:30."))


def one_kind_of_line_end(text: str | None) -> str:
    """A note as typed: browsers send two characters for a line end, which would count double."""
    return (text or "").replace("\r\n", "\n").strip()


class ContactFields(BaseForm):
    """The fields of a contact, for logging and for correcting."""

    on_date = DayField(lazy("Datum"), validators=[InputRequired(lazy("Vul de datum in."))])
    minutes = MinutesField(lazy("Duur in minuten"), validators=[InputRequired(lazy("Vul in hoe lang het duurde."))])
    way = SelectField(lazy("Hoe"))
    purpose = SelectField(lazy("Waarom"))
    reached = RadioField(lazy("Iemand gesproken?"), validators=[InputRequired(lazy("Kies of u iemand sprak."))])
    topics = SelectMultipleField(
        lazy("Waarover ging het?"),
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    note = TextAreaField(
        lazy("Korte notitie"),
        description=lazy("Schrijf zo dat de cliënt mag meelezen. Geen namen van anderen."),
        filters=[one_kind_of_line_end],
        validators=[Length(max=LONGEST_NOTE, message=lazy("Gebruik ten hoogste 1000 tekens."))],
    )
    interpreter_used = BooleanField(lazy("Er was een tolk bij"))
    next_appointment_on = DayField(lazy("Volgende afspraak"), validators=[Optional()])
    next_appointment_at = ClockField(lazy("Tijd"), validators=[Optional()])

    def offer(self, topics: Sequence[Any]) -> None:
        """The choices: ways, reasons, and these topics."""
        self.way.choices = labelled("way", WAYS)
        self.purpose.choices = labelled("purpose", PURPOSES)
        if self.reached is not None:
            self.reached.choices = [SelectChoice(YES, gettext("Gesproken")), SelectChoice(NO, gettext("Niet bereikt"))]
        self.topics.choices = [SelectChoice(topic.id, in_language(topic)) for topic in topics]

    def validate_topics(self, field: Field) -> None:
        """Tell of a missing topic together with what else is wrong, not only after it."""
        try:
            check_topics(self.was_reached(), field.data)
        except Refused as refused:
            raise ValidationError(say(refused)) from None

    def was_reached(self) -> bool:
        """Whether somebody was spoken to."""
        return self.reached.data == YES

    def length(self) -> int:
        """How long it took, in minutes."""
        return self.minutes.data

    def details(self) -> ContactDetails:
        """The contact as filled in; only for a form that is valid."""
        return ContactDetails(
            on_date=self.on_date.data,
            minutes=self.length(),
            way=self.way.data,
            purpose=self.purpose.data,
            reached=self.was_reached(),
            topic_ids=frozenset(self.topics.data),
            note=self.note.data,
            interpreter_used=self.interpreter_used.data,
            next_appointment_on=self.next_appointment_on.data,
            next_appointment_at=self.next_appointment_at.data,
        )


class LogForm(TickFields, ContactFields):
    """Logging a contact in as few taps as can be. The key makes that a second tap stores nothing twice.

    Usual lengths are tapped; another one is typed, and then that one holds. "Niet bereikt" is a
    button of its own, and needs no topic.
    """

    reached = None
    tapped_minutes = RadioField(lazy("Duur in minuten"), coerce=int, validators=[Optional()], validate_choice=False)
    minutes = MinutesField(lazy("Andere duur"))
    also = SelectMultipleField(
        lazy("Ook voor"),
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        description=lazy("Was dit één gesprek met meer mensen? Dan komt het bij elk van hen te staan."),
    )
    next = SubmitField(lazy("Vastleggen en volgende"))
    not_reached = SubmitField(lazy("Niet bereikt"))
    submission_key = HiddenField(validators=[InputRequired(), Regexp(r"[\w-]{1,48}\Z")])
    # Stands for the others in the page that a phone keeps, which knows nobody.
    NOBODY = SimpleNamespace(id=0, name="–")

    @staticmethod
    def beginning(on_date: date, suggested: Suggestions, purpose: str = "") -> dict[str, Any]:
        """The values the form begins with: a day, the purpose that was asked for, and the way and the length of the
        last time, or an hour."""
        return {
            "on_date": on_date,
            "tapped_minutes": suggested.minutes or USUAL_MINUTES,
            "way": suggested.way or "home_visit",
            "purpose": purpose if purpose in PURPOSES else "regular",
            "submission_key": new_key(),
        }

    def offer(self, topics: Sequence[Any], also: Sequence[Any] = ()) -> None:
        """The choices: these topics, who else was there, and the length of the last time among the usual
        ones."""
        super().offer(topics)
        lengths = {*TAPPED_MINUTES, self._tapped() or USUAL_MINUTES}
        self.tapped_minutes.choices = [SelectChoice(minutes, str(minutes)) for minutes in sorted(lengths)]
        self.also.choices = [SelectChoice(each.id, each.name) for each in also]

    def was_reached(self) -> bool:
        """Whether somebody was spoken to."""
        return not self.not_reached.data

    def validate_minutes(self, field: Field) -> None:
        """Ask for a length when none was tapped or typed."""
        typed = field.data is not None or field.process_errors
        if not typed and self._tapped() is None and self.was_reached():
            raise ValidationError(gettext("Vul in hoe lang het duurde."))

    def length(self) -> int:
        """Minutes: as typed, or as tapped; of an attempt a few, unless something was typed."""
        if self.minutes.data is None and not self.was_reached():
            return ATTEMPT_MINUTES
        return self.minutes.data or self.tapped_minutes.data

    def _tapped(self) -> int | None:
        minutes = self.tapped_minutes.data
        return minutes if minutes is not None and 1 <= minutes <= MOST_MINUTES else None


class CorrectForm(VersionedForm, ContactFields):
    """Correcting a contact."""

    @staticmethod
    def beginning(details: ContactDetails, version: int) -> dict[str, Any]:
        """The present values of the contact."""
        return {
            **vars(details),
            "reached": YES if details.reached else NO,
            "topics": sorted(details.topic_ids),
            "version": version,
        }
