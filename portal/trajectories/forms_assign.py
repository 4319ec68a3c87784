"""Forms of a coordinator who assigns, reassigns or extends: shape, never permission."""

from typing import Any

from wtforms import HiddenField, SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from portal.i18n import lazy
from portal.trajectories.models import RELEASE_REASONS
from portal.web.days import DayField
from portal.web.fields import labelled
from portal.web.forms import BaseForm, VersionedForm, key_in, stripped


class AssignForm(BaseForm):
    """Assign a waiting trajectory; the reason is asked when the hours do not fit."""

    origin = HiddenField()
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
        self.reason.choices = labelled("end_reason", RELEASE_REASONS, empty="")

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
