"""The facts of a volunteer on the board. Pure: plain values, standard library only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portal.people.rules import certificate_valid_until, paper_state
from portal.trajectories.rules import TrajectoryFacts, VolunteerFacts, claim_refusals

# Above nine tenths of their hours somebody is full: nothing that waits asks so little.
FULL = Decimal("0.9")


@dataclass(frozen=True)
class VolunteerNumbers:
    """A row of the board. Hours are hours a week; `last_activity` is `date.min` for never."""

    id: int
    name: str
    function: str
    status: str
    certificate_seen_on: date | None
    confidentiality_signed_on: date | None
    basic_course_on: date | None
    absent: bool
    offered: Decimal
    expected: Decimal
    free: Decimal
    households: int
    max_households: int
    last_activity: date


@dataclass(frozen=True)
class Easiest:
    """The trajectories that wait for a function, by what the least of them asks in hours a week. `kept_for` is the
    volunteer for whom they are still kept, None for anybody."""

    function: str
    hours: Decimal
    kept_for: int | None


def has_room(row: VolunteerNumbers, waiting: Sequence[Easiest], today: date) -> bool:
    """Whether they could claim anything that waits, by the rule that decides the claim."""
    facts = VolunteerFacts(
        function=row.function,
        status=row.status,
        certificate_seen_on=row.certificate_seen_on,
        confidentiality_signed_on=row.confidentiality_signed_on,
        basic_course_on=row.basic_course_on,
        hours_offered=row.offered,
        hours_expected=row.expected,
        households=row.households,
        max_households=row.max_households,
    )
    return any(
        each.kept_for in (None, row.id)
        and not claim_refusals(facts, TrajectoryFacts(frozenset({each.function}), each.hours), today)
        for each in waiting
    )


def load_state(row: VolunteerNumbers, waiting: Sequence[Easiest], today: date) -> str:
    """How full somebody is, as the class of their bar: away, too-full, room (they could claim something that waits),
    full, or plain."""
    if row.absent and row.expected:
        return "away"
    if row.expected > row.offered or row.households > row.max_households:
        return "too-full"
    if has_room(row, waiting, today):
        return "room"
    full = row.expected >= row.offered * FULL or row.households >= row.max_households
    return "full" if full else "plain"


def badges_of(row: VolunteerNumbers, today: date) -> list[str]:
    """The codes of what asks for a coordinator's attention, the most pressing first. Too many hours or households are
    no badge: the numbers themselves say so."""
    until = certificate_valid_until(row.certificate_seen_on) if row.certificate_seen_on else None
    certificate = paper_state(row.certificate_seen_on, until, today)
    others = [paper_state(each, None, today) for each in (row.confidentiality_signed_on, row.basic_course_on)]
    checks = (
        ("absent", row.absent),
        (row.status, row.status != "active"),
        ("certificate_expired", certificate == "expired"),
        ("papers_missing", row.status == "active" and "missing" in (certificate, *others)),
        ("certificate_ends_soon", certificate == "ends_soon"),
    )
    return [code for code, holds in checks if holds]
