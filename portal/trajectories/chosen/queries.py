"""The chosen trajectories with what they ask, and the volunteers who could take them on."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Integer, Select, bindparam, func, select
from sqlalchemy.orm import joinedload

from portal.access import Actor
from portal.named import found_by
from portal.people.models.people import User, Volunteer
from portal.people.queries import away_on, volunteers_visible_to
from portal.trajectories import queries as trajectory_queries
from portal.trajectories.chosen import rules
from portal.trajectories.load import HOURS, TODAY, hours, in_phase
from portal.trajectories.models.configuration import TypeFunction
from portal.trajectories.models.household import Household
from portal.trajectories.models.trajectory import Assignment, Trajectory
from portal.trajectories.rules import TrajectoryFacts, VolunteerFacts
from portal.work import rows

KEYS = bindparam("keys", type_=Integer, expanding=True)
ASKED = select(Trajectory.id, Trajectory.type_id, in_phase(HOURS).label("hours")).where(Trajectory.id.in_(KEYS))
FUNCTIONS = select(TypeFunction.type_id, TypeFunction.function).where(TypeFunction.type_id.in_(KEYS))
AWAY = select(func.count()).where(Volunteer.id.in_(KEYS), away_on(TODAY))


@dataclass(frozen=True)
class Taker:
    """A volunteer beside what was chosen, without it and with all they could take on of it."""

    id: int
    name: str
    before: VolunteerFacts
    after: VolunteerFacts

    @property
    def takes(self) -> int:
        """How many of the chosen trajectories they could take on."""
        return self.after.households - self.before.households


def chosen(actor: Actor, keys: Collection[int]) -> Select[Trajectory]:
    """Those among these that a coordinator may see, with who supports them."""
    people = joinedload(Trajectory.household).selectinload(Household.clients)
    supporter = joinedload(Trajectory.current).joinedload(Assignment.volunteer)
    statement = trajectory_queries.visible_to(actor).options(people, supporter)
    return statement.where(Trajectory.id.in_(keys))


def takers(actor: Actor, trajectories: Sequence[Trajectory], today: date, search: str) -> list[Taker]:
    """The volunteers of the location who could take on any of these, who could take most first. Always the same number
    of queries."""
    asked = _asked(trajectories, today)
    statement = volunteers_visible_to(actor).join(User, User.id == Volunteer.user_id)
    if search:
        statement = statement.where(found_by(search, User.name_key))
    known = rows(statement.with_only_columns(Volunteer.id, User.name.label("name"), User.name_key))
    facts = trajectory_queries.volunteer_facts([row.id for row in known], today)
    found = []
    for row in sorted(known, key=lambda row: (row.name_key, row.id)):
        wanted = [asked[each.id] for each in trajectories if each.volunteer_id != row.id]
        found.append(Taker(row.id, row.name, facts[row.id], rules.takes(facts[row.id], wanted, today)))
    return sorted((each for each in found if each.takes), key=lambda each: rules.fit_order(each.before, each.after))


def are_away(volunteer_ids: Collection[int], today: date) -> bool:
    """Whether all of these volunteers are away on a day; nobody is not all."""
    wanted = set(volunteer_ids)
    return bool(wanted) and rows(AWAY, keys=wanted, today=today)[0][0] == len(wanted)


def _asked(trajectories: Sequence[Trajectory], today: date) -> dict[int, TrajectoryFacts]:
    functions: dict[int, set[str]] = defaultdict(set)
    for row in rows(FUNCTIONS, keys={each.type_id for each in trajectories}):
        functions[row.type_id].add(row.function)
    found = rows(ASKED, keys=[each.id for each in trajectories], today=today)
    return {row.id: TrajectoryFacts(frozenset(functions[row.type_id]), hours(row.hours)) for row in found}
