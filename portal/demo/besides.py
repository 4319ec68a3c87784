"""Beside trajectories and handovers the demo has a late contact, questions for room, and people to ring."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import exists, select

from portal.capacity_questions import service as capacity_questions_service
from portal.capacity_questions.rules import Answer, Question
from portal.contacts.late.service import hand_in
from portal.contacts.models import ContactMoment
from portal.contacts.rules import ContactDetails
from portal.db import db
from portal.demo.people import Cast
from portal.handovers.models.handover import WarmHandover
from portal.people.models.people import Volunteer
from portal.trajectories.assignments.service import release
from portal.trajectories.households.service import Helper, set_helper
from portal.trajectories.models.configuration import Topic
from portal.trajectories.models.trajectory import Assignment, Trajectory
from portal.trajectories.queries import is_visible_to
from portal.work import Act
from portal.worklist.questions import service as questions_service
from portal.worklist.questions.rules import Asked

HELPERS = (
    ("gp", "Huisartsenpraktijk De Brug (fictief)", "+31235550105"),
    ("school", "Basisschool De Vlinder (fictief)", "+31235550106"),
)
QUESTIONS = (
    "Mag ik mee naar het gesprek op school? De vader vraagt het, en er is geen tolk.",
    "De aanslag van de waterschapsbelasting is binnen. Kunnen zij kwijtschelding krijgen?",
    "Is de betaalregeling met de energieleverancier nu rond?",
    "De moeder wil liever een andere dag. Kan ik met een collega ruilen?",
    "Wie betaalt de reis naar de inburgeringsles?",
    "Hebben zij de map met brieven nog?",
)
ANSWER = "Ja, dat mag. Vraag de school om de tolkentelefoon; die betaalt de school."
NOTE = "Samen de brieven van deze week doorgenomen. De map ligt in de kast bij de voordeur."


def come_late(cast: Cast) -> None:
    """A volunteer fell ill and released a household this morning; what they did there yesterday was still
    on their phone. It waits for the coordinator."""
    handed_over = exists().where(WarmHandover.trajectory_id == Assignment.trajectory_id)
    chosen = db.session.execute(
        select(Assignment.trajectory_id, Volunteer.user_id)
        .join(Assignment.volunteer)
        .where(Assignment.ends_on.is_(None), Assignment.starts_on < cast.today, ~handed_over)
        .where(Volunteer.user_id != cast.user_id("volunteer"))
        .order_by(Assignment.id.desc())
    ).first()
    topic_id = db.session.scalars(select(Topic.id).order_by(Topic.position)).first()
    assert chosen is not None
    assert topic_id is not None
    yesterday, key = cast.today - timedelta(days=1), chosen.trajectory_id
    visit = ContactDetails(yesterday, 45, "home_visit", "regular", True, frozenset({topic_id}), NOTE)
    release(cast.act(chosen.user_id, cast.today, hour=8), key, "illness", None)
    hand_in(cast.act(chosen.user_id, cast.today, hour=9), key, visit, "demo-late")


def ask_for_room(cast: Cast) -> None:
    """Ask the team one can sign in for, twice."""
    coordinator, member = cast.user_id("coordinator"), cast.user_id("team_member")
    team_id = cast.act(member, cast.today, hour=9).actor.team_id
    assert team_id is not None
    answered, waits = cast.today - timedelta(days=9), cast.today - timedelta(days=2)
    first = Question(team_id, answered + timedelta(days=14), 2, "B", "2132")
    asked = capacity_questions_service.ask(cast.act(coordinator, answered, hour=10), first, "demo-1")
    act = cast.act(member, answered + timedelta(days=1), hour=14)
    answer = Answer("from_day", cast.today + timedelta(days=20), "Dan is een collega terug.")
    capacity_questions_service.answer(act, asked.id, asked.version, answer)
    second = Question(team_id, cast.today + timedelta(days=21), 1, "A")
    capacity_questions_service.ask(cast.act(coordinator, waits, hour=11), second, "demo-2")


def ask_questions(cast: Cast) -> None:
    """Questions of the own volunteer: one was answered yesterday, one waits. A colleague's waits too long; one was put
    off. The coordinator asks about a contact, and a colleague of the volunteer gave an answer."""
    coordinator, own = cast.user_id("coordinator"), cast.user_id("volunteer")
    yesterday = cast.today - timedelta(days=1)
    before = cast.today - timedelta(days=8)
    mine = _supported(own)
    answered = _ask(cast.act(own, cast.today - timedelta(days=2), hour=9), mine[0], QUESTIONS[0])
    questions_service.answer(cast.act(coordinator, yesterday), answered, ANSWER)
    _ask(cast.act(own, yesterday, hour=9), mine[1], QUESTIONS[1])
    contact = db.session.scalars(
        select(ContactMoment.id).where(ContactMoment.trajectory_id == mine[2]).order_by(ContactMoment.on_date.desc())
    ).first()
    _ask(cast.act(coordinator, yesterday, hour=9), mine[2], QUESTIONS[2], contact)
    others = db.session.scalars(select(Volunteer.user_id).where(Volunteer.user_id != own).order_by(Volunteer.id)).all()
    late, put_off, replied = [each for each in others if each != coordinator and _supported(each)][:3]
    _ask(cast.act(late, before, hour=9), _supported(late)[0], QUESTIONS[3])
    waits = _ask(cast.act(put_off, before, hour=9), _supported(put_off)[0], QUESTIONS[4])
    until = cast.working_day(cast.today + timedelta(days=5))
    questions_service.snooze(
        cast.act(coordinator, yesterday), waits, 1, until, "Ik wacht op een brief van de gemeente."
    )
    asked = _ask(cast.act(coordinator, before, hour=9), _supported(replied)[0], QUESTIONS[5])
    questions_service.answer(cast.act(replied, yesterday), asked, "Ja, de map ligt nu bij de voordeur.")


def _supported(user_id: int) -> Sequence[int]:
    """The open trajectories of a volunteer, those they began with first."""
    of = select(Assignment.trajectory_id).join(Assignment.volunteer).join(Assignment.trajectory)
    running = Volunteer.user_id == user_id, Assignment.ends_on.is_(None), Trajectory.closed_on.is_(None)
    return db.session.scalars(of.where(*running).order_by(Assignment.id)).all()


def _ask(act: Act, trajectory_id: int, words: str, contact_id: int | None = None) -> int:
    return questions_service.ask(act, trajectory_id, Asked(words, contact_id), f"demo-{trajectory_id}").id


def add_helpers(cast: Cast) -> None:
    """A practice and a school on each card."""
    act = cast.act(cast.user_id("volunteer"), cast.today)
    for trajectory_id in list(
        db.session.scalars(select(Trajectory.id).where(is_visible_to(act.actor)).order_by(Trajectory.id))
    ):
        for role, name, phone in HELPERS:
            set_helper(act, trajectory_id, role, 0, Helper(name, phone))
