"""Forms of the pool and of releasing: shape, never permission."""

from typing import Any

from wtforms import HiddenField, RadioField, SelectChoice, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from portal.i18n import in_language, lazy
from portal.trajectories.models import RELEASE_REASONS
from portal.trajectories.queries_pool import Choices
from portal.trajectories.queries_pool_fit import Search
from portal.web.fields import labelled
from portal.web.forms import BaseForm, key_in, stripped

OTHER = "other"


class PoolFilter(BaseForm):
    """What a volunteer looks for; it travels in the address."""

    soort = SelectField(lazy("Soort traject"), validators=[Optional()], validate_choice=False)
    taal = SelectField(lazy("Taal"), validators=[Optional()], validate_choice=False)
    gebied = SelectField(lazy("Postcodegebied"), validators=[Optional()], validate_choice=False)

    def offer(self, choices: Choices) -> None:
        """Let only be chosen what waits, and what is chosen now."""
        self.soort.choices = self._choices(self.soort, [(each.code, in_language(each)) for each in choices.types])
        self.taal.choices = self._choices(self.taal, [(each.code, in_language(each)) for each in choices.languages])
        self.gebied.choices = self._choices(self.gebied, [(area, area) for area in choices.areas])

    def search(self) -> Search:
        """What is asked for."""
        return Search(self.soort.data or None, self.taal.data or None, self.gebied.data or None)

    def _choices(self, field: Any, offered: list[tuple[str, str]]) -> list[Any]:
        if field.data and field.data not in dict(offered):
            offered = [*offered, (field.data, field.data)]
        return [SelectChoice(value, text) for value, text in [("", lazy("Alle")), *offered]]


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
