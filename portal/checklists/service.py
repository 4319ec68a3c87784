"""Commands on a checklist: tick, not applicable, undo, add a list by hand.

Each is safe on a double tap: the second finds it done and changes nothing. Each is safe on an old page: a change by
somebody else in between is refused, not overwritten.
"""

from datetime import date

from sqlalchemy import select

from portal.access import Action, require
from portal.checklists import queries, rules
from portal.checklists.models import ChecklistItem, ChecklistTemplate
from portal.checklists.starting import add_by_hand
from portal.refusals import NotVisible, Refused
from portal.trajectories.models.trajectory import Trajectory
from portal.trajectories.queries import visible_to
from portal.work import Act, Work, unit_of_work


def tick(act: Act, item_id: int, done_by: str, version: int | None) -> ChecklistItem:
    """Note that an item is done, and by whom: volunteer, together or client.

    `version` is that of the page. Raises NotVisible, Forbidden, Refused("trajectory_closed") or
    Refused("item_moved_on") when somebody changed it since.
    """
    with unit_of_work(act) as work:
        item = _item(work, item_id)
        if item.become(act, version, rules.ItemState("done", done_by)):
            work.commit("item.ticked", item, item_id=item.id, done_by=done_by)
    return item


def set_not_applicable(act: Act, item_id: int, reason: str, version: int | None) -> ChecklistItem:
    """Note that an item is not for this household, and why. Raises as `tick` does."""
    with unit_of_work(act) as work:
        item = _item(work, item_id)
        if item.become(act, version, rules.ItemState("not_applicable", reason=reason)):
            work.commit("item.not_applicable", item, item_id=item.id)
    return item


def undo(act: Act, item_id: int, version: int | None) -> ChecklistItem:
    """Open an item again. Raises as `tick` does."""
    with unit_of_work(act) as work:
        item = _item(work, item_id)
        if item.become(act, version, rules.ItemState("open")):
            work.commit("item.undone", item, item_id=item.id)
    return item


def add_list(act: Act, trajectory_id: int, template_id: int, about: date) -> None:
    """Add a list without a type to a trajectory; its deadlines count from the day it is about.

    Raises NotVisible, Forbidden, Refused("trajectory_closed"), Refused("list_day_far_away")
    or Refused("list_already_there").
    """
    with unit_of_work(act) as work:
        trajectory = work.lock(visible_to(act.actor).where(Trajectory.id == trajectory_id))
        require(act.actor, Action.TICK_ITEM, trajectory)
        if not trajectory.open:
            raise Refused("trajectory_closed")
        if not rules.is_near(about, act.today):
            raise Refused("list_day_far_away", field="about")
        template = work.session.scalars(
            select(ChecklistTemplate).where(
                ChecklistTemplate.id == template_id,
                ChecklistTemplate.type_id.is_(None),
                ChecklistTemplate.status == "current",
            )
        ).first()
        if template is None:
            raise NotVisible
        if queries.has_list(trajectory.id, template.code):
            raise Refused("list_already_there", field="template")
        add_by_hand(work.session, trajectory, template.items, about)
        work.commit("checklist.added", trajectory, list=template.code)


def _item(work: Work, item_id: int) -> ChecklistItem:
    actor = work.act.actor
    item = work.lock(queries.visible_to(actor).where(ChecklistItem.id == item_id))
    require(actor, Action.TICK_ITEM, item)
    if not item.trajectory.open:
        raise Refused("trajectory_closed")
    return item
