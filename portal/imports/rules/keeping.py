"""A file as a draft keeps it between preview and confirmation: plain values for JSON, and back."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar, get_type_hints

from portal.imports.rules.comparing import Comparison, Numbered
from portal.imports.rules.comparing_trajectories import CLIENT, COURSE, HOME
from portal.imports.rules.findings import Fact, Notice, Refusal
from portal.imports.rules.judging import Outcome
from portal.imports.rules.resembling import Candidate, Decision, Resemblance
from portal.imports.rules.rows import Row, TeamRow, TrajectoryRow, VolunteerRow
from portal.imports.rules.values import Language
from portal.spreadsheets import safe_cell

_ROWS: dict[str, type[Row]] = {"trajectories": TrajectoryRow, "volunteers": VolunteerRow, "teams": TeamRow}
F = TypeVar("F", Refusal, Notice)
COLUMNS = {
    **(HOME | CLIENT | COURSE),
    "clientnummer": "client_number",
    "talen": "languages",
    "traject": "trajectory_type",
}


def to_plain(kind: str, rows: Iterable[Numbered[Any]]) -> list[list[Any]]:
    """Each row as a list: its line, then its values in the order of its class."""
    names = [field.name for field in fields(_ROWS[kind])]
    return [[line, *(_plain(getattr(row, name)) for name in names)] for line, row in rows]


def from_plain(kind: str, plain: Iterable[list[Any]]) -> list[Numbered[Any]]:
    """The rows that ``to_plain`` was given."""
    class_ = _ROWS[kind]
    hints = get_type_hints(class_)
    ways = [(place, way) for place, field in enumerate(fields(class_)) if (way := _way_back(hints[field.name]))]
    return list(_rows(class_, ways, plain))


def _rows(
    class_: type[Row], ways: list[tuple[int, Callable[[Any], Any]]], plain: Iterable[list[Any]]
) -> Iterator[Numbered[Any]]:
    for line, *values in plain:
        for place, way in ways:
            if values[place] is not None:
                values[place] = way(values[place])
        yield Numbered(line, class_(*values))


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _way_back(hint: Any) -> Callable[[Any], Any] | None:
    if hint in (date, date | None):
        return date.fromisoformat
    if hint is Decimal:
        return Decimal
    if hint == tuple[Language, ...]:
        return lambda pairs: tuple(Language(*pair) for pair in pairs)
    return tuple if hint == tuple[str, ...] else None


def plain_findings(findings: Iterable[Refusal | Notice]) -> list[list[Any]]:
    """Each finding as a list: line, column, code, facts."""
    return [[each.line, each.column, each.code, dict(each.facts)] for each in findings]


def findings_from(class_: type[F], plain: Iterable[Sequence[Any]]) -> list[F]:
    """The findings that ``plain_findings`` was given; a list of names is a tuple again."""
    return [
        class_(line, column, code, {name: _fact(value) for name, value in facts.items()})
        for line, column, code, facts in plain
    ]


def _fact(value: Fact | list[str]) -> Fact:
    return tuple(value) if isinstance(value, list) else value


def plain_outcome(outcome: Outcome) -> list[Any]:
    """A refused row as a list: its line, why, its harmless cells, and what else is the matter with them."""
    return [outcome.line, plain_findings(outcome.refusals), list(outcome.cells), plain_findings(outcome.notices)]


def outcome_from(plain: Sequence[Any]) -> Outcome:
    """The outcome that ``plain_outcome`` was given."""
    line, refusals, cells, notices = plain
    return Outcome(
        line, None, tuple(findings_from(Refusal, refusals)), tuple(findings_from(Notice, notices)), tuple(cells)
    )


def plain_decisions(decisions: Mapping[int, Decision]) -> dict[str, list[str]]:
    """The decisions by line, as JSON keeps them."""
    return {str(line): list(decision) for line, decision in decisions.items()}


def decisions_from(plain: Mapping[str, Sequence[str]]) -> dict[int, Decision]:
    """The decisions that ``plain_decisions`` was given."""
    return {int(line): Decision(*values) for line, values in plain.items()}


def resemblances_from(plain: Iterable[Sequence[Any]]) -> list[Resemblance]:
    """Resemblances that JSON kept as lists."""
    return [
        Resemblance(lines, facts, [Candidate(*each) for each in candidates], choice)
        for lines, facts, candidates, choice in plain
    ]


def waiting_rows(
    plan: Comparison, rows: Iterable[Numbered[Any]], headings: Sequence[str], types: Mapping[str, str]
) -> list[Outcome]:
    """The rows that a person has to decide about, with their cells: whoever downloads them can mend the number.
    ``types`` has the name of each trajectory type by its code."""
    why = {each.line: each for each in plan.waiting}
    return [
        Outcome(line, None, (why[line],), cells=tuple(safe_cell(_cell(row, heading, types)) for heading in headings))
        for line, row in rows
        if line in why
    ]


def _cell(row: TrajectoryRow, heading: str, types: Mapping[str, str]) -> str:
    """The cell of a row in a column, as a file may write it."""
    name = COLUMNS.get(heading)
    value = getattr(row, name) if name else None
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, date):
        return value.strftime("%d-%m-%Y")
    if name == "languages":
        return ", ".join(f"{each.name} ({each.level})" if each.level else each.name for each in row.languages)
    return types[row.trajectory_type] if name == "trajectory_type" else str("" if value is None else value)


def lost_rows(plan: Comparison, headings: Sequence[str]) -> list[Outcome]:
    """The rows that were good when read and that the portal can take no longer: somebody changed it in
    between. Their cells are gone but for the key, in its own column."""
    keys = {verdict.line: verdict.key for verdict in plan.verdicts}
    return [
        Outcome(
            each.line,
            None,
            (each,),
            cells=tuple(safe_cell(keys[each.line]) if heading == each.column else "" for heading in headings),
        )
        for each in plan.refusals
    ]
