"""The volunteers a coordinator can assign, the best fit first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portal.access import Actor
from portal.named import found_by
from portal.organisation.models import Language
from portal.people.models.people import User, Volunteer
from portal.people.queries import volunteers_visible_to
from portal.trajectories import queries as trajectory_queries
from portal.trajectories import rules as trajectory_rules
from portal.trajectories.assignments import rules
from portal.trajectories.models.trajectory import Trajectory
from portal.trajectories.rules import TrajectoryFacts, VolunteerFacts
from portal.work import fetch_all, find, rows


@dataclass(frozen=True)
class Candidate:
    """A volunteer beside a trajectory: why they fit, and what stands in the way. `hard` and `soft`
    are refusal codes of rule 4; hours are hours a week."""

    volunteer: Volunteer
    facts: VolunteerFacts
    hard: list[str]
    soft: list[str]
    languages: list[Language]
    same_area: bool
    asked: Decimal

    @property
    def fits(self) -> bool:
        """Whether nothing of rule 4 stands in the way, so that no reason need be asked."""
        return not (self.hard or self.soft)

    @property
    def free(self) -> Decimal:
        """Hours they have left before this trajectory."""
        return rules.free_hours(self.facts)

    @property
    def expected_with(self) -> Decimal:
        """Hours their caseload would ask with this trajectory."""
        return self.facts.hours_expected + self.asked


def best_first(actor: Actor, trajectory: Trajectory, today: date, search: str = "") -> dict[int, VolunteerFacts]:
    """The volunteers a coordinator may see, except who supports the trajectory now, by their key and sorted by fit.

    They are people of one location, so Python decides rule 4 for each, as it does when the form is sent. A large one
    has hundreds, so they are plain values: see `candidates` for the few that a page shows.
    """
    statement = (
        volunteers_visible_to(actor)
        .with_only_columns(Volunteer.id, User.name_key)
        .join(User, User.id == Volunteer.user_id)
        .where(Volunteer.location_id == trajectory.location_id, Volunteer.id != (trajectory.volunteer_id or 0))
    )
    if search:
        statement = statement.where(found_by(search, User.name_key))
    wanted = trajectory_queries.trajectory_facts(trajectory, today)
    names = {row.id: row.name_key for row in rows(statement)}
    facts = trajectory_queries.volunteer_facts(list(names), today)
    order = sorted(names, key=lambda key: (*rules.fit_order(facts[key], wanted, today), names[key], key))
    return {key: facts[key] for key in order}


def candidates(
    actor: Actor, trajectory: Trajectory, facts: Mapping[int, VolunteerFacts], today: date
) -> list[Candidate]:
    """These volunteers beside a trajectory, in the order of `facts`."""
    wanted = trajectory_queries.trajectory_facts(trajectory, today)
    found = {each.id: each for each in fetch_all(volunteers_visible_to(actor).where(Volunteer.id.in_(facts)))}
    return [_candidate(found[key], each, wanted, today) for key, each in facts.items() if key in found]


def candidate(actor: Actor, trajectory: Trajectory, volunteer_id: int, today: date) -> Candidate:
    """One volunteer beside a trajectory. Raises NotVisible outside the coordinator's location."""
    volunteer = find(
        volunteers_visible_to(actor).where(
            Volunteer.id == volunteer_id, Volunteer.location_id == trajectory.location_id
        )
    )
    facts = trajectory_queries.volunteer_facts([volunteer_id], today)[volunteer_id]
    return _candidate(volunteer, facts, trajectory_queries.trajectory_facts(trajectory, today), today)


def _candidate(volunteer: Volunteer, facts: VolunteerFacts, wanted: TrajectoryFacts, today: date) -> Candidate:
    hard, soft = rules.assign_refusals(facts, wanted, today)
    shared = trajectory_rules.shared_languages(facts, wanted)
    return Candidate(
        volunteer=volunteer,
        facts=facts,
        hard=hard,
        soft=soft,
        languages=[language for language in volunteer.languages if language.code in shared],
        same_area=facts.area is not None and facts.area == wanted.area,
        asked=wanted.hours,
    )
