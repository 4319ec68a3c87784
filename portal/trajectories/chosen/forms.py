"""The form of chosen trajectories: which they are, and why their supporters stop. Shape only."""

from typing import Any

from flask import request
from wtforms import SelectField
from wtforms.validators import ValidationError

from portal.db import key
from portal.i18n import lazy
from portal.positions import position, position_in
from portal.trajectories.assignments.forms import PASSING_REASONS
from portal.trajectories.chosen.rules import Chosen
from portal.trajectories.models.trajectory import Trajectory
from portal.web.fields import labelled
from portal.web.forms import BaseForm


def keys_sent() -> list[int]:
    """The keys that were ticked, each once; what is no key is left out."""
    values = request.form.getlist("keys") if request.method == "POST" else request.args.getlist("keys")
    found = []
    for value in dict.fromkeys(values):
        try:
            found.append(key(value))
        except ValueError:
            continue
    return found


def as_seen(trajectory: Trajectory) -> str:
    """How a page sends a trajectory along: with the assignment it shows, nought while it waits."""
    return position(trajectory.id, trajectory.current.id if trajectory.current else 0)


class GiveForm(BaseForm):
    """Give what was chosen to somebody else. The reason is asked where anybody supports any of it."""

    reason = SelectField(lazy("Waarom stopt de begeleider van nu?"), validate_choice=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reason.choices = labelled("end_reason", PASSING_REASONS, empty="")

    def chosen(self) -> list[Chosen]:
        """The trajectories as they stood on the page."""
        found = (position_in(value, int, int) for value in request.form.getlist("chosen"))
        return [Chosen(each[0], each[1] or None) for each in found if each]

    def validate_reason(self, field: Any) -> None:
        """Nobody stops without a reason."""
        if field.data not in PASSING_REASONS and any(each.assignment_id for each in self.chosen()):
            raise ValidationError(lazy("Kies een reden."))
