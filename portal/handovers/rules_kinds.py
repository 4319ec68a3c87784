"""Which ways a handover can go, and what each of them asks. Pure: plain values, standard library only."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from portal.handovers.rules import CONSULTATION, INTERNAL, ORGANISATION, TEAM, VARIANTS_OF
from portal.refusals import Refused

# Longer is no overlap but support, and the household would have two helpers again.
MOST_OVERLAP_WEEKS = 12
# So long the volunteer of before may claim what follows before anybody else: they look in once a week,
# and longer would leave the household waiting for somebody who does not come.
RESERVED_DAYS = 7
LONGEST_ADVICE = 1000

# The variants by which a household passes over.
PASSING = ("A", "B")

# Who leads after completion. A consultation passes nothing over, an internal handover stays with us.
LEADS_AFTER = {TEAM: "neighbourhood_team", ORGANISATION: "other_organisation"}
# With which outcome the trajectory closes (rule 6).
OUTCOME_AFTER = {TEAM: "handed_over", ORGANISATION: "handed_over", INTERNAL: "completed"}

# The supporter's own organisation (domain.md: lead_party).
OURS = "organisation"

_MEETING = ("client", "supporter", "team_member", "interpreter", "other")
# Who can be at the meeting. At another organisation somebody of theirs stands where the team member stands.
PARTIES_OF = {
    TEAM: _MEETING,
    CONSULTATION: _MEETING,
    ORGANISATION: _MEETING,
    INTERNAL: ("client", "supporter", "next_supporter", "coordinator", "interpreter", "other"),
}
# Of each group somebody must be there, or the meeting is no meeting. Three parties by rule 7 (domain.md
# section 4); a consultation is about a question to the team, with or without the client. Inside the
# organisation the third is whoever goes on with the household: the next supporter, or the coordinator
# when that is not known yet or the volunteer stays the same (domain.md section 2, warm handover).
NEEDED_OF: dict[str, tuple[tuple[str, ...], ...]] = {
    TEAM: (("client",), ("supporter",), ("team_member",)),
    CONSULTATION: (("supporter",), ("team_member",)),
    ORGANISATION: (("client",), ("supporter",), ("team_member",)),
    INTERNAL: (("client",), ("supporter",), ("next_supporter", "coordinator")),
}


@dataclass(frozen=True)
class NewOrganisation:
    """An organisation as it was typed."""

    name: str
    phone: str | None = None
    email: str | None = None


# The key of one that is known, or a new one.
Choice = int | NewOrganisation


def ways_for(ends_with: str, has_next: bool, runs: bool = True) -> dict[str, tuple[str, ...]]:
    """The kinds of handover a trajectory can have, each with its variants, by what its type ends with and whether
    it still `runs`: after it closed there is no support during which to ask a question.

    Only a type that ends at the neighbourhood team has the team beside it during support, so only
    there it can be consulted (domain.md section 2). A type that ends by closure may still need
    another helper: an onward mover's new postcode, debt help after budget coaching.
    """
    if ends_with == "neighbourhood_handover":
        return {TEAM: VARIANTS_OF[TEAM] if runs else PASSING, ORGANISATION: VARIANTS_OF[ORGANISATION]}
    if ends_with == "closure":
        return {TEAM: PASSING, ORGANISATION: VARIANTS_OF[ORGANISATION]}
    if ends_with == "internal_handover" and has_next:
        return {INTERNAL: VARIANTS_OF[INTERNAL]}
    return {}


def check_way(ends_with: str, has_next: bool, kind: str, variant: str, runs: bool = True) -> None:
    """Raise Refused "handover_not_for_type", "variant_not_for_type" or "question_after_closing" when it cannot go
    this way."""
    ways = ways_for(ends_with, has_next)
    if kind not in ways:
        raise Refused("handover_not_for_type")
    if variant in ways[kind] and variant not in ways_for(ends_with, has_next, runs)[kind]:
        raise Refused("question_after_closing", field="variant")
    if variant not in ways[kind]:
        raise Refused("variant_not_for_type", field="variant")


def meeting_counts(path: str, parties: Collection[str]) -> bool:
    """Whether everybody was there without whom a meeting is no meeting (rule 7)."""
    return all(set(group) & set(parties) for group in NEEDED_OF[path])


def lead_after_check(path: str, arrival: str) -> str:
    """Who leads once it is known whether the household arrived: where it did not, the lead that moved at completion
    went nowhere, and the household rings us again (domain.md section 4, rule 8)."""
    return OURS if arrival == "not_arrived" else LEADS_AFTER[path]


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


def check_answer(on: date, parties: Collection[str], accepted_on: date, today: date) -> None:
    """The day of the talk or the answer, and who took part. Raises Refused "answer_in_future",
    "answer_before_acceptance" or "asker_absent"."""
    if on > today:
        raise Refused("answer_in_future", field="held_on")
    if on < accepted_on:
        raise Refused("answer_before_acceptance", field="held_on")
    if not meeting_counts(CONSULTATION, parties):
        raise Refused("asker_absent", field="parties")
