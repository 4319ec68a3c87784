"""The warm handover in time (domain.md section 4): the step that is next, and before which day.
Pure: standard library only. Everything follows from the end of the support; nothing of it is stored."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from portal.handovers.path import DONE_STATES, INTERNAL, ORGANISATION, TEAM
from portal.trajectories.rules import months_after

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class PlannedStep:
    """A step that is due so many months and days before the end of the support."""

    code: str
    months: int = 0
    days: int = 0

    def due_on(self, ends_on: date, starts_on: date) -> date:
        """The last day for it. Nothing is due before the support began: nobody was there to do it."""
        return max(months_after(ends_on, -self.months) - timedelta(days=self.days), starts_on)

    def last_end(self, due_on: date) -> date:
        """The latest end of a support of which this step is due on a day or before: for a filter in SQL.
        The last day of a month stands for the days that month does not have."""
        day = due_on + timedelta(days=self.days)
        end = months_after(day, self.months)
        longer = self.months and day.day == _length(day)
        return end.replace(day=_length(end)) if longer else end


# To a team or another organisation. The offer has no day of its own in domain.md: it follows as soon as the
# draft is read, or the recipient has no ten working days to answer before a meeting must be planned.
TO_OTHERS = (
    PlannedStep("start", months=3),
    PlannedStep("consent", months=2),
    PlannedStep("draft", days=42),
    PlannedStep("offer", days=42),
    PlannedStep("plan", days=28),
    PlannedStep("hold"),
    PlannedStep("complete"),
)
# Inside the organisation nothing is asked or offered, and settlement coaching lasts three months in all: with
# the steps above it would be late from its first day.
INSIDE = (PlannedStep("start", days=28), PlannedStep("plan", days=14), PlannedStep("hold"), PlannedStep("complete"))
PLAN_OF_TYPE = {"neighbourhood_handover": TO_OTHERS, "internal_handover": INSIDE}
PLAN_OF_PATH = {TEAM: TO_OTHERS, ORGANISATION: TO_OTHERS, INTERNAL: INSIDE}
# The states in which a step has been taken. Consent and draft have days of their own until the offer.
_HELD = ("held", *DONE_STATES)
_PLANNED = ("planned", *_HELD)
SENT = ("offered", "accepted", *_PLANNED)
DONE_IN = {"consent": SENT, "draft": SENT, "offer": SENT, "plan": _PLANNED, "hold": _HELD, "complete": DONE_STATES}


@dataclass(frozen=True)
class TimeFacts:
    """The facts that decide the next step: where the handover stands that ends the support. `state` is None when
    there is none: not begun, withdrawn, or a consultation, after which the support goes on."""

    state: str | None = None
    consent_asked: bool = False
    draft_read: bool = False


@dataclass(frozen=True)
class NextStep:
    """The first step that was not taken, the last day for it, and whether that day has passed."""

    code: str
    due_on: date
    overdue: bool


def plan_of(ends_with: str, path: str | None = None) -> Sequence[PlannedStep]:
    """The steps of a trajectory: those of the way its handover goes, else by what its type ends with. None for
    a type without a handover."""
    return PLAN_OF_PATH.get(path or "") or PLAN_OF_TYPE.get(ends_with, ())


def next_step(
    plan: Sequence[PlannedStep], facts: TimeFacts, starts_on: date, ends_on: date, today: date
) -> NextStep | None:
    """The step to take now, None when all is done or nothing has to be."""
    for step in plan:
        if not is_done(step.code, facts):
            due_on = step.due_on(ends_on, starts_on)
            return NextStep(step.code, due_on, due_on < today)
    return None


def is_done(code: str, facts: TimeFacts) -> bool:
    """Whether a step has been taken."""
    if facts.state is None:
        return False
    said = {"start": True, "consent": facts.consent_asked, "draft": facts.draft_read}
    return said.get(code, False) or facts.state in DONE_IN.get(code, ())


def comes_near(plan: Sequence[PlannedStep], starts_on: date, ends_on: date, today: date) -> bool:
    """Whether supporter and coordinator see the handover coming: from the day of its first step on."""
    return bool(plan) and plan[0].due_on(ends_on, starts_on) <= today


def _length(day: date) -> int:
    return monthrange(day.year, day.month)[1]
