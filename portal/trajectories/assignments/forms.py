"""Forms by which somebody is assigned or releases: shape only."""

from typing import Any

from wtforms import HiddenField, RadioField, SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from portal.i18n import lazy
from portal.trajectories.models.trajectory import RELEASE_REASONS
from portal.trajectories.pool.forms import OTHER
from portal.web.days import DayField
from portal.web.fields import labelled
from portal.web.forms import BaseForm, VersionedForm, key_in, stripped

# The reasons for which somebody passes a household on for another: who is away says nothing themselves.
ABSENT = "absent"
PASSING_REASONS = (ABSENT, *RELEASE_REASONS)


class AssignForm(BaseForm):
    """Assign a waiting trajectory; the reason is asked when the hours do not fit."""

    back = HiddenField()
    override_reason = TextAreaField(
        lazy("Waarom kan dit toch?"), [Optional(), Length(max=500)], filters=[stripped], render_kw={"rows": 3}
    )


class ReassignForm(AssignForm):
    """Pass a trajectory to another volunteer, from a day, with a reason."""

    assignment_id = HiddenField()
    from_day = DayField(lazy("Vanaf welke dag?"), [InputRequired(lazy("Vul een dag in."))])
    reason = SelectField(lazy("Waarom stopt de begeleider van nu?"), [InputRequired(lazy("Kies een reden."))])
    note = TextAreaField(lazy("Toelichting"), [Optional(), Length(max=500)], filters=[stripped], render_kw={"rows": 3})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reason.choices = labelled("end_reason", PASSING_REASONS, empty="")

    def ends(self) -> int | None:
        """The assignment on the page, None when it was tampered with."""
        return key_in(self.assignment_id)


class ExtendForm(VersionedForm):
    """A later end, and why."""

    ends_on = DayField(lazy("Nieuwe einddatum"), [InputRequired(lazy("Vul een dag in."))])
    reason = TextAreaField(
        lazy("Waarom duurt het langer?"),
        [DataRequired(lazy("Schrijf op waarom het langer duurt.")), Length(max=300)],
        filters=[stripped],
        render_kw={"rows": 3},
    )


class ReleaseForm(BaseForm):
    """Why somebody stops with a household. Whoever chooses "other" says what."""

    assignment_id = HiddenField()
    reason = RadioField(lazy("Waarom geeft u dit traject vrij?"), validators=[InputRequired(lazy("Kies een reden."))])
    note = TextAreaField(
        lazy("Toelichting"),
        validators=[Length(max=500, message=lazy("Schrijf ten hoogste 500 tekens."))],
        filters=[stripped],
    )

    def __init__(self, of_oneself: bool = True, **kwargs: Any) -> None:
        """`of_oneself`: a volunteer says "Ik stop", a coordinator "Stopt"."""
        super().__init__(**kwargs)
        self.reason.choices = labelled("release_reason" if of_oneself else "end_reason", RELEASE_REASONS)

    def ends(self) -> int | None:
        """The assignment on the page, None when it was tampered with."""
        return key_in(self.assignment_id)

    def validate_note(self, field: Any) -> None:
        """ "Iets anders" alone tells a coordinator nothing."""
        if self.reason.data == OTHER and not field.data:
            raise ValidationError(lazy("Schrijf kort op wat de reden is."))
