"""Vandaag: the households of a volunteer, those that need them first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import Select
from sqlalchemy.orm import joinedload

from portal.access import Actor
from portal.caseload import rules
from portal.caseload.queries import rhythm_facts
from portal.trajectories.models import Trajectory
from portal.trajectories.models_configuration import TrajectoryType
from portal.trajectories.models_households import Household
from portal.trajectories.queries import visible_to


@dataclass(frozen=True)
class Visit:
    """A trajectory as its volunteer meets it in the morning: what it needs, and the rhythm behind it."""

    trajectory: Trajectory
    facts: rules.RhythmFacts
    signals: list[rules.Signal]

    @property
    def household(self) -> Household:
        """Who it is for."""
        return self.trajectory.household

    @property
    def phone(self) -> str | None:
        """The number to call: of the first adult who has one."""
        return next((client.phone for client in self.household.members if client.phone), None)

    @property
    def needs_me(self) -> bool:
        """Whether it asks for something now."""
        return rules.needs_somebody(self.signals)


@lru_cache(maxsize=1024)  # made once for each volunteer: making a statement takes longer than running it
def mine(actor: Actor) -> Select[tuple[Trajectory]]:
    """The open trajectories of this volunteer, with the people of each household."""
    with_people = joinedload(Trajectory.household).joinedload(Household.clients)
    without_functions = joinedload(Trajectory.type).lazyload(TrajectoryType.functions)
    return visible_to(actor).where(Trajectory.closed_on.is_(None)).options(with_people, without_functions)


def visits(trajectories: Sequence[Trajectory], today: date) -> list[Visit]:
    """Sorted by need; those that need nothing by their next appointment, then by name."""
    facts = rhythm_facts(trajectories, today)
    found = [Visit(each, facts[each.id], rules.told(rules.signals(facts[each.id], today))) for each in trajectories]
    return sorted(found, key=lambda each: (rules.need(each.signals), _next(each), each.household.name))


def _next(visit: Visit) -> date:
    return visit.facts.appointment_on or date.max
