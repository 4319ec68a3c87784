"""Trajectory rows beside the clients, households and trajectories of a location. A client is known by the client
number, within the location. Among several rows about one household or client the latest start holds, on one day the
last row: no two overwrite each other in turn. Rows under a client's own number go before an alias, which changes
neither name nor year of birth."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from portal.imports.rules.comparing import (
    Comparison,
    Numbered,
    Verdict,
    differing,
    languages_to_add,
    notice_new_languages,
)
from portal.imports.rules.findings import Notice, Refusal
from portal.imports.rules.present import CourseNow, PresentTrajectories, shown
from portal.imports.rules.recognising import Recognised, Who, recognise
from portal.imports.rules.resembling import Decision, described, facts_of
from portal.imports.rules.rows import TrajectoryRow
from portal.imports.rules.values import Language
from portal.trajectories.recognising.rules import house_number_key

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
UNDER_AN_ALIAS = {"telefoon": "phone", "e-mail": "email", "tolk nodig": "interpreter_needed"}
COURSE = {"wettelijk regime": "legal_regime", "startdatum": "starts_on"}


Home = int | str
"""A household by its key in the database, or by the folded client number that makes a new one."""


@dataclass
class TrajectoryPlan(Comparison):
    """The changes of an import of trajectories, in plain values."""

    new_homes: dict[str, TrajectoryRow] = field(default_factory=dict)
    starts: list[tuple[Home, TrajectoryRow]] = field(default_factory=list)
    home_changes: dict[int, dict[str, Any]] = field(default_factory=dict)
    client_changes: dict[int, dict[str, Any]] = field(default_factory=dict)
    spoken: list[tuple[int, Language]] = field(default_factory=list)
    course_changes: dict[int, dict[str, Any]] = field(default_factory=dict)
    touched: list[tuple[int | None, int]] = field(default_factory=list)  # trajectory and household of a changed row
    new_languages: list[str] = field(default_factory=list)
    aliases: list[tuple[Who, TrajectoryRow]] = field(default_factory=list)
    recognised: Recognised = field(default_factory=Recognised)
    own: dict[Home, str] = field(default_factory=dict)
    tellers: dict[Home, Numbered[TrajectoryRow]] = field(default_factory=dict)
    taken: set[tuple[Home, str]] = field(default_factory=set)

    def about(self, row: TrajectoryRow) -> tuple[Home, Home]:
        """The household and the client that a row tells something of; a client's key is negative."""
        who = self.recognised.who[row.client_number.casefold()]
        return who.home, -who.now.id if who.now else who.home

    def owns(self, row: TrajectoryRow) -> bool:
        """Whether a row is under the client's own number, and not under an alias of it. The first number that a client
        without one gets is their own."""
        return self.own[self.about(row)[1]] == row.client_number.casefold()

    def weight(self, row: TrajectoryRow) -> tuple[bool, date]:
        """How much a row has to say about its household and client beside the others."""
        return self.owns(row), row.starts_on


def compare_trajectories(
    rows: Sequence[Numbered[TrajectoryRow]],
    present: PresentTrajectories,
    decisions: Mapping[int, Decision] = MappingProxyType({}),
) -> TrajectoryPlan:
    """The verdict on each row, and the changes of an import of them all. ``decisions`` of a person, by line, about
    rows that resemble somebody."""
    plan = TrajectoryPlan()
    taken = [numbered for numbered in rows if not _refused(plan, numbered, present)]
    plan.recognised = recognise(taken, present, decisions)
    plan.resemblances = plan.recognised.resemblances
    good = [numbered for numbered in taken if numbered.line not in plan.recognised.refused]
    for numbered in good:
        who = plan.recognised.who[numbered.row.client_number.casefold()]
        number = (who.now.client_number if who.now else who.number) or numbered.row.client_number
        plan.own.setdefault(plan.about(numbered.row)[1], number.casefold())
    for numbered in good:
        weight = plan.weight(numbered.row)
        for about in plan.about(numbered.row):
            if weight >= plan.weight(plan.tellers.setdefault(about, numbered).row):
                plan.tellers[about] = numbered
    _leave_waiting(plan, taken)
    plan.new_languages = notice_new_languages(plan, ((n.line, n.row.languages) for n in good), present.languages)
    for numbered in good:
        _compare(plan, numbered, present)
    plan.verdicts.sort()
    return plan


def _refused(plan: TrajectoryPlan, numbered: Numbered[TrajectoryRow], present: PresentTrajectories) -> bool:
    objection = present.objection(numbered.row)
    if objection:
        plan.refuse(numbered.line, numbered.row.client_number, objection)
    return bool(objection)


def _leave_waiting(plan: TrajectoryPlan, rows: Iterable[Numbered[TrajectoryRow]]) -> None:
    """Refuse what a person has to decide about, and keep it for them."""
    beside = {line: each for each in plan.resemblances for line in each.lines}
    for line, row in rows:
        if code := plan.recognised.refused.get(line):
            facts = facts_of(beside[line]) if line in beside else {}
            plan.waiting.append(Refusal(line, "clientnummer", code, facts))
            plan.verdicts.append(Verdict(line, row.client_number, "refused"))


def _compare(plan: TrajectoryPlan, numbered: Numbered[TrajectoryRow], present: PresentTrajectories) -> None:
    line, row = numbered
    who = plan.recognised.who[row.client_number.casefold()]
    home, now = who.home, who.now
    _notice_other_teller(plan, numbered)
    columns = _learn(plan, numbered) + _compare_people(plan, numbered, who, present)
    course = None
    is_new = (home, row.trajectory_type) not in plan.taken
    plan.taken.add((home, row.trajectory_type))
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


def _learn(plan: TrajectoryPlan, numbered: Numbered[TrajectoryRow]) -> list[str]:
    """Note the number by which a client is known from now on: the first becomes theirs, another an alias."""
    if numbered.line not in plan.recognised.learned:
        return []
    who, number = plan.recognised.learned[numbered.line]
    if numbered.line in plan.recognised.alone and who.now is not None:
        facts = {"who": described(shown(who.now))}
        plan.notices.append(Notice(numbered.line, "clientnummer", "recognised", facts))
    if who.now is not None and plan.owns(numbered.row):
        plan.client_changes.setdefault(who.now.id, {})["client_number"] = number
    else:
        plan.aliases.append((who, numbered.row))
    return ["clientnummer"]


def _compare_people(
    plan: TrajectoryPlan, numbered: Numbered[TrajectoryRow], who: Who, present: PresentTrajectories
) -> list[str]:
    """The household and the client of a row, where this row is the one that tells; the columns that change."""
    row, now = numbered.row, who.now
    columns: list[str] = []
    if now is None:
        plan.new_homes.setdefault(who.number, plan.tellers[who.number].row)
        return []
    if plan.tellers[now.home.id] is numbered:
        columns += _change(plan.home_changes, now.home.id, now.home, row, HOME)
    if plan.tellers[-now.id] is numbered:
        columns += _change(plan.client_changes, now.id, now, row, CLIENT if plan.owns(row) else UNDER_AN_ALIAS)
        if added := languages_to_add(present.spoken.get(now.id, {}), row.languages):
            plan.spoken += [(now.id, language) for language in added]
            columns.append("talen")
    return columns


def _change(
    changes: dict[int, dict[str, Any]], key: int, now: Any, row: TrajectoryRow, names: dict[str, str]
) -> list[str]:
    """Note what differs; gives the columns."""
    found = differing(now, {name: getattr(row, name) for name in names.values()})
    if "house_number" in found and house_number_key(now.house_number) == house_number_key(row.house_number):
        del found["house_number"]  # the same house, written otherwise
    if found:
        changes[key] = changes.get(key, {}) | found
    return [column for column, name in names.items() if name in found]


def _match(row: TrajectoryRow, courses: Sequence[CourseNow]) -> tuple[CourseNow | None, bool]:
    """The trajectory of this household and type that a row is about, and whether it is a new one.
    Either starts on that day, or is open and its start moved. A closed trajectory is never opened again."""
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


def _notice_other_teller(plan: TrajectoryPlan, numbered: Numbered[TrajectoryRow]) -> None:
    teller = plan.tellers[plan.about(numbered.row)[0]]
    if teller is numbered:
        return
    columns = [column for column, name in HOME.items() if getattr(numbered.row, name) != getattr(teller.row, name)]
    if columns:
        facts = {"columns": tuple(columns), "other_line": teller.line}
        plan.notices.append(Notice(numbered.line, "", "household_told_elsewhere", facts))
