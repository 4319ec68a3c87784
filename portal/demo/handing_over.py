"""Warm handovers of the demo in each state, most of them at the team one can sign in for."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import Select, and_, exists, select

from portal.db import db
from portal.demo.history import tick_some
from portal.demo.people import Cast
from portal.handovers import traces as handover_traces
from portal.handovers.afterwards import service as afterwards_service
from portal.handovers.answer import service as answer_service
from portal.handovers.beginning import service as beginning_service
from portal.handovers.beginning.rules import Content, ToTeam
from portal.handovers.beginning.rules import Course as Way
from portal.handovers.clock import service as clock_service
from portal.handovers.consent import service as consent_service
from portal.handovers.consent.rules import GivenConsent
from portal.handovers.conversation import service as conversation_service
from portal.handovers.ending import service as ending_service
from portal.handovers.loose_ends import service as loose_ends_service
from portal.handovers.loose_ends.queries import loose_ends
from portal.handovers.loose_ends.rules import Decision, LooseEnd
from portal.handovers.meeting import service as meeting_service
from portal.handovers.meeting.rules import HeldMeeting, PlannedMeeting
from portal.handovers.models.handover import WarmHandover
from portal.handovers.offer import service as offer_service
from portal.handovers.offer.queries import content_of, fingerprint
from portal.handovers.path import SCOPES_OF, Agreed
from portal.handovers.readiness import service as readiness_service
from portal.handovers.returned.rules import Returned
from portal.organisation.models import Coverage
from portal.trajectories.models.configuration import Topic, TrajectoryType
from portal.trajectories.models.household import Household
from portal.trajectories.models.trajectory import Assignment, Trajectory
from portal.work import Act

OWN_AREAS = ("2131", "2132")  # of the team one can sign in for
QUESTION = ("Waar kan dit huishouden terecht voor hulp bij de aangifte?",)
NEEDS = ("Hulp bij brieven van de gemeente.", "Uitleg over de jaarlijkse afrekening van energie.")
AGREEMENTS = (
    Agreed("Samen het nieuwe toeslagenjaar nakijken", "wijkteam"),
    Agreed("Elke dinsdag naar het taalcafé", "cliënt"),
)


@dataclass
class Course:
    """One handover on its way: the cast, its reference, the days on which things happened, and when the last did."""

    cast: Cast
    reference: str
    began: date
    receiver_id: int
    last: datetime | None = None

    def sender(self, days: int) -> Act:
        """The coordinator, so many days after the beginning."""
        return self._after_what_was(self.cast.act(self.cast.user_id("coordinator"), self._day(days), hour=10))

    def receiver(self, days: int) -> Act:
        """The team member, so many days after the beginning."""
        return self._after_what_was(self.cast.act(self.receiver_id, self._day(days), hour=14))

    def _after_what_was(self, act: Act) -> Act:
        """The act, some minutes after the last one where both fall on the same working day."""
        if self.last is not None and act.at <= self.last:
            act = replace(act, at=min(self.last + timedelta(minutes=7), self.cast.at))
        self.last = act.at
        return act

    def _day(self, days: int) -> date:
        return min(self.cast.working_day(self.began + timedelta(days=days)), self.cast.today)

    def decide(self, leaving: int = 0) -> None:
        """Decide about the loose ends, all but the last so many."""
        act = self.sender(3)
        handover = handover_traces.open_handover(act, self.reference)
        ends = loose_ends(handover, act.today)
        chosen = [_decision(place, each) for place, each in enumerate(ends[: len(ends) - leaving])]
        loose_ends_service.decide(act, self.reference, chosen)

    def decide_some(self) -> None:
        """Decide about the loose ends, but not about all."""
        self.decide(leaving=2)

    def offer(self) -> None:
        """Decide what happens with what is still open, read the draft with the client, and offer what the preview
        shows."""
        self.decide()
        readiness_service.record_read(self.sender(4), self.reference, self._day(4))
        handover = handover_traces.open_handover(self.sender(4), self.reference)
        offer_service.offer(self.sender(4), self.reference, fingerprint(content_of(handover)))

    def accept(self) -> None:
        """Read it, and accept."""
        handover_traces.open_handover(self.receiver(6), self.reference)
        answer_service.accept(self.receiver(6), self.reference, 1)

    def plan(self, on: date | None = None) -> None:
        """Plan the meeting."""
        day = on or self.cast.working_day(self.cast.today + timedelta(days=6))
        meeting_service.plan(
            self.receiver(7), self.reference, PlannedMeeting(day, time(13, 30), "Buurthuis Hoofddorp-Noord")
        )

    def hold(self) -> None:
        """Meet, with all three present."""
        parties = ("client", "supporter", "team_member")
        self.plan(self._day(14))
        meeting_service.hold(self.receiver(14), self.reference, HeldMeeting(self._day(14), parties, AGREEMENTS))

    def lapse(self) -> None:
        """Nobody answers: the clock reminds, passes it on, and gives it back."""
        for days in (14, 24, 44):
            at = self.cast.act(self.receiver_id, self._day(days), hour=7).at
            clock_service.run_clock(replace(self.cast.act_of_admin(), at=at))

    def talk(self) -> None:
        """Write to each other about the day of the meeting."""
        said = (
            (self.receiver(6), "Welke dag past het beste? Wij kunnen op dinsdag of donderdag, hier of bij u."),
            (self.sender(7), "Donderdag past, liefst na de taalles van twaalf uur. Er is een tolk nodig."),
            (self.receiver(7), "Goed, dan plannen wij donderdag. De tolk bestellen wij."),
        )
        for number, (act, text) in enumerate(said):
            conversation_service.write(act, self.reference, text, f"demo-{self.reference}-{number}")

    def give_back(self) -> None:
        """Return it, with a question."""
        note = "Welke dagen past het gesprek? Wij missen een telefoonnummer waarop overdag iemand opneemt."
        answer_service.return_to_sender(self.receiver(6), self.reference, Returned("information_missing", note=note))


def write(cast: Cast) -> None:
    """Prepare and move on one handover for each state; the last one belongs to the own volunteer."""
    courses: list[tuple[str, tuple[Callable[[Course], None], ...]]] = [
        ("B", (Course.decide_some,)),
        ("A", (Course.offer,)),
        ("B", (Course.offer,)),
        ("A", (Course.offer, Course.accept, Course.talk)),
        ("B", (Course.offer, Course.accept, Course.plan)),
        ("B", (Course.offer, Course.accept, Course.hold)),
        ("A", (Course.offer, Course.give_back)),
        ("B", (Course.offer, Course.lapse)),
        (
            "A",
            (Course.offer, lambda course: offer_service.withdraw(course.sender(6), course.reference, "Toch te vroeg.")),
        ),
        ("A", (finish, _arrive)),
        ("B", (finish,)),
    ]
    for (trajectory_id, team_id), (variant, steps) in zip(_ending_soon(cast, len(courses)), courses, strict=False):
        ago = 30 if finish in steps or len(steps) > 2 else cast.chance.randint(6, 12)
        began = cast.today - timedelta(days=45 if Course.lapse in steps else ago)
        course = Course(cast, "", began, cast.user_id("team_member"))
        begin(course, trajectory_id, team_id, variant)
        for step in steps:
            step(course)
    _begin_in_time(cast)


def _begin_in_time(cast: Cast) -> None:
    """Begin two of three handovers of which the end comes near in time, with consent and no more."""
    teams = {row.postcode_area: row.team_id for row in db.session.scalars(select(Coverage))}
    begun = exists().where(WarmHandover.trajectory_id == Trajectory.id)
    rows = db.session.execute(
        _social_support()
        .where(~begun, Trajectory.ends_on > cast.today + timedelta(days=42))
        .order_by(Trajectory.ends_on)
    ).all()
    for place, (trajectory_id, postcode, ends_on) in enumerate(rows):
        began = ends_on - timedelta(days=89)
        if place % 3 and began <= cast.today and postcode[:4] in teams:
            begin(Course(cast, "", began, cast.user_id("team_member")), trajectory_id, teams[postcode[:4]], "A")


def _social_support() -> Select[int, str, date]:
    return (
        select(Trajectory.id, Household.postcode, Trajectory.ends_on)
        .join(Household, Household.id == Trajectory.household_id)
        .join(TrajectoryType, TrajectoryType.id == Trajectory.type_id)
        .where(TrajectoryType.code == "social_support", Trajectory.closed_on.is_(None))
    )


def _decision(place: int, end: LooseEnd) -> Decision:
    """Most is passed on; some of it somebody keeps, some is not needed any more."""
    if end.kind == "late" or place % 4 == 1:
        return Decision(end.name, "kept", "Taalcoach" if end.kind == "item" else "Coördinator")
    if end.kind == "item" and place % 7 == 3:
        return Decision(end.name, "closed", "Niet meer nodig, zegt de cliënt.")
    return Decision(end.name, "passed_on")


def begin(course: Course, trajectory_id: int, team_id: int, variant: str) -> None:
    """Prepare the handover, with the needs and the consent that its variant asks."""
    handover = beginning_service.prepare(course.sender(0), trajectory_id, Way(ToTeam(team_id), variant))
    course.reference = handover.reference
    if handover.trajectory.current is None:  # nobody ticked anything
        tick_some(course.cast, trajectory_id, course.cast.user_id("coordinator"), course.began)
    clients = [client.id for client in handover.trajectory.household.members]
    if variant != "A":
        sentences, helper = (NEEDS, "Taalcoach") if variant == "B" else (QUESTION, None)
        topics = db.session.scalars(select(Topic.id).order_by(Topic.position).limit(len(sentences)))
        rows = list(zip(topics, sentences, strict=True))
        beginning_service.change_content(
            course.sender(1), course.reference, handover.version, Content(rows, helper, ())
        )
    for client_id in clients:
        act = course.sender(2)
        consent_service.record(
            act, course.reference, client_id, GivenConsent(SCOPES_OF[variant], "interpreter", act.today)
        )


def finish(course: Course) -> None:
    """From the offer to the day on which the team took over."""
    for step in (Course.offer, Course.accept, Course.hold, _complete):
        step(course)


def _complete(course: Course) -> None:
    ending_service.complete(course.receiver(16), course.reference)


def _arrive(course: Course) -> None:
    """Some weeks later the household turns out to have found its way."""
    afterwards_service.check(course.receiver(30), course.reference, "arrived", None)


def _ending_soon(cast: Cast, number: int) -> list[tuple[int, int]]:
    """Trajectories of social support in the area of the own team: with a volunteer first, then by end."""
    areas = {
        row.postcode_area: row.team_id
        for row in db.session.scalars(select(Coverage).where(Coverage.postcode_area.in_(OWN_AREAS)))
    }
    rows = db.session.execute(
        _social_support()
        .outerjoin(Assignment, and_(Assignment.trajectory_id == Trajectory.id, Assignment.ends_on.is_(None)))
        .where(Trajectory.starts_on < cast.today - timedelta(days=31))
        .order_by(Assignment.id.is_(None), Trajectory.ends_on, Trajectory.id)
    )
    near = [(row[0], areas[row[1][:4]]) for row in rows if row[1][:4] in areas]
    return near[:number]
