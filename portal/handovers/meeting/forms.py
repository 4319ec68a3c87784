"""Forms of the meeting: shape, never permission."""

from wtforms import BooleanField, FieldList, FormField, SelectChoice, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from portal.handovers.beginning.forms import MOST_ROWS, AgreementRow, agreed, another_row
from portal.handovers.meeting.rules import HeldMeeting, PlannedMeeting
from portal.handovers.meeting.words import party_label
from portal.handovers.path import PARTIES_OF, TEAM
from portal.i18n import lazy
from portal.web.days import ClockField, DayField
from portal.web.forms import BaseForm, VersionedForm, one_line, readable, stripped
from portal.wording import label


class MarkedForm(VersionedForm):
    """A form about the meeting: its `version` marks how it stood on the page, for who comes second."""

    def seen(self) -> int:
        """How it stood on the page; what nobody sees when that was tampered with."""
        version = self.expected_version()
        return -1 if version is None else version


class PlanForm(MarkedForm):
    """When and where the three meet."""

    meeting_on = DayField(lazy("Dag"), [InputRequired(lazy("Vul een dag in."))])
    meeting_at = ClockField(lazy("Tijd"), [InputRequired(lazy("Vul een tijd in."))])
    meeting_online = BooleanField(lazy("Het gesprek is online"))
    meeting_place = StringField(
        lazy("Plaats"),
        [DataRequired(lazy("Vul in waar het gesprek is.")), Length(max=200), readable],
        filters=[one_line],
        description=lazy("Is het gesprek online? Vul dan hier de link in."),
    )

    def meeting(self) -> PlannedMeeting:
        """The meeting as it was planned."""
        return PlannedMeeting(
            self.meeting_on.data, self.meeting_at.data, self.meeting_place.data, self.meeting_online.data
        )


class MeetingForm(MarkedForm):
    """The meeting as it was: the day, who was there, what was agreed. `not_all_there` is asked when a
    party that was needed is not ticked."""

    held_on = DayField(lazy("Op welke dag was het gesprek?"), [InputRequired(lazy("Vul de dag in."))])
    parties = SelectMultipleField(
        lazy("Wie waren erbij?"),
        [InputRequired(lazy("Vink aan wie erbij waren."))],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    not_all_there = BooleanField(lazy("Dit klopt: niet iedereen was er. Het gesprek telt dan niet mee."))
    agreements = FieldList(FormField(AgreementRow), max_entries=MOST_ROWS)

    def offer_choices(self, path: str = TEAM) -> None:
        """The parties of this way, who of them must be there, and at least two rows for agreements."""
        self.parties.choices = [SelectChoice(code, party_label(path, code)) for code in PARTIES_OF[path]]
        self.parties.description = label("parties_needed", path)
        while len(self.agreements.entries) < 2:
            self.agreements.append_entry()

    def wants_row(self) -> bool:
        """Whether the button for another row was pressed: nothing is kept then, a row is added."""
        return another_row(self.agreements, "agreement")

    def meeting(self) -> HeldMeeting:
        """The meeting as it was filled in."""
        return HeldMeeting(self.held_on.data, self.parties.data, agreed(self.agreements), self.not_all_there.data)


class CountForm(BaseForm):
    """Why a meeting counts at which a party was absent."""

    reason = TextAreaField(
        lazy("Waarom telt het gesprek toch?"),
        [DataRequired(lazy("Schrijf op waarom.")), Length(max=300)],
        filters=[stripped],
        description=lazy(
            "Wie deze overdracht volgt, leest deze reden ook. Uw naam staat erbij. Schrijf geen namen en geen verhaal."
        ),
        render_kw={"rows": 3},
    )
