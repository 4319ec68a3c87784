"""Trajectory rows beside the clients, households and trajectories of a location.

A client is known by the client number, within the location; the household is the client's own.
When several rows speak of one household or client, the one with the latest start tells what is
true of them (the last of the file when two start on one day), so that no two rows of a file
overwrite each other in turn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from portal.imports.rules.comparing import (
    Comparison,
    Numbered,
    Verdict,
    differing,
    languages_to_add,
    notice_new_languages,
)
from portal.imports.rules.findings import Notice, Objection
from portal.imports.rules.rows import TrajectoryRow
from portal.imports.rules.values import Language

HOME = {
    "straat": "street",
    "huisnummer": "house_number",
    "postcode": "postcode",
    "woonplaats": "city",
    "gemeente": "municipality",
    "gehuisvest op": "housed_on",
    "volwassenen": "adults",
    "kinderen": "children",
    "klantmanager": "case_manager",
}
CLIENT = {
    "voornaam": "first_name",
    "achternaam": "last_name",
    "geboortejaar": "birth_year",
    "telefoon": "phone",
    "e-mail": "email",
    "tolk nodig": "interpreter_needed",
}
COURSE = {"wettelijk regime": "legal_regime", "startdatum": "starts_on"}


@dataclass(frozen=True, slots=True)
class HomeNow:
    """A household as the portal holds it; ``municipality`` by name."""

    id: int
    street: str
    house_number: str
    postcode: str
    city: str
    municipality: str
    housed_on: date
    adults: int
    children: int
    case_manager: str | None


@dataclass(frozen=True, slots=True)
class ClientNow:
    """A client as the portal holds them; ``left`` when they no longer belong to the household."""

    id: int
    home: HomeNow
    first_name: str
    last_name: str
    birth_year: int | None
    phone: str | None
    email: str | None
    interpreter_needed: bool
    left: bool


@dataclass(frozen=True, slots=True)
class CourseNow:
    """A trajectory as the portal holds it."""

    id: int
    legal_regime: str
    starts_on: date
    closed_on: date | None


Home = int | str
"""A household by its key in the database, or by the folded client number that makes a new one."""


@dataclass
class PresentTrajectories:
    """What a location holds: clients by folded client number, trajectories by household and type."""

    clients: Mapping[str, ClientNow]
    courses: Mapping[tuple[int, str], list[CourseNow]]
    spoken: Mapping[int, Mapping[str, str | None]]
    languages: frozenset[str]

    def objection(self, row: TrajectoryRow) -> Objection | None:
        """The number belongs to somebody else here, or to somebody who left their household."""
        now = self.clients.get(row.client_number.casefold())
        if now is None:
            return None
        names = (now.first_name.casefold(), now.last_name.casefold())
        if names != (row.first_name.casefold(), row.last_name.casefold()):
            return Objection("clientnummer", "other_person_known")
        if now.birth_year not in (None, row.birth_year):
            return Objection("clientnummer", "other_person_known")
        return Objection("clientnummer", "client_left") if now.left else None


@dataclass
class TrajectoryPlan(Comparison):
    """What an import of trajectories would do, in plain values."""

    new_homes: dict[str, TrajectoryRow] = field(default_factory=dict)
    starts: list[tuple[Home, TrajectoryRow]] = field(default_factory=list)
    home_changes: dict[int, dict[str, Any]] = field(default_factory=dict)
    client_changes: dict[int, dict[str, Any]] = field(default_factory=dict)
    spoken: list[tuple[int, Language]] = field(default_factory=list)
    course_changes: dict[int, dict[str, Any]] = field(default_factory=dict)
    touched: list[tuple[int | None, int]] = field(default_factory=list)  # trajectory and household of a changed row
    new_languages: list[str] = field(default_factory=list)


def compare_trajectories(rows: Sequence[Numbered[TrajectoryRow]], present: PresentTrajectories) -> TrajectoryPlan:
    """What each row means, and what an import of them all would do."""
    plan = TrajectoryPlan()
    good: list[Numbered[TrajectoryRow]] = []
    tellers: dict[Home, Numbered[TrajectoryRow]] = {}
    for numbered in rows:
        row = numbered.row
        if objection := present.objection(row):
            plan.refuse(numbered.line, row.client_number, objection)
            continue
        good.append(numbered)
        for about in (_home(row, present), row.client_number.casefold()):
            told = tellers.setdefault(about, numbered)
            if row.starts_on >= told.row.starts_on:
                tellers[about] = numbered
    plan.new_languages = notice_new_languages(plan, ((n.line, n.row.languages) for n in good), present.languages)
    taken: set[tuple[Home, str]] = set()
    for numbered in good:
        _compare(plan, numbered, present, tellers, taken)
    plan.verdicts.sort()
    return plan


def _home(row: TrajectoryRow, present: PresentTrajectories) -> Home:
    number = row.client_number.casefold()
    now = present.clients.get(number)
    return now.home.id if now else number


def _compare(
    plan: TrajectoryPlan,
    numbered: Numbered[TrajectoryRow],
    present: PresentTrajectories,
    tellers: Mapping[Home, Numbered[TrajectoryRow]],
    taken: set[tuple[Home, str]],
) -> None:
    line, row = numbered
    home, now = _home(row, present), present.clients.get(row.client_number.casefold())
    _notice_other_teller(plan, numbered, tellers[home])
    columns = _compare_people(plan, numbered, present, tellers)
    course = None
    is_new = (home, row.trajectory_type) not in taken
    taken.add((home, row.trajectory_type))
    if now is not None and is_new:
        course, is_new = _match(row, present.courses.get((now.home.id, row.trajectory_type), []))
    if course is not None and course.closed_on is None:
        columns += _change(plan.course_changes, course.id, course, row, COURSE)
        if course.legal_regime != row.legal_regime:
            plan.notices.append(Notice(line, "wettelijk regime", "regime_changes"))
    if is_new:
        plan.starts.append((home, row))
    elif columns and now is not None:
        plan.touched.append((course.id if course else None, now.home.id))
    state = "new" if is_new else "changed" if columns else "unchanged"
    plan.verdicts.append(Verdict(line, row.client_number, state, tuple(columns)))


def _compare_people(
    plan: TrajectoryPlan,
    numbered: Numbered[TrajectoryRow],
    present: PresentTrajectories,
    tellers: Mapping[Home, Numbered[TrajectoryRow]],
) -> list[str]:
    """The household and the client of a row, where this row is the one that tells; the columns that change."""
    row, columns = numbered.row, []
    number = row.client_number.casefold()
    now = present.clients.get(number)
    if now is None:
        plan.new_homes.setdefault(number, tellers[number].row)
        return []
    if tellers[now.home.id] is numbered:
        columns += _change(plan.home_changes, now.home.id, now.home, row, HOME)
    if tellers[number] is numbered:
        columns += _change(plan.client_changes, now.id, now, row, CLIENT)
        if added := languages_to_add(present.spoken.get(now.id, {}), row.languages):
            plan.spoken += [(now.id, language) for language in added]
            columns.append("talen")
    return columns


def _change(
    changes: dict[int, dict[str, Any]], key: int, now: object, row: TrajectoryRow, names: dict[str, str]
) -> list[str]:
    """Note what differs; gives the columns."""
    found = differing(now, {name: getattr(row, name) for name in names.values()})
    if found:
        changes[key] = found
    return [column for column, name in names.items() if name in found]


def _match(row: TrajectoryRow, courses: Sequence[CourseNow]) -> tuple[CourseNow | None, bool]:
    """The trajectory of this household and type that a row is about, and whether it is a new one.

    The one that starts on that day; else the open one, whose start then moved. After a closure only
    a later start makes a new one: a closed trajectory is never opened again.
    """
    last_closed = max(
        (course for course in courses if course.closed_on), key=lambda c: c.closed_on or date.min, default=None
    )
    current = next((course for course in courses if course.closed_on is None), None)
    same_day = [course for course in courses if course.starts_on == row.starts_on]
    if same_day:
        return (current if current in same_day else same_day[0]), False
    if last_closed and last_closed.closed_on and row.starts_on <= last_closed.closed_on:
        return last_closed, False
    return current, current is None


def _notice_other_teller(
    plan: TrajectoryPlan, numbered: Numbered[TrajectoryRow], teller: Numbered[TrajectoryRow]
) -> None:
    if teller is numbered:
        return
    columns = [column for column, name in HOME.items() if getattr(numbered.row, name) != getattr(teller.row, name)]
    if columns:
        facts = {"columns": tuple(columns), "other_line": teller.line}
        plan.notices.append(Notice(numbered.line, "", "household_told_elsewhere", facts))
