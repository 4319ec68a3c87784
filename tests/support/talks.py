"""Talks that a checklist asks for: a trajectory with their items, and where those stand."""

from typing import Any

from sqlalchemy import select

from portal.checklists.models import ChecklistItem
from portal.contacts import service
from portal.contacts.models import ContactMoment
from portal.contacts.rules import ContactDetails
from portal.db import db
from portal.trajectories.models.trajectory import Trajectory
from portal.work import Act
from tests.make import Maker

EVALUATIONS = ("evaluation_3_months", "evaluation_6_months", "evaluation_9_months")
EVERY_TALK = ("intake", *EVALUATIONS, "evaluation_end")


def checklist(make: Maker, trajectory: Trajectory) -> None:
    """Its items: the intake a day late, each evaluation due a month after the one before."""
    made = make.checklist(trajectory, how_many=20)
    for item in made:
        code = item.template_item.code
        if code in EVERY_TALK:
            item.due_on = make.day(30 * EVERY_TALK.index(code) - 1)
        make.save(item)


def items(trajectory: Trajectory) -> dict[str, ChecklistItem]:
    """The items of a trajectory as they are now, by code."""
    found = select(ChecklistItem).where(ChecklistItem.trajectory_id == trajectory.id)
    db.session.expire_all()
    return {item.template_item.code: item for item in db.session.scalars(found)}


def states(trajectory: Trajectory, *codes: str) -> list[str]:
    """Where these items stand, or the first three evaluations."""
    found = items(trajectory)
    return [found[code].state for code in codes or EVALUATIONS]


def talk(make: Maker, purpose: str, reached: bool = True, days: int = 0) -> ContactDetails:
    """A home visit with this purpose, or an attempt."""
    topics = frozenset({make.topic(1).id}) if reached else frozenset()
    return ContactDetails(make.day(days), 60, "home_visit", purpose, reached, topics)


def log(make: Maker, act: Act, trajectory: Trajectory, purpose: str, key: str = "key", **more: Any) -> ContactMoment:
    """Somebody logs it."""
    return service.log(act, [trajectory.id], talk(make, purpose, **more), key)[0]
