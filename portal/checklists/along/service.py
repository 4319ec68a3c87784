"""Ticking items along with something else that somebody stores, such as a contact.

The factory hands this to that feature, so that the two stand beside each other. It runs in the transaction of that
feature and commits nothing itself.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.access import Action, require
from portal.checklists import queries
from portal.checklists.models import ChecklistItem
from portal.checklists.rules import ItemState
from portal.i18n import in_language
from portal.refusals import NotVisible, Refused
from portal.trajectories.models.trajectory import Trajectory
from portal.work import Work

TOGETHER = "together"  # who did a talk
NEAREST = 6  # what fits below a note without becoming a second checklist


def nearest(trajectory_id: int, ticked: Collection[int] = ()) -> list[Any]:
    """The open items of a trajectory that are due first, as rows (`id`, `due_on`, `title`, `title_en`). Those in
    `ticked` are among them, wherever they stand. A closed trajectory has none."""
    if not ticked:
        return queries.first_open(trajectory_id, NEAREST)
    found = queries.open_by_deadline(trajectory_id)
    return [item for place, item in enumerate(found) if place < NEAREST or item.id in ticked]


def ticked_at(trajectory_id: int, user_id: int, at: datetime) -> dict[int, str]:
    """The items a person ticked at one moment that are still ticked so: the key of an item, and who did it."""
    return {item.id: item.done_by for item in queries.done_at(trajectory_id, user_id, at) if item.done_by}


def tick(
    work: Work, trajectory: Trajectory, item_ids: Collection[int], done_by: str, since: datetime | None = None
) -> list[ChecklistItem]:
    """Tick items of a locked trajectory; gives those that were still open.

    One that somebody ticked already stays as they said. With `since`, the moment at which this was
    sent before, whatever happened to an item from then on holds. Raises Forbidden, and beside
    `ticks` Refused("item_not_offered") for an item that is not of this trajectory or when that is
    closed, and Refused("item_set_aside") for what is not applicable any more.
    """
    require(work.act.actor, Action.TICK_ITEM, trajectory)
    found = [_item(work, trajectory, item_id) for item_id in sorted(item_ids)]
    if since is not None:
        found = [item for item in found if item.changed_at is None or item.changed_at < since]
    aside = [in_language(item.template_item, "title") for item in found if item.state == "not_applicable"]
    if aside:
        raise Refused("item_set_aside", field="ticks", items=", ".join(f"“{title}”" for title in aside))
    still_open = [item for item in found if item.state == "open"]
    if still_open and not trajectory.open:
        raise Refused("item_not_offered", field="ticks")
    done = ItemState("done", done_by)
    return [item for item in still_open if item.become(work.act, item.version, done)]


def close_for(
    work: Work, trajectory: Trajectory, contact_id: int, purpose: str, ticked: Collection[int] = ()
) -> list[ChecklistItem]:
    """Let a talk that took place close the open item it is for, of several the one due first; gives it. Where an
    item of that purpose was ticked along with it (`ticked`), no other is closed: it was for this talk.

    The trajectory is held. An item that somebody ticks at this moment is theirs. None once the trajectory is closed.
    """
    own = [item for item in _of_keys(work, ticked) if item.template_item.purpose == purpose]
    if own or not trajectory.open:
        now = work.act.actor.user_id, work.act.at
        for item in [each for each in own if (each.changed_by_id, each.changed_at) == now][:1]:
            item.closed_by_contact_id = contact_id
        return []
    open_item = queries.first_open_for(trajectory.id, purpose)
    first = work.session.scalar(open_item.with_for_update(of=ChecklistItem, key_share=True))
    if first is None:
        return []
    item = work.lock(select(ChecklistItem).where(ChecklistItem.id == first))
    item.become(work.act, item.version, ItemState("done", TOGETHER))
    item.closed_by_contact_id = contact_id
    return [item]


def reopen_for(work: Work, trajectory_id: int, contact_id: int) -> list[ChecklistItem]:
    """Open what a contact closed, and nobody said anything of by hand since; gives it."""
    found = queries.closed_by(trajectory_id, [contact_id])
    items = [work.lock(select(ChecklistItem).where(ChecklistItem.id == each.id)) for each in found]
    still = [item for item in items if item.closed_by_contact_id == contact_id]
    return [item for item in still if item.become(work.act, item.version, ItemState("open"))]


def closed_by(trajectory_id: int, contact_ids: Collection[int]) -> list[Any]:
    """The items these contacts closed in a trajectory: `id`, `contact_id`, `title` and `title_en`."""
    return queries.closed_by(trajectory_id, contact_ids)


def done_for(trajectory_id: int, purpose: str) -> int:
    """How many items for this talk are done in a trajectory."""
    return queries.done_for(trajectory_id, purpose)


def _of_keys(work: Work, item_ids: Collection[int]) -> list[ChecklistItem]:
    return [work.session.get_one(ChecklistItem, item_id) for item_id in sorted(item_ids)]


def _item(work: Work, trajectory: Trajectory, item_id: int) -> ChecklistItem:
    of_trajectory = ChecklistItem.id == item_id, ChecklistItem.trajectory_id == trajectory.id
    try:
        return work.lock(queries.visible_to(work.act.actor).where(*of_trajectory))
    except NotVisible:
        raise Refused("item_not_offered", field="ticks") from None
