"""Where each offered hour of a volunteer is today. Pure: plain values, standard library only.

Source: domain.md section 2 (caseload and capacity) and rule 13: capacity is only what somebody could use today, by the
rule that the claim itself uses. `docs/capacity.md` has the formulas with worked examples.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from portal.caseload.demand.rules import Easiest
from portal.people.rules import certificate_valid_until, paper_state
from portal.trajectories.rules import TrajectoryFacts, VolunteerFacts, claim_refusals, personal_refusals

# Where the free hours of a volunteer can be, in the order in which the board shows them.
PARTS = ("usable", "soon", "absent", "full", "not_needed")
# Who stops takes on nobody new: their hours are those in use, and no part has any.
STOPPED = "stopped"
STOPS = ("leaving", "inactive")
NONE = Decimal(0)
# Each refusal of the claim that a paper or an introduction mends → what is missing.
MENDED_BY = {
    "volunteer_not_active": "introduction",
    "certificate_missing": "certificate",
    "certificate_expired": "certificate_again",
    "confidentiality_not_signed": "confidentiality",
    "basic_course_not_done": "course",
}


@dataclass(frozen=True)
class VolunteerNumbers:
    """A volunteer's numbers of a day. Hours are hours a week: `said` is what they say they offer, less the reductions
    of the day, `expected` what their households ask in their phase. `absent_until` is the last day of their absence,
    `date.max` where it has no end, None while they are there."""

    id: int
    name: str
    name_key: str
    function: str
    status: str
    certificate_seen_on: date | None
    confidentiality_signed_on: date | None
    basic_course_on: date | None
    absent_until: date | None
    said: Decimal
    expected: Decimal
    households: int
    max_households: int

    @property
    def absent(self) -> bool:
        """Whether they are away today."""
        return self.absent_until is not None

    @property
    def offered(self) -> Decimal:
        """The hours they offer: what they say; of who stops only what is in use."""
        return min(self.said, self.expected) if self.status in STOPS else self.said

    @property
    def in_use(self) -> Decimal:
        """The offered hours that their households ask."""
        return min(self.offered, self.expected)

    @property
    def free(self) -> Decimal:
        """The offered hours that no household asks. They fall whole in one of PARTS."""
        return self.offered - self.in_use

    @property
    def over(self) -> Decimal:
        """The hours their households ask beyond what they offer."""
        return self.expected - self.in_use

    @property
    def too_much(self) -> bool:
        """Whether they carry more hours than they say, or more households than they want."""
        return self.expected > self.said or self.households > self.max_households

    @property
    def facts(self) -> VolunteerFacts:
        """The facts by which a claim is decided."""
        return VolunteerFacts(
            function=self.function,
            status=self.status,
            certificate_seen_on=self.certificate_seen_on,
            confidentiality_signed_on=self.confidentiality_signed_on,
            basic_course_on=self.basic_course_on,
            hours_offered=NONE if self.absent else self.said,
            hours_expected=self.expected,
            households=self.households,
            max_households=self.max_households,
        )


def with_more(row: VolunteerNumbers, hours: Decimal, households: int) -> VolunteerNumbers:
    """The numbers after so many hours a week and households more, or less where they are negative: the load before and
    after whatever is about to be done."""
    return replace(row, expected=row.expected + hours, households=row.households + households)


def could_claim(row: VolunteerNumbers, waiting: Sequence[Easiest], today: date) -> bool:
    """Whether they could claim anything that waits, by the rule that decides the claim; nobody does while away."""
    facts = row.facts
    return not row.absent and any(
        each.kept_for in (None, row.id)
        and not claim_refusals(facts, TrajectoryFacts(frozenset({each.function}), each.hours), today)
        for each in waiting
    )


def part_of(row: VolunteerNumbers, waiting: Sequence[Easiest], today: date) -> str:
    """The part in which their free hours fall: the first of absent, soon, not_needed (nothing that waits fits their
    function), full (households, or nothing that waits fits the hours left) and usable that holds; STOPPED for who
    stops."""
    if row.status in STOPS:
        return STOPPED
    if row.absent:
        return "absent"
    if missing(row, today):
        return "soon"
    if not any(each.function == row.function and each.kept_for in (None, row.id) for each in waiting):
        return "not_needed"
    return "usable" if could_claim(row, waiting, today) else "full"


def missing(row: VolunteerNumbers, today: date) -> list[str]:
    """The codes of what keeps them from every claim and can be mended: values of MENDED_BY, the first to mend first."""
    return [MENDED_BY[code] for code in personal_refusals(row.facts, today) if code in MENDED_BY]


def usable_from(row: VolunteerNumbers, today: date) -> date | None:
    """The day from which nothing is missing any more, where every paper that is missing has a day to come."""
    to_come = {
        "certificate": row.certificate_seen_on,
        "confidentiality": row.confidentiality_signed_on,
        "course": row.basic_course_on,
    }
    days = [to_come.get(code) for code in missing(row, today)]
    known = [day for day in days if day is not None and day > today]
    return max(known) if known and len(known) == len(days) else None


@dataclass(frozen=True)
class Part:
    """One of PARTS or STOPPED: how many volunteers it has, and their free hours."""

    code: str
    volunteers: int
    hours: Decimal


@dataclass(frozen=True)
class Sums:
    """The sum of volunteers. Hours a week: `offered` is `in_use` and the hours of all parts; `over` lies beyond it."""

    volunteers: int
    offered: Decimal
    in_use: Decimal
    over: Decimal
    households: int
    max_households: int
    parts: tuple[Part, ...]

    def hours_of(self, code: str) -> Decimal:
        """The free hours of a part."""
        return next(part.hours for part in self.parts if part.code == code)


def summed(rows: Iterable[VolunteerNumbers], parts: Mapping[int, str]) -> Sums:
    """The sums of these volunteers. `parts` is the part of each by their key."""
    rows = list(rows)
    of_part: dict[str, list[VolunteerNumbers]] = {code: [] for code in (*PARTS, STOPPED)}
    for row in rows:
        of_part[parts[row.id]].append(row)
    return Sums(
        volunteers=len(rows),
        offered=sum((row.offered for row in rows), NONE),
        in_use=sum((row.in_use for row in rows), NONE),
        over=sum((row.over for row in rows), NONE),
        households=sum(row.households for row in rows),
        max_households=sum(row.max_households for row in rows),
        parts=tuple(Part(code, len(of), sum((row.free for row in of), NONE)) for code, of in of_part.items()),
    )


def signal(row: VolunteerNumbers, today: date) -> str | None:
    """The code of the one thing that asks for a coordinator's attention most, None when nothing does. Too many hours
    or households, an absence and a missing paper have their place elsewhere in the row."""
    if row.status in ("leaving", "inactive"):
        return row.status
    until = certificate_valid_until(row.certificate_seen_on) if row.certificate_seen_on else None
    return "certificate_ends_soon" if paper_state(row.certificate_seen_on, until, today) == "ends_soon" else None
