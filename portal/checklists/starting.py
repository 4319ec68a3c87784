"""Items appear when trajectories start, and their dates move with them.

It stands in the trajectories' hooks, and so runs in the transaction that starts the trajectories or moves their
dates. It commits nothing itself.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import cast

from sqlalchemy import Table
from sqlalchemy.orm import Session

from portal.bulk import insert_rows
from portal.checklists import queries, rules
from portal.checklists.models import ChecklistItem, TemplateItem
from portal.trajectories.models.trajectory import Trajectory
from portal.trajectories.starting import Started, when_dates_moved, when_started
from portal.work import Act

_TABLE = cast("Table", ChecklistItem.__table__)
_COLUMNS = ("trajectory_id", "template_item_id", "due_on")
_REMEMBERED = 4_000  # lists of terms, some four kilobytes each


def init_checklists() -> None:
    """Have trajectories tell when they start and when their dates move."""
    when_started(add_items)
    when_dates_moved(move_dates)


def add_items(session: Session, _act: Act, started: Sequence[Started]) -> None:
    """Give new trajectories the items of the current lists of their type, for their regime and
    municipality. They keep this version, whatever the admin publishes later."""
    insert_rows(session, _TABLE, _COLUMNS, _rows(started, queries.current_items({each.type_id for each in started})))


def _rows(started: Iterable[Started], lists: Mapping[int, Sequence[TemplateItem]]) -> Iterator[tuple[int, int, date]]:
    """The items of each; what several share is worked out once, for an import asks it of millions."""

    @cache
    def fitting(type_id: int, regime: str, municipality_id: int) -> list[tuple[int, str, int]]:
        return [
            (item.id, item.anchor, item.offset_days)
            for item in lists.get(type_id, ())
            if rules.belongs(item.legal_regime, item.municipality_id, regime, municipality_id)
        ]

    @lru_cache(_REMEMBERED)
    def terms(type_id: int, regime: str, municipality_id: int, dates: rules.Dates) -> list[tuple[int, date]]:
        return [
            (item_id, rules.due_on(anchor, offset_days, dates))
            for item_id, anchor, offset_days in fitting(type_id, regime, municipality_id)
        ]

    for each in started:
        dates = rules.Dates(each.housed_on, each.starts_on, each.ends_on)
        for item_id, day in terms(each.type_id, each.legal_regime, each.municipality_id, dates):
            yield each.id, item_id, day


def add_by_hand(session: Session, trajectory: Trajectory, items: Sequence[TemplateItem], about: date) -> None:
    """Give one trajectory the items of a list that is about a day of its own."""
    dates = dates_of(trajectory)
    municipality_id = trajectory.household.municipality_id
    insert_rows(
        session,
        _TABLE,
        _COLUMNS,
        (
            (trajectory.id, item.id, rules.due_on_by_hand(item.anchor, item.offset_days, about, dates))
            for item in items
            if rules.belongs(item.legal_regime, item.municipality_id, trajectory.legal_regime, municipality_id)
        ),
    )


def move_dates(session: Session, _act: Act, trajectory: Trajectory) -> None:
    """Give the trajectory the items that belong to it as it is now, and the open ones the deadlines of its dates. Done
    items stay, with the deadline they were done against."""
    _exchange(session, trajectory)
    dates = dates_of(trajectory)
    for item in queries.open_with_term(trajectory.id):
        item.due_on = rules.due_on(item.template_item.anchor, item.template_item.offset_days, dates)
    session.flush()


def _exchange(session: Session, trajectory: Trajectory) -> None:
    """Exchange items after a corrected regime or municipality. Untouched items of another one go, those of this one
    come, from the version the trajectory started with."""
    household, regime = trajectory.household, trajectory.legal_regime
    dates = dates_of(trajectory)
    offered = queries.items_of_its_version(trajectory.id)
    here = {
        each.id
        for each in offered
        if rules.belongs(each.legal_regime, each.municipality_id, regime, household.municipality_id)
    }
    present = set()
    for item in queries.items_of(trajectory.id):
        present.add(item.template_item_id)
        if item.template_item in offered and item.template_item_id not in here and item.changed_by_id is None:
            session.delete(item)
    session.flush()
    new = [each for each in offered if each.id in here - present]
    rows = ((trajectory.id, each.id, rules.due_on(each.anchor, each.offset_days, dates)) for each in new)
    insert_rows(session, _TABLE, _COLUMNS, rows)


def dates_of(trajectory: Trajectory) -> rules.Dates:
    """The dates that deadlines of this trajectory count from."""
    return rules.Dates(trajectory.household.housed_on, trajectory.starts_on, trajectory.ends_on)
