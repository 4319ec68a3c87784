"""A file as a draft keeps it between preview and confirmation: plain values for JSON, and back."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar, get_type_hints

from portal.imports.rules.comparing import Comparison, Numbered
from portal.imports.rules.findings import Notice, Refusal
from portal.imports.rules.judging import Outcome
from portal.imports.rules.rows import Row, TeamRow, TrajectoryRow, VolunteerRow
from portal.imports.rules.values import Language
from portal.spreadsheets import safe_cell

_ROWS: dict[str, type[Row]] = {"trajectories": TrajectoryRow, "volunteers": VolunteerRow, "teams": TeamRow}
F = TypeVar("F", Refusal, Notice)


def to_plain(kind: str, rows: Iterable[Numbered[Any]]) -> list[list[Any]]:
    """Each row as a list: its line, then its values in the order of its class."""
    names = [field.name for field in fields(_ROWS[kind])]
    return [[line, *(_plain(getattr(row, name)) for name in names)] for line, row in rows]


def from_plain(kind: str, plain: Iterable[list[Any]]) -> list[Numbered[Any]]:
    """What ``to_plain`` was given."""
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
    """What ``plain_findings`` was given; a list of names is a tuple again."""
    return [
        class_(line, column, code, {k: tuple(v) if isinstance(v, list) else v for k, v in facts.items()})
        for line, column, code, facts in plain
    ]


def plain_outcome(outcome: Outcome) -> list[Any]:
    """A refused row as a list: its line, why, its harmless cells, and what else is the matter with them."""
    return [outcome.line, plain_findings(outcome.refusals), list(outcome.cells), plain_findings(outcome.notices)]


def outcome_from(plain: Sequence[Any]) -> Outcome:
    """What ``plain_outcome`` was given."""
    line, refusals, cells, notices = plain
    return Outcome(
        line, None, tuple(findings_from(Refusal, refusals)), tuple(findings_from(Notice, notices)), tuple(cells)
    )


def lost_rows(plan: Comparison, headings: Sequence[str]) -> list[Outcome]:
    """The rows that were good when read and that the portal can take no longer: somebody changed it in
    between. Of their cells only the key is left, in its own column."""
    keys = {verdict.line: verdict.key for verdict in plan.verdicts}
    return [
        Outcome(
            each.line,
            None,
            (each,),
            cells=tuple(safe_cell(keys[each.line]) if heading == each.column else "" for heading in headings),
        )
        for each in (*plan.refusals, *plan.waiting)
    ]
