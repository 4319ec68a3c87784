"""Ticking the checklist along with a contact.

Contacts and checklists stand beside each other, and neither knows the other: this says what the
form that logs a contact asks of a checklist, and the factory hands that in. It happens in the
transaction of the contact.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Protocol

from portal.contacts.models import ContactMoment
from portal.contacts.rules_ticks import Ticks
from portal.refusals import Refused
from portal.trajectories.models import Trajectory
from portal.work import Work


class Checklist(Protocol):
    """What is asked of a checklist; `portal/checklists/service_along.py` says how it answers."""

    def nearest(self, trajectory_id: int, ticked: Collection[int] = ()) -> list[Any]:
        """The open items that are due first, and those ticked."""

    def ticked_at(self, trajectory_id: int, user_id: int, at: datetime) -> dict[int, str]:
        """What a person ticked at one moment, and who did it."""

    def tick(
        self, work: Work, trajectory: Trajectory, item_ids: Collection[int], done_by: str, since: datetime | None = None
    ) -> Sequence[Any]:
        """Tick items; gives those that were still open."""


_beside: list[Checklist] = []


def init_ticks(checklist: Checklist) -> None:
    """Have this checklist ticked along with a contact."""
    _beside[:] = [checklist]


def nearest(trajectory_id: int, ticked: Collection[int]) -> list[Any]:
    """The open items of a trajectory that the form offers: those due first, and those ticked."""
    return _beside[0].nearest(trajectory_id, ticked)


def store(work: Work, trajectory: Trajectory, ticks: Ticks) -> None:
    """Tick along with a new contact. What happened to an item since this was said on a phone holds. Raises
    Forbidden and the refusals of the checklist."""
    if ticks.item_ids:
        since = work.act.said_at
        _note(work, _beside[0].tick(work, trajectory, ticks.item_ids, ticks.done_by, since), ticks)


def store_again(work: Work, contact: ContactMoment, trajectory: Trajectory, ticks: Ticks) -> None:
    """Tick along with a contact that is stored already: what was ticked then stays, also where
    somebody changed it since; what was ticked additionally before sending again comes with it.

    Raises Refused("already_stored") when a tick of then is missing, or somebody else did it;
    Forbidden and the refusals of the checklist.
    """
    checklist = _beside[0]
    if not ticks.agree_with(checklist.ticked_at(trajectory.id, contact.author_id, contact.logged_at)):
        raise Refused("already_stored")
    if not ticks.item_ids:
        return
    since = min(contact.logged_at, work.act.said)
    new = checklist.tick(work, trajectory, ticks.item_ids, ticks.done_by, since)
    if new:
        _note(work, new[1:], ticks)
        work.commit("item.ticked", new[0], item_id=new[0].id, done_by=ticks.done_by)


def _note(work: Work, items: Sequence[Any], ticks: Ticks) -> None:
    for item in items:
        work.note("item.ticked", item, item_id=item.id, done_by=ticks.done_by)
