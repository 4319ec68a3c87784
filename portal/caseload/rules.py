"""Rhythm: what a trajectory needs now.

Pure: plain values, standard library only. Sources: domain.md section 2 (rhythm) and section 3
(rule 5).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from portal.trajectories.rules import ENDING_WITHIN_MONTHS, INTAKE_WITHIN_DAYS, months_after

Period = tuple[date, date]  # first and last day, both included

# The signals a trajectory can give, the most pressing first.
SIGNALS = (
    "intake_overdue",
    "first_contact",
    "gone_quiet",
    "item_overdue",
    "appointment_passed",
    "appointment_today",
    "end_passed",
    "ending_soon",
)
# An end that comes near is good to know; it alone asks for nothing today.
NEEDS = frozenset(SIGNALS) - {"ending_soon"}


@dataclass(frozen=True)
class RhythmFacts:
    """The facts for the signals of one trajectory.

    `claimed_on` is the start of the present assignment, None while it waits. `last_reached_on` and `intake_on` are of
    contacts in which somebody was reached; attempts and withdrawn contacts are neither. `overdue_items` passed since
    the claim, `overdue_since` is the oldest of their deadlines: nobody is late with what lay before (rule 14).
    `appointment_on` is the last appointment that was made and not yet kept: it lies ahead, or passed without an entry.
    `silences` are planned: no contact is expected then.
    """

    claimed_on: date | None
    ends_on: date
    quiet_after_days: int
    last_reached_on: date | None = None
    intake_on: date | None = None
    overdue_items: int = 0
    overdue_since: date | None = None
    appointment_on: date | None = None
    appointment_at: time | None = None
    silences: tuple[Period, ...] = ()


@dataclass(frozen=True)
class Signal:
    """One thing a trajectory needs, with the facts that explain it.

    `days` counts since the claim (intake_overdue, first_contact), the oldest deadline (item_overdue), the appointment
    (appointment_passed) or the end (end_passed). It is the silence (gone_quiet), or the days until the end
    (ending_soon). `count` items are overdue. `at` is the time of the appointment, when one was agreed.
    """

    code: str
    days: int = 0
    count: int = 0
    at: time | None = None


def signals(facts: RhythmFacts, today: date) -> list[Signal]:
    """The signals of a trajectory on a day, the most pressing first; empty when all is well.

    Only a claimed trajectory gives signals about intake and contact: one that waits needs a volunteer first.
    """
    found: list[Signal] = []
    if facts.claimed_on is not None:
        found += _of_contact(facts, facts.claimed_on, today)
    if facts.overdue_items and facts.overdue_since is not None:
        found.append(Signal("item_overdue", days=(today - facts.overdue_since).days, count=facts.overdue_items))
    found += _of_appointment(facts, today)
    if facts.ends_on < today:
        found.append(Signal("end_passed", days=(today - facts.ends_on).days))
    elif ending_soon(facts.ends_on, today):
        found.append(Signal("ending_soon", days=(facts.ends_on - today).days))
    return found


def _of_contact(facts: RhythmFacts, claimed_on: date, today: date) -> list[Signal]:
    found: list[Signal] = []
    since_claim = (today - claimed_on).days
    if intake_overdue(claimed_on, facts.intake_on, today):
        found.append(Signal("intake_overdue", days=since_claim))
    if facts.last_reached_on is None or facts.last_reached_on < claimed_on:
        found.append(Signal("first_contact", days=since_claim))
    silent = days_silent(facts, claimed_on, today)
    if silent > facts.quiet_after_days:
        found.append(Signal("gone_quiet", days=silent))
    return found


def _of_appointment(facts: RhythmFacts, today: date) -> list[Signal]:
    """The appointment of today, or one that passed while nobody said whether it went ahead. Those of before the claim
    are not for the present supporter."""
    if facts.appointment_on is None or facts.appointment_on > today:
        return []
    if facts.appointment_on == today:
        return [Signal("appointment_today", at=facts.appointment_at)]
    theirs = facts.claimed_on is not None and facts.appointment_on >= facts.claimed_on
    return [Signal("appointment_passed", days=(today - facts.appointment_on).days)] if theirs else []


def first_step(facts: RhythmFacts, today: date) -> str | None:
    """The step with which the support of a household begins: "call" while nobody spoke with them since the claim, then
    "plan_intake" until there was one or an appointment is agreed. None after that, and while it waits."""
    if facts.claimed_on is None:
        return None
    if facts.last_reached_on is None or facts.last_reached_on < facts.claimed_on:
        return "call"
    agreed = facts.appointment_on is not None and facts.appointment_on >= today
    return None if agreed or facts.intake_on is not None else "plan_intake"


def intake_overdue(claimed_on: date, intake_on: date | None, today: date) -> bool:
    """Rule 5: claimed more than 14 days ago and no intake yet. An intake of before the claim counts:
    a household that gets another volunteer is not asked everything twice."""
    return intake_on is None and today > claimed_on + timedelta(days=INTAKE_WITHIN_DAYS)


def days_silent(facts: RhythmFacts, claimed_on: date, today: date) -> int:
    """Days after the last contact, or the claim when that came later, up to and including today;
    planned silences are left out."""
    since = max(claimed_on, facts.last_reached_on or claimed_on)
    return max((today - since).days, 0) - days_within(facts.silences, since + timedelta(days=1), today)


def days_within(periods: Iterable[Period], first: date, last: date) -> int:
    """Days from `first` to `last`, both included, that lie in any of the periods; none twice."""
    days = 0
    begin = first
    for start, end in sorted(periods):
        start, end = max(start, begin), min(end, last)
        if start <= end:
            days += (end - start).days + 1
            begin = end + timedelta(days=1)
    return days


def ending_soon(ends_on: date, today: date) -> bool:
    """Whether support ends within three months from now (domain.md section 4: T-3)."""
    return today <= ends_on <= months_after(today, ENDING_WITHIN_MONTHS)


def need(found: Sequence[Signal]) -> tuple[int, int]:
    """Sorts trajectories by need: the most pressing signal first, and those that need nothing last. Among two alike the
    one that lasts longest is first, among two ends the nearest."""
    if not found:
        return len(SIGNALS), 0
    first = found[0]
    return SIGNALS.index(first.code), first.days if first.code == "ending_soon" else -first.days


def needs_somebody(found: Sequence[Signal]) -> bool:
    """Whether anything asks for action now."""
    return any(signal.code in NEEDS for signal in found)


def told(found: Sequence[Signal]) -> list[Signal]:
    """The signals worth saying to somebody: where no contact was made at all, that it is quiet says
    nothing new."""
    codes = {signal.code for signal in found}
    return [signal for signal in found if signal.code != "gone_quiet" or "first_contact" not in codes]
