"""Vandaag: the households of a volunteer, those that need them first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from portal.access import Actor
from portal.caseload import rules
from portal.caseload.queries import rhythm_facts
from portal.db import Columns
from portal.handovers.planning.queries import next_steps
from portal.handovers.planning.rules import TO_OTHERS, NextStep, comes_near
from portal.trajectories.models.configuration import TrajectoryType
from portal.trajectories.models.household import Household
from portal.trajectories.models.trajectory import Trajectory
from portal.trajectories.named import NamedTrajectory, household_key, household_phone, named_for
from portal.work import rows

AHEAD = 5  # appointments of later days that the page names


@dataclass(frozen=True)
class MyTrajectory(NamedTrajectory):
    """A trajectory with what its volunteer needs on the way: where, which number, what kind. `name_key` sorts it."""

    name_key: str
    phone: str | None
    address: str
    type_name: str
    type_name_en: str | None


@dataclass(frozen=True)
class Visit:
    """A trajectory as its volunteer meets it in the morning: its signals, and the rhythm behind them. When its end
    comes near also the next step of the handover."""

    trajectory: MyTrajectory
    facts: rules.RhythmFacts
    signals: list[rules.Signal]
    next_step: NextStep | None = None

    @property
    def needs_me(self) -> bool:
        """Whether it asks for something now."""
        return rules.needs_somebody(self.signals)

    @property
    def asks_for(self) -> str | None:
        """The talk that is missing, when one is."""
        return "intake" if any(signal.code == "intake_overdue" for signal in self.signals) else None

    @property
    def missed_on(self) -> date | None:
        """The day of an appointment of which nobody said yet whether it went ahead."""
        passed = any(signal.code == "appointment_passed" for signal in self.signals)
        return self.facts.appointment_on if passed else None


def mine(actor: Actor) -> list[MyTrajectory]:
    """The open trajectories of this volunteer."""
    return [MyTrajectory(*row) for row in rows(_mine(actor))]


@lru_cache(maxsize=1024)  # made once for each volunteer: making a statement takes longer than running it
def _mine(actor: Actor) -> Columns:
    type_of = TrajectoryType.name, TrajectoryType.name_en
    return (
        named_for(actor, household_key(), household_phone(), Household.address, *type_of)
        .join(Household, Household.id == Trajectory.household_id)
        .join(TrajectoryType, TrajectoryType.id == Trajectory.type_id)
        .where(Trajectory.closed_on.is_(None))
    )


def visits(trajectories: Sequence[MyTrajectory], today: date) -> list[Visit]:
    """Sorted by need; those that need nothing by their next appointment, then by name."""
    facts = rhythm_facts(trajectories, today)
    near = [each.id for each in trajectories if comes_near(TO_OTHERS, each.starts_on, facts[each.id].ends_on, today)]
    steps = next_steps(near, today) if near else {}
    found = [
        Visit(each, facts[each.id], rules.told(rules.signals(facts[each.id], today)), steps.get(each.id))
        for each in trajectories
    ]
    return sorted(found, key=lambda each: (rules.need(each.signals), _next(each, today), each.trajectory.name_key))


def _next(visit: Visit, today: date) -> date:
    agreed = visit.facts.appointment_on
    return agreed if agreed and agreed >= today else date.max


@dataclass(frozen=True)
class Day:
    """The day of a volunteer: the appointments of today by their hour, then who asks for something, then the rest.

    `next` is the appointment to go to now, `ahead` are the first of later days. Empty for who supports nobody.
    """

    today: list[Visit]
    next: Visit | None
    asking: list[Visit]
    well: list[Visit]
    ahead: list[Visit]

    def __bool__(self) -> bool:
        return bool(self.today or self.asking or self.well)


def day_of(visits: Sequence[Visit], now: datetime) -> Day:
    """Where each visit stands at this moment in the Netherlands. An appointment is the next for an hour
    after it began; when the last has begun longer ago, the first that nobody logged is."""
    today = [each for each in visits if each.facts.appointment_on == now.date()]
    today.sort(key=lambda each: each.facts.appointment_at or time.max)
    begun = (now - timedelta(hours=1)).time() if now.hour else time.min
    others = [each for each in visits if each.facts.appointment_on != now.date()]
    ahead = [each for each in visits if each.facts.appointment_on and each.facts.appointment_on > now.date()]
    ahead.sort(key=lambda each: (each.facts.appointment_on, each.facts.appointment_at or time.max))
    return Day(
        today=today,
        next=next(
            (each for each in today if (each.facts.appointment_at or time.max) >= begun), today[0] if today else None
        ),
        asking=[each for each in others if each.needs_me],
        well=[each for each in others if not each.needs_me],
        ahead=ahead[:AHEAD],
    )
