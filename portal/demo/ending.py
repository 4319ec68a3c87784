"""The trajectories that are over in the demo: short ones closed, social support handed over to its team, with its
feedback."""

from datetime import date, timedelta
from itertools import count

from sqlalchemy import select

from portal.access import RoleKind
from portal.db import db
from portal.demo.handing_over import Course, begin, finish
from portal.demo.people import Cast
from portal.handovers.afterwards import service as afterwards_service
from portal.handovers.ending.rules import Closing
from portal.handovers.ending.service import close
from portal.organisation.models import Coverage, NeighbourhoodTeam
from portal.people.accounts.service import add_user
from portal.people.models.people import Role
from portal.people.roles.service import RolePlace, grant_role
from portal.trajectories.models.configuration import TrajectoryType
from portal.trajectories.models.household import Household
from portal.trajectories.models.trajectory import Trajectory
from portal.work import Act

COLLEAGUES = (("Lotte", "Verhoeven"), ("Rahmi", "Aksoy"), ("Tess", "Boersma"), ("Carlos", "Pinas"), ("Hanna", "Bouman"))


def write(cast: Cast) -> None:
    """Close what ended before the day of the demo, on the day it ended."""
    teams = teams_by_area()
    members = members_of(cast, sorted(set(teams.values())))
    coordinator = cast.user_id("coordinator")
    for trajectory_id, ends_on, code, area in ended(cast):
        act = cast.act(coordinator, ends_on)
        if code != "social_support":
            close(act, trajectory_id, Closing("completed", None))
        elif area not in teams or cast.one_in(6):
            close(act, trajectory_id, Closing("moved_away", "Verhuisd naar een andere gemeente."))
        else:
            team_id = teams[area]
            course = Course(cast, "", ends_on - timedelta(days=20), members[team_id])
            begin(course, trajectory_id, team_id, "A")
            finish(course)
            ask_arrival(course, trajectory_id)


def ask_arrival(course: Course, number: int) -> None:
    """Seven weeks after the team took over, when that is past: did the household arrive. One in four nobody asked."""
    if course.began + timedelta(days=65) < course.cast.today and number % 4:
        arrival = "unknown" if number % 5 == 0 else "arrived"
        afterwards_service.check(course.receiver(65), course.reference, arrival, None)


def ended(cast: Cast) -> list[tuple[int, date, str, str]]:
    """Trajectories whose end has passed: key, end, type, postcode area."""
    rows = db.session.execute(
        select(Trajectory.id, Trajectory.ends_on, TrajectoryType.code, Household.postcode)
        .join(TrajectoryType, TrajectoryType.id == Trajectory.type_id)
        .join(Household, Household.id == Trajectory.household_id)
        .where(Trajectory.closed_on.is_(None), Trajectory.ends_on < cast.today - timedelta(days=5))
        .order_by(Trajectory.ends_on, Trajectory.id)
    )
    return [(row[0], row[1], row[2], row[3][:4]) for row in rows]


def teams_by_area() -> dict[str, int]:
    """The team that covers each postcode area now."""
    rows = db.session.scalars(select(Coverage).where(Coverage.valid_until.is_(None)))
    return {row.postcode_area: row.team_id for row in rows}


def members_of(cast: Cast, team_ids: list[int]) -> dict[int, int]:
    """Somebody of each team: the one to sign in as, or a colleague without a password."""
    known = {
        role.team_id: role.user_id
        for role in db.session.scalars(select(Role).where(Role.kind == RoleKind.TEAM_MEMBER))
        if role.team_id is not None
    }
    numbers = count(1)
    for team_id, (first, last) in zip((key for key in team_ids if key not in known), COLLEAGUES, strict=False):
        act: Act = cast.act_of_admin()
        user = add_user(act, f"wijkteam{next(numbers)}@example.org", first, last)
        grant_role(act, user.id, RoleKind.TEAM_MEMBER, RolePlace(team_id=team_id))
        known[team_id] = user.id
    names = {team.id: team.name for team in db.session.scalars(select(NeighbourhoodTeam))}
    return {team_id: user_id for team_id, user_id in known.items() if team_id in names}
