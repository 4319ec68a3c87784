"""Ticking items along with something else that somebody stores, such as a contact.

Handed to that feature by the factory, so that the two stand beside each other; it happens in the
transaction of what is stored and commits nothing itself.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from portal.access import Action, require
from portal.checklists import queries
from portal.checklists.models import ChecklistItem
from portal.checklists.service_steps import becomes
from portal.i18n import in_language
from portal.refusals import NotVisible, Refused
from portal.trajectories.models import Trajectory
from portal.work import Work

NEAREST = 6  # what fits below a note without becoming a second checklist


def nearest(trajectory_id: int, ticked: Collection[int] = ()) -> list[Any]:
    """The open items of a trajectory that are due first, as rows (`id`, `due_on`, `title`,
    `title_en`); also those somebody ticked already, wherever they stand. None once it is closed."""
    if not ticked:
        return queries.first_open(trajectory_id, NEAREST)
    found = queries.open_by_deadline(trajectory_id)
    return [item for place, item in enumerate(found) if place < NEAREST or item.id in ticked]


def ticked_at(trajectory_id: int, user_id: int, at: datetime) -> dict[int, str]:
    """What a person ticked at one moment and still stands so: the key of an item, and who did it."""
    return {item.id: item.done_by for item in queries.done_at(trajectory_id, user_id, at)}


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
    return [item for item in still_open if becomes(work.act, item, item.version, "done", done_by=done_by)]


def _item(work: Work, trajectory: Trajectory, item_id: int) -> ChecklistItem:
    of_trajectory = ChecklistItem.id == item_id, ChecklistItem.trajectory_id == trajectory.id
    try:
        return work.lock(queries.visible_to(work.act.actor).where(*of_trajectory))
    except NotVisible:
        raise Refused("item_not_offered", field="ticks") from None
