"""Warm handovers of the demo in each state, most of them at the team one can sign in for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta

from sqlalchemy import and_, select

from portal.db import db
from portal.demo.people import Cast
from portal.handovers import service, service_answer, service_complete, service_consent, service_reading
from portal.handovers.queries_snapshot import content_of, fingerprint
from portal.handovers.rules import SCOPES_OF, Agreed
from portal.organisation.models import Coverage
from portal.trajectories.models import Assignment, Trajectory
from portal.trajectories.models_configuration import Topic, TrajectoryType
from portal.trajectories.models_households import Household

OWN_AREAS = ("2131", "2132")  # of the team one can sign in for
QUESTION = ("Waar kan dit huishouden terecht voor hulp bij de aangifte?",)
NEEDS = ("Hulp bij brieven van de gemeente.", "Uitleg over de jaarlijkse afrekening van energie.")
AGREEMENTS = (
    Agreed("Samen het nieuwe toeslagenjaar nakijken", "wijkteam"),
    Agreed("Elke dinsdag naar het taalcafé", "cliënt"),
)


@dataclass
class Course:
    """One handover on its way: the cast, its reference and the days on which things happened."""

    cast: Cast
    reference: str
    began: date
    receiver_id: int

    def sender(self, days: int) -> "service.Act":
        """The coordinator, so many days after the beginning."""
        return self.cast.act(self.cast.user_id("coordinator"), self._day(days), hour=10)

    def receiver(self, days: int) -> "service.Act":
        """The team member, so many days after the beginning."""
        return self.cast.act(self.receiver_id, self._day(days), hour=14)

    def _day(self, days: int) -> date:
        return min(self.began + timedelta(days=days), self.cast.today)

    def offer(self) -> None:
        """Offer what the preview shows."""
        handover = service_reading.open_handover(self.sender(4), self.reference)
        service.offer(self.sender(4), self.reference, fingerprint(content_of(handover)))

    def accept(self) -> None:
        """Read it, and accept."""
        service_reading.open_handover(self.receiver(6), self.reference)
        service_answer.accept(self.receiver(6), self.reference)

    def plan(self, on: date | None = None) -> None:
        """Plan the meeting."""
        day = on or self.cast.today + timedelta(days=6)
        service_answer.plan(self.receiver(7), self.reference, day, time(13, 30), "Buurthuis Hoofddorp-Noord")

    def hold(self) -> None:
        """Meet, with all three present."""
        parties = ("client", "supporter", "team_member")
        self.plan(self._day(14))
        service_answer.hold(self.receiver(14), self.reference, self._day(14), parties, AGREEMENTS)

    def give_back(self) -> None:
        """Return it, with a question."""
        note = "Welke dagen past het gesprek? Wij missen een telefoonnummer waarop overdag iemand opneemt."
        service_answer.return_to_sender(self.receiver(6), self.reference, "information_missing", None, note)


def write(cast: Cast) -> None:
    """Prepare and move on one handover for each state; the last one belongs to the own volunteer."""
    courses: list[tuple[str, tuple[Callable[[Course], None], ...]]] = [
        ("B", ()),
        ("A", (Course.offer,)),
        ("B", (Course.offer,)),
        ("A", (Course.offer, Course.accept)),
        ("B", (Course.offer, Course.accept, Course.plan)),
        ("B", (Course.offer, Course.accept, Course.hold)),
        ("A", (Course.offer, Course.give_back)),
        ("A", (Course.offer, lambda course: service.withdraw(course.sender(6), course.reference, "Toch te vroeg."))),
        ("B", (finish,)),
    ]
    for (trajectory_id, team_id), (variant, steps) in zip(_ending_soon(cast, len(courses)), courses, strict=False):
        began = cast.today - timedelta(days=30 if finish in steps or len(steps) > 2 else cast.chance.randint(6, 12))
        course = Course(cast, "", began, cast.user_id("team_member"))
        begin(course, trajectory_id, team_id, variant)
        for step in steps:
            step(course)


def begin(course: Course, trajectory_id: int, team_id: int, variant: str) -> None:
    """Prepare the handover, with the needs and the consent that its variant asks."""
    handover = service.prepare(course.sender(0), trajectory_id, team_id, variant)
    course.reference = handover.reference
    clients = [client.id for client in handover.trajectory.household.members]
    if variant != "A":
        sentences, helper = (NEEDS, "Taalcoach") if variant == "B" else (QUESTION, None)
        topics = db.session.scalars(select(Topic.id).order_by(Topic.position).limit(len(sentences)))
        rows = list(zip(topics, sentences, strict=True))
        service.change_content(course.sender(1), course.reference, handover.version, rows, helper, ())
    for client_id in clients:
        act = course.sender(2)
        service_consent.record(act, course.reference, client_id, SCOPES_OF[variant], "interpreter", act.today)


def finish(course: Course) -> None:
    """From the offer to the day on which the team took over."""
    for step in (Course.offer, Course.accept, Course.hold, _complete):
        step(course)


def _complete(course: Course) -> None:
    service_complete.complete(course.receiver(16), course.reference)


def _ending_soon(cast: Cast, number: int) -> list[tuple[int, int]]:
    """Trajectories of social support in the area of the own team: with a volunteer first, then by end."""
    areas = {
        row.postcode_area: row.team_id
        for row in db.session.scalars(select(Coverage).where(Coverage.postcode_area.in_(OWN_AREAS)))
    }
    rows = db.session.execute(
        select(Trajectory.id, Household.postcode)
        .join(Household, Household.id == Trajectory.household_id)
        .join(TrajectoryType, TrajectoryType.id == Trajectory.type_id)
        .outerjoin(Assignment, and_(Assignment.trajectory_id == Trajectory.id, Assignment.ends_on.is_(None)))
        .where(
            TrajectoryType.code == "social_support",
            Trajectory.closed_on.is_(None),
            Trajectory.starts_on < cast.today - timedelta(days=31),
        )
        .order_by(Assignment.id.is_(None), Trajectory.ends_on, Trajectory.id)
    )
    near = [(row[0], areas[row[1][:4]]) for row in rows if row[1][:4] in areas]
    return near[:number]
