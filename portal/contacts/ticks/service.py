"""Ticking the checklist along with a contact.

Contacts and checklists stand beside each other, and neither knows the other. `Checklist` says what the form of a
contact asks, and the factory hands one in. Ticking happens in the transaction of the contact.
"""

from abc import abstractmethod
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Protocol

from portal.contacts import queries
from portal.contacts.models import ContactMoment
from portal.contacts.rules import ContactDetails, talk_of
from portal.contacts.ticks.rules import Ticks
from portal.refusals import Refused
from portal.trajectories.models.trajectory import Trajectory
from portal.work import Work


class Checklist(Protocol):
    """The questions to a checklist; `portal/checklists/along/service.py` answers them."""

    @abstractmethod
    def nearest(self, trajectory_id: int, ticked: Collection[int] = ()) -> list[Any]:
        """The open items that are due first, and those ticked."""

    @abstractmethod
    def ticked_at(self, trajectory_id: int, user_id: int, at: datetime) -> dict[int, str]:
        """The items a person ticked at one moment, and who did them."""

    @abstractmethod
    def tick(
        self, work: Work, trajectory: Trajectory, item_ids: Collection[int], done_by: str, since: datetime | None = None
    ) -> Sequence[Any]:
        """Tick items; gives those that were still open."""

    @abstractmethod
    def close_for(
        self, work: Work, trajectory: Trajectory, contact_id: int, purpose: str, ticked: Collection[int] = ()
    ) -> Sequence[Any]:
        """Close the item that asks for this talk; gives it."""

    @abstractmethod
    def reopen_for(self, work: Work, trajectory_id: int, contact_id: int) -> Sequence[Any]:
        """Open what a contact closed; gives it."""

    @abstractmethod
    def closed_by(self, trajectory_id: int, contact_ids: Collection[int]) -> list[Any]:
        """The items that contacts closed: `contact_id`, `title` and `title_en`."""

    @abstractmethod
    def done_for(self, trajectory_id: int, purpose: str) -> int:
        """How many items for a talk are done."""


_beside: list[Checklist] = []


def init_ticks(checklist: Checklist) -> None:
    """Have this checklist ticked along with a contact."""
    _beside[:] = [checklist]


def nearest(trajectory_id: int, ticked: Collection[int]) -> list[Any]:
    """The open items of a trajectory that the form offers: those due first, and those ticked."""
    return _beside[0].nearest(trajectory_id, ticked)


def store(work: Work, trajectory: Trajectory, ticks: Ticks) -> None:
    """Tick along with a new contact. A later change of an item wins from a tick that waited on a phone. Raises
    Forbidden and the refusals of the checklist."""
    if ticks.item_ids:
        since = work.act.said_at
        _note(work, _beside[0].tick(work, trajectory, ticks.item_ids, ticks.done_by, since), ticks)


def store_again(work: Work, contact: ContactMoment, trajectory: Trajectory, ticks: Ticks) -> None:
    """Tick along with a contact that is stored already. Earlier ticks stay, also where somebody changed the item since;
    ticks that were added before sending again come with them.

    Raises Refused("already_stored") when a tick of then is missing, or somebody else did it; Forbidden and the refusals
    of the checklist.
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


def close(work: Work, contact: ContactMoment, ticked: Collection[int] = ()) -> None:
    """Close the item of the checklist that a new contact answers, if it was the talk that one asks for. `ticked` are
    the items that were ticked along with it."""
    _close(work, contact.trajectory, contact.id, talk_of(contact.purpose, contact.reached), ticked)


def follow(work: Work, contact: ContactMoment, before: ContactDetails) -> None:
    """Follow a correction or a withdrawal. The item of the former talk opens again, or another contact of that talk
    takes it over. The item of the present talk closes."""
    was = talk_of(before.purpose, before.reached)
    now = talk_of(contact.purpose, contact.reached) if contact.withdrawn_at is None else None
    if was == now:
        return
    trajectory = contact.trajectory
    opened = _beside[0].reopen_for(work, trajectory.id, contact.id)
    for item in opened:
        work.note("item.undone", item, item_id=item.id)
    if was and opened:
        _close(work, trajectory, _uncounted(trajectory.id, was), was)
    _close(work, trajectory, contact.id, now)


def closed_by(contact: ContactMoment) -> list[Any]:
    """The items that a contact closed by itself, as rows with `title` and `title_en`."""
    if talk_of(contact.purpose, contact.reached) is None:
        return []
    return _beside[0].closed_by(contact.trajectory_id, [contact.id])


def _close(
    work: Work, trajectory: Trajectory, contact_id: int | None, purpose: str | None, ticked: Collection[int] = ()
) -> None:
    if contact_id is None or purpose is None:
        return
    for item in _beside[0].close_for(work, trajectory, contact_id, purpose, ticked):
        work.note("item.ticked", item, item_id=item.id, done_by=item.done_by)


def _uncounted(trajectory_id: int, purpose: str) -> int | None:
    """A contact that was this talk and for which nothing is closed, while more talks took place than items are done."""
    took_place = queries.talks(trajectory_id, purpose)
    if len(took_place) <= _beside[0].done_for(trajectory_id, purpose):
        return None
    counted = {item.contact_id for item in _beside[0].closed_by(trajectory_id, took_place)}
    return next((each for each in reversed(took_place) if each not in counted), None)


def _note(work: Work, items: Sequence[Any], ticks: Ticks) -> None:
    for item in items:
        work.note("item.ticked", item, item_id=item.id, done_by=ticks.done_by)
