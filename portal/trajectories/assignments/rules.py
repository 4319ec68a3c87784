"""Decisions of a coordinator who assigns: who fits best, from which day, how long it may last.
Pure: plain values, standard library only."""

from datetime import date
from decimal import Decimal

from portal.trajectories.rules import (
    SOFT,
    TrajectoryFacts,
    VolunteerFacts,
    claim_refusals,
    months_after,
    shared_languages,
)

# A longer period is a decision for some months; more is a typing mistake.
EXTEND_AT_MOST_MONTHS = 24
# All reasons of earlier extensions stay, in one field of this length.
REASONS_FIT = 500


def assign_refusals(volunteer: VolunteerFacts, wanted: TrajectoryFacts, today: date) -> tuple[list[str], list[str]]:
    """Why a coordinator may not assign this volunteer, as (hard, soft) refusal codes of rule 4. The hard ones stand,
    the soft ones pass with a reason that is kept."""
    refusals = claim_refusals(volunteer, wanted, today)
    return [code for code in refusals if code not in SOFT], [code for code in refusals if code in SOFT]


def free_hours(volunteer: VolunteerFacts) -> Decimal:
    """Hours a week a volunteer has left; negative when the caseload asks more than they offer."""
    return volunteer.hours_offered - volunteer.hours_expected


def fit_order(volunteer: VolunteerFacts, wanted: TrajectoryFacts, today: date) -> tuple[int, int, bool, Decimal]:
    """Sorts volunteers for a trajectory, the best fit first: who may, then who may with a reason, then the others.
    Among them the shared languages decide, then the same postcode area, then the hours left."""
    hard, soft = assign_refusals(volunteer, wanted, today)
    return (
        2 if hard else 1 if soft else 0,
        -len(shared_languages(volunteer, wanted)),
        volunteer.area is None or volunteer.area != wanted.area,
        -free_hours(volunteer),
    )


def reassign_day_fits(day: date, assigned_on: date, today: date) -> bool:
    """Whether support can pass over on a day: today or earlier, not before the present support
    began."""
    return assigned_on <= day <= today


def extension_refusal(new_end: date, present_end: date) -> str | None:
    """Why a trajectory cannot be extended to a day, as a refusal code, or None."""
    if new_end <= present_end:
        return "extension_not_later"
    if new_end > months_after(present_end, EXTEND_AT_MOST_MONTHS):
        return "extension_too_long"
    return None


def reasons_kept(earlier: str | None, new: str) -> str:
    """The new reason before the earlier ones, each on its own line."""
    return f"{new}\n{earlier}" if earlier else new
