"""Carrying out a plan of trajectories in the transaction of an import, thousands of rows at a time."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from sqlalchemy import Table, delete, select, tuple_
from sqlalchemy.orm import Session, contains_eager

from portal import audit
from portal.bulk import FEW, change_rows, chunks, insert_rows, reserve_keys
from portal.imports.rules.columns import folded
from portal.imports.rules.comparing_trajectories import Home, TrajectoryPlan
from portal.imports.rules.rows import TrajectoryRow
from portal.imports.rules.values import Language
from portal.imports.steps import Subject, add_aliases, language_keys
from portal.organisation.models import Municipality
from portal.trajectories.models.configuration import TrajectoryType
from portal.trajectories.models.household import Client, ClientLanguage, Household
from portal.trajectories.models.trajectory import Assignment, Trajectory
from portal.trajectories.starting import Start, dates_moved, recount, start_trajectories
from portal.work import Work

_HOUSEHOLDS = cast("Table", Household.__table__)
_CLIENTS = cast("Table", Client.__table__)
_SPOKEN = cast("Table", ClientLanguage.__table__)
_HOME_COLUMNS = (
    *("id", "location_id", "street", "house_number", "postcode", "city", "municipality_id"),
    *("housed_on", "adults", "children", "case_manager"),
)
_CLIENT_COLUMNS = (
    *("id", "household_id", "location_id", "client_number", "first_name", "last_name", "birth_year"),
    *("phone", "email", "interpreter_needed"),
)
_MOVES_THE_END = {"housed_on", "municipality_id"}


def apply_trajectories(work: Work, location_id: int, plan: TrajectoryPlan) -> None:
    """Make what is new, change what differs, and leave a line for each. Nothing is removed."""
    session = work.session
    municipalities = dict(session.execute(select(Municipality.name, Municipality.id)).all())
    languages = language_keys(session, plan.new_languages)
    _change(work, plan, municipalities, languages)
    homes, made = _add_homes(session, location_id, plan, municipalities, languages)
    add_aliases(work, location_id, plan, homes, made)
    _start(work, location_id, plan, homes, municipalities)
    lines = [
        audit.line(
            work.act,
            "trajectory.imported",
            Subject("trajectory" if key else "household", key or home_id, home_id, location_id),
            {"change": "changed"},
        )
        for key, home_id in plan.touched
    ]
    audit.write_all(session, lines)


def _add_homes(
    session: Session,
    location_id: int,
    plan: TrajectoryPlan,
    municipalities: Mapping[str, int],
    languages: Mapping[str, int],
) -> tuple[dict[str, int], dict[str, int]]:
    """New households, each with its client; the keys of both by folded client number."""
    rows = plan.new_homes.values()
    home_keys = reserve_keys(session, _HOUSEHOLDS, len(rows))
    client_keys = reserve_keys(session, _CLIENTS, len(rows))
    insert_rows(
        session,
        _HOUSEHOLDS,
        _HOME_COLUMNS,
        (
            (
                *(key, location_id, row.street, row.house_number, row.postcode, row.city),
                *(municipalities[row.municipality], row.housed_on, row.adults, row.children, row.case_manager),
            )
            for key, row in zip(home_keys, rows, strict=True)
        ),
    )
    insert_rows(
        session,
        _CLIENTS,
        _CLIENT_COLUMNS,
        (
            (
                *(key, home, location_id, row.client_number, row.first_name, row.last_name, row.birth_year),
                *(row.phone, row.email, bool(row.interpreter_needed)),
            )
            for key, home, row in zip(client_keys, home_keys, rows, strict=True)
        ),
    )
    _add_spoken(
        session,
        languages,
        ((key, each) for key, row in zip(client_keys, rows, strict=True) for each in row.languages),
    )
    return dict(zip(plan.new_homes, home_keys, strict=True)), dict(zip(plan.new_homes, client_keys, strict=True))


def _add_spoken(session: Session, languages: Mapping[str, int], spoken: Iterable[tuple[int, Language]]) -> None:
    rows = ((client_id, languages[folded(each.name)], each.level) for client_id, each in spoken)
    insert_rows(session, _SPOKEN, ("client_id", "language_id", "level"), rows)


def _start(
    work: Work, location_id: int, plan: TrajectoryPlan, homes: Mapping[str, int], municipalities: Mapping[str, int]
) -> None:
    if not plan.starts:
        return
    session = work.session
    types = {each.code: each for each in session.scalars(select(TrajectoryType))}
    told = _households(session, [home for home, _row in plan.starts if isinstance(home, int)])
    starts = []
    for home, row in plan.starts:
        key, municipality_id, housed_on = _household(home, homes, told, plan.new_homes, municipalities)
        type_id = types[row.trajectory_type].id
        starts.append(Start(key, location_id, municipality_id, housed_on, type_id, row.legal_regime, row.starts_on))
    started = start_trajectories(session, work.act, types.values(), starts)
    for part in chunks(zip(started, starts, strict=True)):
        lines = [
            audit.line(
                work.act,
                "trajectory.imported",
                Subject("trajectory", each.id, start.household_id, location_id),
                {"change": "new"},
            )
            for each, start in part
        ]
        audit.write_all(session, lines)


def _household(
    home: Home,
    homes: Mapping[str, int],
    told: Mapping[int, tuple[int, Any]],
    new: Mapping[str, TrajectoryRow],
    municipalities: Mapping[str, int],
) -> tuple[int, int, Any]:
    """Key, municipality and housing date of a household that was there or was just made."""
    if isinstance(home, int):
        return home, *told[home]
    return homes[home], municipalities[new[home].municipality], new[home].housed_on


def _households(session: Session, keys: list[int]) -> dict[int, tuple[int, Any]]:
    found = {}
    for part in chunks(keys, FEW):
        for key, municipality_id, housed_on in session.execute(
            select(Household.id, Household.municipality_id, Household.housed_on).where(Household.id.in_(part))
        ):
            found[key] = (municipality_id, housed_on)
    return found


def _change(work: Work, plan: TrajectoryPlan, municipalities: Mapping[str, int], languages: Mapping[str, int]) -> None:
    session = work.session
    moved = []
    for key, values in plan.home_changes.items():
        if "municipality" in values:
            values["municipality_id"] = municipalities[values.pop("municipality")]
        if _MOVES_THE_END & values.keys():
            moved.append(key)
    change_rows(session, _HOUSEHOLDS, plan.home_changes)
    change_rows(session, _CLIENTS, plan.client_changes)
    for part in chunks(plan.spoken, FEW):
        pairs = [(client_id, languages[folded(each.name)]) for client_id, each in part]
        session.execute(delete(_SPOKEN).where(tuple_(_SPOKEN.c.client_id, _SPOKEN.c.language_id).in_(pairs)))
    _add_spoken(session, languages, plan.spoken)
    for part in chunks(plan.course_changes, FEW):
        _change_courses(work, part, plan.course_changes)
    for part in chunks(moved, FEW):
        open_ones = _courses.where(Household.id.in_(part), Trajectory.closed_on.is_(None))
        for trajectory in session.scalars(open_ones, execution_options={"populate_existing": True}).all():
            recount(work, trajectory)


_courses = (
    select(Trajectory).join(Trajectory.household).options(contains_eager(Trajectory.household)).order_by(Trajectory.id)
)


def _change_courses(work: Work, keys: list[int], changes: Mapping[int, Mapping[str, Any]]) -> None:
    """Another regime or start. Who never had a volunteer waits from the new start on."""
    session = work.session
    supported = set(session.scalars(select(Assignment.trajectory_id).where(Assignment.trajectory_id.in_(keys))))
    for trajectory in session.scalars(
        _courses.where(Trajectory.id.in_(keys)), execution_options={"populate_existing": True}
    ).all():
        values = changes[trajectory.id]
        starts_on = values.get("starts_on", trajectory.starts_on)
        if trajectory.waiting_since == trajectory.starts_on and trajectory.id not in supported:
            trajectory.waiting_since = starts_on
        trajectory.legal_regime = values.get("legal_regime", trajectory.legal_regime)
        if starts_on == trajectory.starts_on:
            dates_moved(session, work.act, trajectory)
        else:
            trajectory.starts_on, trajectory.ends_on = starts_on, max(trajectory.ends_on, starts_on)
            recount(work, trajectory)
