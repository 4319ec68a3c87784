"""Handovers of the demo that no team takes over: a question to one, to another organisation, and to the trajectory
that follows."""

from datetime import timedelta

from sqlalchemy import and_, exists, select

from portal.db import db
from portal.demo.handing_over import OWN_AREAS, Course, begin
from portal.demo.people import Cast, unless_refused
from portal.handovers.answer import service as answer_service
from portal.handovers.beginning import service as beginning_service
from portal.handovers.beginning.rules import Course as Way
from portal.handovers.beginning.rules import ToNextType, ToOrganisation
from portal.handovers.consent import service as consent_service
from portal.handovers.consent.rules import GivenConsent
from portal.handovers.ending import service as ending_service
from portal.handovers.meeting import service as meeting_service
from portal.handovers.meeting.rules import HeldMeeting
from portal.handovers.models.handover import WarmHandover
from portal.handovers.organisations import service as organisations_service
from portal.handovers.organisations.rules import NewOrganisation
from portal.organisation.models import Coverage
from portal.trajectories.assignments.service import assign
from portal.trajectories.models.configuration import TrajectoryType
from portal.trajectories.models.household import Household
from portal.trajectories.models.trajectory import Assignment, Trajectory

ADVICE = "Elke woensdagochtend helpt het formulierenspreekuur in de bibliotheek. Neem de brief en DigiD mee."
DEBT_HELP = NewOrganisation("Schuldhulp Meerlanden (fictief)", "+31235550199", "aanmelden@example.org")
OTHERS_PRESENT = ("client", "supporter", "team_member")
INSIDE_PRESENT = ("client", "supporter", "coordinator")


def write(cast: Cast) -> None:
    """Write a question that was answered and one that waits, and a document that was sent and accepted. Then a handover
    that passes inside, and one that just passed, kept for its volunteer."""
    team_of = {
        row.postcode_area: row.team_id
        for row in db.session.scalars(select(Coverage).where(Coverage.postcode_area.in_(OWN_AREAS)))
    }
    everybody = free(cast, "social_support", supported=False)
    support = [(key, team_of[area]) for key, area in everybody if area in team_of]
    for (trajectory_id, team_id), answered in zip(support, (True, False), strict=False):
        ask(_course(cast, 12), trajectory_id, team_id, answered)
    elsewhere = [key for key, _area in free(cast, "social_support")]
    if elsewhere:
        send(_course(cast, 15), elsewhere[-1])
    settling = [key for key, _area in free(cast, "settlement_coaching")]
    if settling:
        beginning_service.prepare(_course(cast, 6).sender(0), settling[0], Way(ToNextType()))
    passing = [key for key, _area in free(cast, "har_pretrajectory", supported=False)]
    if passing:
        course = _course(cast, 14)
        # The own volunteer, with hours to spare, reads what they did together and finds what follows kept
        # for them; without hours, the volunteer who is there hands over.
        spare = unless_refused(assign, course.sender(0), passing[-1], cast.own_volunteer().id)
        pass_inside(course, passing[-1 if spare else 0])


def ask(course: Course, trajectory_id: int, team_id: int, answered: bool) -> None:
    """Put a question to the team."""
    begin(course, trajectory_id, team_id, "C")
    course.offer()
    if answered:
        course.accept()
        act = course.receiver(9)
        present = ("supporter", "team_member")
        answer_service.answer(act, course.reference, act.today, present, ADVICE)


def send(course: Course, trajectory_id: int) -> None:
    """Send the document to another organisation, which accepts and meets."""
    made = beginning_service.prepare(course.sender(0), trajectory_id, Way(ToOrganisation(DEBT_HELP), "A"))
    course.reference = made.reference
    for client_id in [client.id for client in made.trajectory.household.members]:
        act = course.sender(2)
        consent_service.record(act, course.reference, client_id, GivenConsent(("contact",), "signed", act.today))
    course.offer()
    organisations_service.record_accepted(course.sender(7), course.reference, "intaker")
    act = course.sender(13)
    meeting_service.hold(act, course.reference, HeldMeeting(act.today, OTHERS_PRESENT, ()))


def pass_inside(course: Course, trajectory_id: int) -> None:
    """Pass it to the type that follows, with everybody there."""
    course.reference = beginning_service.prepare(course.sender(1), trajectory_id, Way(ToNextType())).reference
    course.decide()
    act = course.sender(11)
    meeting_service.hold(act, course.reference, HeldMeeting(act.today, INSIDE_PRESENT, ()))
    unless_refused(ending_service.complete, course.sender(12), course.reference)


def free(cast: Cast, code: str, supported: bool = True) -> list[tuple[int, str]]:
    """Trajectories of a type that have no handover yet, with their postcode area. Those of the own volunteer come
    first, then those somebody supports, the longest running first."""
    since = cast.today - timedelta(days=20)
    own = Assignment.volunteer_id == cast.own_volunteer().id
    rows = db.session.execute(
        select(Trajectory.id, Household.postcode)
        .join(Household, Household.id == Trajectory.household_id)
        .join(TrajectoryType, TrajectoryType.id == Trajectory.type_id)
        .outerjoin(Assignment, and_(Assignment.trajectory_id == Trajectory.id, Assignment.ends_on.is_(None)))
        .where(
            TrajectoryType.code == code,
            Trajectory.closed_on.is_(None),
            Assignment.starts_on < since if supported else Trajectory.starts_on < since,
            ~exists().where(WarmHandover.trajectory_id == Trajectory.id),
        )
        .order_by(Assignment.id.is_(None), own.desc(), Trajectory.starts_on, Trajectory.id)
    )
    return [(row[0], row[1][:4]) for row in rows]


def _course(cast: Cast, days: int) -> Course:
    return Course(cast, "", cast.today - timedelta(days=days), cast.user_id("team_member"))
