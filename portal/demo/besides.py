"""Beside trajectories and handovers the demo has a late contact, questions for room, and people to ring."""

from datetime import timedelta

from sqlalchemy import exists, select

from portal.capacity_questions import service as capacity_questions_service
from portal.capacity_questions.rules import Answer, Question
from portal.contacts.late.service import hand_in
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

HELPERS = (
    ("gp", "Huisartsenpraktijk De Brug (fictief)", "+31235550105"),
    ("school", "Basisschool De Vlinder (fictief)", "+31235550106"),
)
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


def add_helpers(cast: Cast) -> None:
    """A practice and a school on each card."""
    act = cast.act(cast.user_id("volunteer"), cast.today)
    for trajectory_id in list(
        db.session.scalars(select(Trajectory.id).where(is_visible_to(act.actor)).order_by(Trajectory.id))
    ):
        for role, name, phone in HELPERS:
            set_helper(act, trajectory_id, role, 0, Helper(name, phone))
