"""The part of the form that ticks items of the checklist: shape only."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from markupsafe import Markup
from wtforms import Field, RadioField, SelectChoice, SelectMultipleField
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from portal.access import Actor
from portal.contacts.ticks.rules import NO_TICKS, Ticks, check_doer
from portal.contacts.words import deadline
from portal.db import key
from portal.i18n import gettext, in_language, lazy
from portal.refusals import Refused
from portal.trajectories.rules import DOERS
from portal.web.fields import labelled
from portal.web.forms import BaseForm
from portal.web.widgets import as_html
from portal.wording import say


def _item_key(value: Any) -> int:
    """A key as the form sends it, or as the checklist offers it."""
    return key(str(value))


class TickFields(BaseForm):
    """Which items are done, and who did them. The checklist decides when it stores which may be ticked. The choices are
    for showing alone, and asked for when the form is shown."""

    ticks = SelectMultipleField(
        lazy("Wat is er klaar?"),
        coerce=_item_key,
        choices=(),
        validate_choice=False,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    done_by = RadioField(lazy("Wie deed het?"), default=NO_TICKS.done_by)

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.done_by.choices = labelled("item_doer", DOERS)

    def validate_done_by(self, _field: Field) -> None:
        """Tell of a doer who cannot be together with what else is wrong."""
        try:
            check_doer(self.was_reached(), self.ticked())
        except Refused as refused:
            raise ValidationError(say(refused)) from None

    def was_reached(self) -> bool:
        """Whether somebody was spoken to."""
        raise NotImplementedError

    def ticked(self) -> Ticks:
        """The ticks, as far as they could be read."""
        return Ticks(frozenset(self.ticks.data or ()), self.done_by.data)

    def offer_ticks(self, items: Sequence[Any], today: date, actor: Actor) -> None:
        """The choices: these items, each with its deadline. Without any, what is wrong with a tick
        stands above the form: there is no box to stand beside."""
        self.ticks.choices = [SelectChoice(item.id, _in_words(item, today)) for item in items]
        if not items:
            self.form_errors = [*self.form_errors, *self.ticks.errors, *self.done_by.errors]
            self.ticks.errors = self.done_by.errors = ()
        if actor.volunteer_id is None:
            self.done_by.choices[0].label = gettext("Begeleider")


def _in_words(item: Any, today: date) -> Markup:
    title, due = as_html(in_language(item, "title")), as_html(deadline(item.due_on, today, item.supported_since))
    return Markup(f"{title}<small>{due}</small>")  # noqa: S704  # nosec B704 - both are escaped
