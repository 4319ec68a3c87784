"""A contact of the demo that reached the portal after its author's support had ended."""

from datetime import timedelta

from sqlalchemy import exists, select

from portal.contacts.late.service import hand_in
from portal.contacts.rules import ContactDetails
from portal.db import db
from portal.demo.people import Cast
from portal.handovers.models.handover import WarmHandover
from portal.people.models.people import Volunteer
from portal.trajectories.assignments.service import release
from portal.trajectories.models.configuration import Topic
from portal.trajectories.models.trajectory import Assignment

NOTE = "Samen de brieven van deze week doorgenomen. De map ligt in de kast bij de voordeur."


def write(cast: Cast) -> None:
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
