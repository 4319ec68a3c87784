"""Decisions about trajectories: how long, which phase, who may claim, what fits.
Pure: plain values, standard library only. Sources: domain.md sections 2 and 3."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from portal.people.rules import certificate_valid_until

INTAKE_WITHIN_DAYS = 14  # rule 5
ENDING_WITHIN_MONTHS = 3  # domain.md section 4: T-3 months
DUTCH = "nl"
# Who did an item of the checklist, by itself or along with a contact.
DOERS = ("volunteer", "together", "client")


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last day of that month when it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Duration:
    """One duration rule: so many months for households housed in a period, in a municipality."""

    id: int
    municipality_id: int | None
    housed_from: date | None
    housed_before: date | None
    months: int

    def holds_for(self, municipality_id: int, housed_on: date) -> bool:
        """Whether the rule is about a household of this municipality and housing date."""
        return (
            self.municipality_id in (None, municipality_id)
            and (self.housed_from is None or housed_on >= self.housed_from)
            and (self.housed_before is None or housed_on < self.housed_before)
        )


def duration_rule(rules: Sequence[Duration], municipality_id: int, housed_on: date) -> Duration | None:
    """The rule that decides. One of the own municipality comes before one for everywhere, the latest start before an
    older one."""
    fitting = [rule for rule in rules if rule.holds_for(municipality_id, housed_on)]
    return max(
        fitting,
        key=lambda rule: (rule.municipality_id is not None, rule.housed_from or date.min),
        default=None,
    )


def end_by_rule(housed_on: date, starts_on: date, months: int) -> date:
    """The end of support under a duration rule: the clock runs from the housing date (HL22), and
    never stops before the start."""
    return max(months_after(housed_on, months), starts_on)


def end_by_type(starts_on: date, days: int | None, months: int | None) -> date:
    """The last day of a type with a duration of its own; one day ends on the day it starts."""
    if days is not None:
        return starts_on + timedelta(days=days - 1)
    return months_after(starts_on, months or 0)


@dataclass(frozen=True)
class PhaseRule:
    """The rhythm of a trajectory from a week on: contacts and hours a week, and the days of silence after which it has
    gone quiet."""

    code: str
    from_week: int
    contacts_per_week: Decimal
    hours_per_week: Decimal
    quiet_after_days: int


def phase_on(phases: Sequence[PhaseRule], starts_on: date, today: date) -> PhaseRule:
    """The phase of a day, by whole weeks since the start. Before the start the first phase counts:
    the hours are needed from then on. `phases` is not empty."""
    weeks = max((today - starts_on).days, 0) // 7
    ordered = sorted(phases, key=lambda phase: phase.from_week)
    return max((p for p in ordered if p.from_week <= weeks), key=lambda p: p.from_week, default=ordered[0])


@dataclass(frozen=True)
class VolunteerFacts:
    """The facts that decide whether a volunteer may claim, in hours a week: `hours_offered` now, nothing while absent;
    `hours_expected` by their caseload. `languages` are codes; `area` is the postcode area."""

    function: str
    status: str
    certificate_seen_on: date | None
    confidentiality_signed_on: date | None
    basic_course_on: date | None
    hours_offered: Decimal
    hours_expected: Decimal
    households: int
    max_households: int
    languages: frozenset[str] = frozenset()
    area: str | None = None


@dataclass(frozen=True)
class TrajectoryFacts:
    """The facts of a waiting trajectory: fitting functions, hours a week in its present phase."""

    functions: frozenset[str]
    hours: Decimal
    languages: frozenset[str] = frozenset()
    area: str | None = None


def personal_refusals(volunteer: VolunteerFacts, today: date) -> list[str]:
    """Why this volunteer may claim nothing at all now (rule 4), as refusal codes; the first is
    what to mend first."""
    checks = (
        ("volunteer_not_active", volunteer.status == "active"),
        (
            "certificate_missing",
            volunteer.certificate_seen_on is not None and volunteer.certificate_seen_on <= today,
        ),
        (
            "certificate_expired",
            volunteer.certificate_seen_on is None or today < certificate_valid_until(volunteer.certificate_seen_on),
        ),
        ("confidentiality_not_signed", _done(volunteer.confidentiality_signed_on, today)),
        ("basic_course_not_done", _done(volunteer.basic_course_on, today)),
        ("households_full", volunteer.households < volunteer.max_households),
    )
    return [code for code, fine in checks if not fine]


def _done(on: date | None, today: date) -> bool:
    return on is not None and on <= today


def claim_refusals(volunteer: VolunteerFacts, trajectory: TrajectoryFacts, today: date) -> list[str]:
    """Why this volunteer may not claim this trajectory (rule 4), as refusal codes; empty when they
    may. `hours_full` is the soft one: see `SOFT`."""
    refusals = personal_refusals(volunteer, today)
    if volunteer.function not in trajectory.functions:
        refusals.append("function_does_not_fit")
    if not hours_fit(volunteer, trajectory):
        refusals.append("hours_full")
    return refusals


def reserved_until(today: date, days: int) -> date:
    """The last day on which only the volunteer of before may claim what follows."""
    return today + timedelta(days=days)


def reserved_for_another(reserved_for: int | None, until: date | None, volunteer_id: int | None, today: date) -> bool:
    """Whether a waiting trajectory is kept for another volunteer on this day."""
    return until is not None and today <= until and reserved_for != volunteer_id


# A coordinator may pass these with a reason that is kept (rule 4).
SOFT = frozenset({"hours_full"})


def hours_fit(volunteer: VolunteerFacts, trajectory: TrajectoryFacts) -> bool:
    """Whether the hours the trajectory asks fit beside the present caseload."""
    return volunteer.hours_expected + trajectory.hours <= volunteer.hours_offered


def shared_languages(volunteer: VolunteerFacts, trajectory: TrajectoryFacts) -> frozenset[str]:
    """Languages both speak. Dutch is left out: everyone here speaks it, so it distinguishes
    nobody."""
    return (volunteer.languages & trajectory.languages) - {DUTCH}


def before_support(day: date, supported_since: date | None) -> bool:
    """Whether a day lay before the present supporter came, or nobody supports."""
    return supported_since is None or day < supported_since
