"""Items appear when a trajectory starts, and their dates move with it.

Registered with the trajectories' hooks, so it happens in the transaction of whatever started the
trajectory or moved its dates; it commits nothing itself.
"""

from datetime import date
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from portal.checklists import queries, rules
from portal.checklists.models import ChecklistItem, TemplateItem
from portal.trajectories.models import Trajectory
from portal.trajectories.service_start import when_dates_moved, when_started
from portal.work import Act

_READ = "checklists_read"


def init_checklists() -> None:
    """Have trajectories tell when they start and when their dates move."""
    when_started(add_items)
    when_dates_moved(move_dates)


def add_items(session: Session, act: Act, trajectory: Trajectory) -> None:
    """Give a new trajectory the items of the current lists of its type, for its regime and
    municipality. It keeps this version, whatever the admin publishes later."""
    insert_items(session, trajectory, _items_of_type(session, act, trajectory.type.id))


def insert_items(
    session: Session, trajectory: Trajectory, items: list[TemplateItem], about: date | None = None
) -> None:
    """Put the items that belong to this trajectory in the database, with their deadlines. `about`
    is the day a list is about that somebody adds by hand."""
    dates = dates_of(trajectory)
    municipality_id = trajectory.household.municipality_id
    rows: list[dict[str, Any]] = [
        {
            "trajectory_id": trajectory.id,
            "template_item_id": item.id,
            "due_on": rules.due_on_by_hand(item.anchor, item.offset_days, about, dates)
            if about
            else rules.due_on(item.anchor, item.offset_days, dates),
        }
        for item in items
        if rules.belongs(item.legal_regime, item.municipality_id, trajectory.legal_regime, municipality_id)
    ]
    if rows:
        session.execute(insert(ChecklistItem), rows)


def move_dates(session: Session, act: Act, trajectory: Trajectory) -> None:
    """Give the open items the deadlines that follow from the dates as they are now. What is done
    keeps the deadline it was done against."""
    dates = dates_of(trajectory)
    for item in queries.open_with_term(trajectory.id):
        item.due_on = rules.due_on(item.template_item.anchor, item.template_item.offset_days, dates)
    session.flush()


def dates_of(trajectory: Trajectory) -> rules.Dates:
    """The dates that deadlines of this trajectory count from."""
    return rules.Dates(trajectory.household.housed_on, trajectory.starts_on, trajectory.ends_on)


def _items_of_type(session: Session, act: Act, type_id: int) -> list[TemplateItem]:
    """The items of a type, read once in an act: an import starts thousands of trajectories in one
    transaction."""
    of_act, read = session.info.get(_READ, (None, {}))
    if of_act is not act:
        read = {}
        session.info[_READ] = (act, read)
    if type_id not in read:
        read[type_id] = queries.current_items(type_id)
    return read[type_id]
