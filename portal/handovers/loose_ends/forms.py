"""The form that asks what happens with every loose end: shape, never permission."""

from collections.abc import Iterator, Sequence

from wtforms import Field, HiddenField, RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import Length, Optional

from portal.handovers.loose_ends.rules import CHOICES, Decision, LooseEnd, check_decision
from portal.handovers.loose_ends.words import decided_in_words
from portal.i18n import gettext, lazy
from portal.refusals import Refused
from portal.web.forms import BaseForm, one_line, readable
from portal.wording import label

# The decisions for many at once: each item that is closed has a reason of its own.
FOR_THE_REST = ("passed_on", "kept")
FEW = 3


class LooseEndRow(BaseForm):
    """The decision about one loose end. `seen` is the decision the page showed."""

    decision = RadioField(lazy("Wat gebeurt ermee?"), [Optional()])
    words = StringField(lazy("Wie neemt dit op zich, of waarom vervalt het?"), [Length(max=300), readable], [one_line])
    seen = HiddenField()

    def decided(self, end: LooseEnd, rest: "RestRow") -> Decision | None:
        """Its decision about a loose end; the choice for the rest where nothing was chosen or decided."""
        chosen, words = self.decision.data, self.words.data
        if not chosen and end.decision is None and rest.decision.data in CHOICES[end.kind]:
            chosen, words = rest.decision.data, words or rest.words.data
        if not chosen:
            return None
        left_over = chosen != "kept" and words == end.kept_by
        return Decision(end.name, chosen, None if left_over else words, self.seen.data or "")


class RestRow(BaseForm):
    """The decision about every loose end without a choice of its own."""

    decision = SelectField(lazy("Alles waar u hieronder niets kiest"), [Optional()])
    words = StringField(lazy("Wie neemt dit op zich?"), [Length(max=120), readable], [one_line])


class LooseEndsForm:
    """One form of a row for each loose end and one for the rest. Fields carry the name of their loose end, so that
    one settled meanwhile is left alone."""

    def __init__(self, ends: Sequence[LooseEnd]) -> None:
        self.ends = ends
        self.rest = RestRow(prefix="rest-")
        self.rest.decision.choices = [SelectChoice("", gettext("Nog niet besluiten")), *map(_choice, FOR_THE_REST)]
        self.rows = {each.name: _row(each) for each in ends}

    def __iter__(self) -> Iterator[Field]:
        for part in self._parts:
            yield from part

    @property
    def many(self) -> bool:
        """Whether a choice for the rest saves work."""
        return sum(each.decision is None for each in self.ends) > FEW

    @property
    def _parts(self) -> list[BaseForm]:
        return [self.rest, *self.rows.values()]

    @property
    def errors(self) -> bool:
        """Whether anything is wrong with it."""
        return any(part.errors for part in self._parts)

    @property
    def form_errors(self) -> Sequence[str]:
        """The errors of the form as a whole."""
        return self.rest.form_errors

    def validate(self) -> bool:
        """Whether every row says something that can be, and at least one says something."""
        wrong = [part for part in self._parts if not part.validate()]  # all of them, so that each has its errors
        valid = not wrong
        for each in self.decisions():
            try:
                check_decision(each.name.partition("-")[0], each.decision, each.words)
            except Refused as refused:
                part = self.rows[each.name] if self.rows[each.name].decision.data else self.rest
                if not part.errors:  # what is wrong with the choice for the rest is said once
                    part.refuse(refused)
                valid = False
        if valid and not self.decisions():
            self.rest.form_errors = [gettext("Kies bij ten minste één punt wat ermee gebeurt.")]
            valid = False
        return valid

    def decisions(self) -> list[Decision]:
        """The decisions that were made."""
        found = [self.rows[each.name].decided(each, self.rest) for each in self.ends]
        return [each for each in found if each is not None]

    def refuse(self, refused: Refused, fresh: Sequence[LooseEnd]) -> None:
        """Put a refusal into the form: the decision of somebody else stands beside each loose end it is about. Sending
        the form once more then is a decision on what holds now."""
        moved = set(refused.facts.get("names", ()))  # type: ignore[call-overload] - names of rows
        for each in fresh:
            if each.name in moved:
                row = self.rows[each.name]
                row.seen.data = each.seen
                now = {"who": each.decided_by, "what": decided_in_words(each)}
                row.decision.errors = [gettext("%(what)s, volgens %(who)s. Kies opnieuw als dat anders moet.", **now)]
        if not moved:
            self.rest.refuse(refused)


def _row(end: LooseEnd) -> LooseEndRow:
    shown = {"decision": end.decision, "words": end.kept_by, "seen": end.seen}
    row = LooseEndRow(prefix=f"{end.name}-", data=shown)
    row.decision.choices = [_choice(code) for code in CHOICES[end.kind]]
    return row


def _choice(code: str) -> SelectChoice:
    return SelectChoice(code, label("loose_end", code))
