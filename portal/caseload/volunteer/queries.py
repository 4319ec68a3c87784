"""The rows behind one volunteer's numbers on the board."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Select, exists
from sqlalchemy.orm import joinedload

from portal.access import Actor
from portal.caseload import queries
from portal.caseload.board.queries import board_row, easiest
from portal.caseload.board.rules import VolunteerNumbers, load_state
from portal.caseload.rules import Signal
from portal.caseload.words import phase_said
from portal.i18n import in_language
from portal.people.models.people import Volunteer
from portal.people.queries import volunteers_visible_to
from portal.trajectories.models.configuration import Phase
from portal.trajectories.models.household import Household
from portal.trajectories.models.trajectory import Assignment, Trajectory
from portal.trajectories.queries import phase_rules, visible_to
from portal.trajectories.rules import phase_on
from portal.work import find


@dataclass(frozen=True)
class Supported:
    """A trajectory a volunteer supports now: its phase, the hours a week it asks, what it needs."""

    trajectory: Trajectory
    phase: Phase
    signals: list[Signal]

    @property
    def said(self) -> str:
        """Its phase in words."""
        weeks = [each.from_week for each in self.trajectory.type.phases]
        return phase_said(weeks, self.phase.from_week, in_language(self.phase))

    @property
    def hours(self) -> Decimal:
        """Hours a week it asks in its phase."""
        return self.phase.hours_per_week


@dataclass(frozen=True)
class Behind:
    """A volunteer, their row of the board with how full they are, and the trajectories it is the sum of."""

    volunteer: Volunteer
    numbers: VolunteerNumbers
    state: str
    supported: list[Supported]


def supported_by(actor: Actor, volunteer_id: int) -> Select[Trajectory]:
    """The open trajectories of the location that a volunteer supports now, oldest first."""
    return (
        visible_to(actor)
        .where(
            Trajectory.closed_on.is_(None),
            exists().where(
                Assignment.trajectory_id == Trajectory.id,
                Assignment.volunteer_id == volunteer_id,
                Assignment.ends_on.is_(None),
            ),
        )
        .options(joinedload(Trajectory.household).selectinload(Household.clients))
        .order_by(Trajectory.starts_on, Trajectory.id)
    )


def behind(actor: Actor, volunteer_id: int, trajectories: Sequence[Trajectory], today: date) -> Behind:
    """The parts behind the numbers of a volunteer, from the trajectories of `supported_by`.

    Raises NotVisible for a volunteer of another location.
    """
    volunteer = find(volunteers_visible_to(actor).where(Volunteer.id == volunteer_id))
    signals = queries.signals_for(trajectories, today)
    supported = [Supported(each, _phase(each, today), signals[each.id]) for each in trajectories]
    numbers = board_row(actor, volunteer_id, today)
    return Behind(volunteer, numbers, load_state(numbers, easiest(actor, today), today), supported)


def _phase(trajectory: Trajectory, today: date) -> Phase:
    """The phase it is in, as it is called."""
    phases = trajectory.type.phases
    from_week = phase_on(phase_rules(phases), trajectory.starts_on, today).from_week
    return next(phase for phase in phases if phase.from_week == from_week)
