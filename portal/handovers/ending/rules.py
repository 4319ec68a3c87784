"""How a handover ends: who leads, with which outcome, who may look in for how long. Pure: plain values, standard
library only."""

from dataclasses import dataclass
from datetime import date, timedelta

from portal.handovers.path import INTERNAL, ORGANISATION, TEAM
from portal.refusals import Refused

# Longer is no overlap but support, and the household would have two helpers again.
MOST_OVERLAP_WEEKS = 12
# Who leads after completion. A consultation passes nothing over, an internal handover stays with us.
LEADS_AFTER = {TEAM: "neighbourhood_team", ORGANISATION: "other_organisation"}
# With which outcome the trajectory closes (rule 6).
OUTCOME_AFTER = {TEAM: "handed_over", ORGANISATION: "handed_over", INTERNAL: "completed"}


@dataclass(frozen=True)
class Closing:
    """How a trajectory closes. `start_next` starts the type that follows, today; `keep_volunteer` assigns the present
    volunteer to it when rule 4 allows, else it waits."""

    outcome: str
    reason: str | None = None
    start_next: bool = False
    keep_volunteer: bool = False


def check_overlap(weeks: int) -> None:
    """Raise Refused("overlap_too_long") for an overlap that is none: none at all is fine."""
    if not 0 <= weeks <= MOST_OVERLAP_WEEKS:
        raise Refused("overlap_too_long", field="weeks", most=MOST_OVERLAP_WEEKS)


def overlap_until(today: date, weeks: int) -> date | None:
    """The last day on which the volunteer of before may look in; None when that ends at once."""
    return today + timedelta(weeks=weeks) if weeks else None


def retention_from(counts_from: date, until: date | None) -> date:
    """The day from which the retention period counts: when nobody of the support looks in any more. It never moves
    back: one that came back is kept as long as it asks for."""
    return max(counts_from, until or counts_from)


# Outcomes that close a social-support trajectory without a handover (rule 6).
EXCEPTIONS = ("moved_away", "client_declines", "deceased", "no_consent")


def closing_outcomes(ends_with: str, handed_over: bool) -> tuple[str, ...]:
    """The outcomes with which a trajectory may close now (rule 6).
    `ends_with` is what its type ends with; `handed_over` says whether a warm handover of it is completed."""
    if ends_with == "neighbourhood_handover":
        return (("handed_over",) if handed_over else ()) + EXCEPTIONS
    return ("completed", *EXCEPTIONS)


def check_closing(ends_with: str, handed_over: bool, open_handover: bool, outcome: str, reason: str | None) -> None:
    """Rule 6. Raises Refused "needs_handover", "closing_needs_reason" or "handover_still_open".
    An exception withdraws an open handover in the same step; every other outcome asks to end it first."""
    if outcome not in closing_outcomes(ends_with, handed_over):
        raise Refused("needs_handover", field="outcome")
    if outcome in EXCEPTIONS and not reason:
        raise Refused("closing_needs_reason", field="reason")
    if outcome not in EXCEPTIONS and open_handover:
        raise Refused("handover_still_open", field="outcome")
