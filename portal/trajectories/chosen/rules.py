"""Chosen trajectories: the end of each, and how many somebody could take on.
Pure: plain values, standard library only."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from portal.trajectories.rules import TrajectoryFacts, VolunteerFacts, claim_refusals, personal_refusals

# More at once is no decision any more, and nobody reads the end of each.
MOST = 50


@dataclass(frozen=True)
class Chosen:
    """A trajectory as it stood on the page: the assignment it had there, None while it waited."""

    trajectory_id: int
    assignment_id: int | None = None


@dataclass(frozen=True)
class Outcome:
    """The end of one of them: the code and the facts of its refusal, or neither when it was done."""

    trajectory_id: int
    code: str | None = None
    facts: dict[str, object] = field(default_factory=dict)


def takes(volunteer: VolunteerFacts, wanted: Sequence[TrajectoryFacts], today: date) -> VolunteerFacts:
    """The volunteer with all they could take on of these, one after the other, each by the rule of a claim.
    A coordinator sees it beforehand; the command decides each once more, by the caseload it finds then."""
    if personal_refusals(volunteer, today):
        return volunteer
    for each in wanted:
        if not claim_refusals(volunteer, each, today):
            volunteer = replace(
                volunteer, households=volunteer.households + 1, hours_expected=volunteer.hours_expected + each.hours
            )
    return volunteer


def fit_order(before: VolunteerFacts, after: VolunteerFacts) -> tuple[int, Decimal]:
    """Sorts volunteers for what was chosen: who could take most of it first, among them who has most hours left."""
    return before.households - after.households, after.hours_expected - after.hours_offered
