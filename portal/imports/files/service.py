"""The steps an import is made of, on the command line and on the screen: read, compare, carry out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

from sqlalchemy import select

from portal.db import db
from portal.imports import queries
from portal.imports.people.service import apply_teams, apply_volunteers
from portal.imports.reading.opening import read_sheet
from portal.imports.reading.sheet import Sheet
from portal.imports.rules.columns import KINDS, Layout, known_headings, match_headings
from portal.imports.rules.comparing import Comparison, Numbered
from portal.imports.rules.comparing_people import compare_teams, compare_volunteers
from portal.imports.rules.comparing_trajectories import compare_trajectories
from portal.imports.rules.findings import Notice, quoted
from portal.imports.rules.judging import Known, Outcome, judge
from portal.imports.rules.keeping import lost_rows, waiting_rows
from portal.imports.rules.resembling import Decision
from portal.imports.rules.rows import TrajectoryRow
from portal.imports.trajectories.service import apply_trajectories
from portal.organisation.models import Location
from portal.work import Act, Work

_MOST_AREAS = 20


@dataclass
class Reading:
    """A file that was read: its good rows, the refused ones, and what the preview should mention."""

    kind: str
    layout: Layout
    rows: list[Numbered[Any]]
    refused: list[Outcome]
    notices: list[Notice]


def read_file(act: Act, kind: str, data: bytes, location_id: int) -> Reading:
    """Read a whole file and judge its rows beside what the portal holds now.
    Raises Unreadable (see `words.file_sentence`) when it is not a file we can read."""
    sheet = read_sheet(data, partial(known_headings, KINDS[kind]))
    layout = match_headings(KINDS[kind], sheet.headings, sheet.heading_line)
    known = queries.known(kind, location_id, act.today)
    present = queries.present(db.session(), kind, location_id, act.today)
    reading = Reading(kind, layout, [], [], [])
    for outcome in judge(KINDS[kind], layout, sheet.rows, known, present.objection):
        if outcome.row is None:
            reading.refused.append(outcome)
        else:
            reading.rows.append(Numbered(outcome.line, outcome.row))
        reading.notices += outcome.notices
    reading.notices[:0] = _about_the_file(sheet, reading.rows, known)
    return reading


def _about_the_file(sheet: Sheet, rows: Iterable[Numbered[Any]], known: Known) -> Iterable[Notice]:
    """The notices about no single row; line 0 stands for the file."""
    if sheet.skipped:
        yield Notice(0, "", "above_headings", {"line": sheet.heading_line})
    if sheet.other_sheets:
        yield Notice(0, "", "other_sheets", {"sheets": tuple(quoted(name) for name in sheet.other_sheets)})
    if known.covered_areas is None:
        areas = sorted({each.row.postcode[:4] for each in rows if isinstance(each.row, TrajectoryRow)})
        if areas:
            shown = (*areas[:_MOST_AREAS], "…") if len(areas) > _MOST_AREAS else tuple(areas)
            yield Notice(0, "", "no_teams", {"areas": shown})


Decisions = Mapping[int, Decision]
NOTHING_DECIDED: Decisions = MappingProxyType({})
_COMPARE: dict[str, Callable[[Any, Any, Decisions], Any]] = {
    "trajectories": compare_trajectories,
    "volunteers": lambda rows, present, _decisions: compare_volunteers(rows, present),
    "teams": lambda rows, present, _decisions: compare_teams(rows, present),
}
_APPLY: dict[str, Callable[[Work, int, Any], None]] = {
    "trajectories": apply_trajectories,
    "volunteers": apply_volunteers,
    "teams": apply_teams,
}


def compare(
    act: Act, kind: str, rows: Sequence[Numbered[Any]], location_id: int, decisions: Decisions = NOTHING_DECIDED
) -> Comparison:
    """The comparison of the rows with the portal of this moment, and with the decisions of a person about them."""
    plan: Comparison = _COMPARE[kind](rows, queries.present(db.session(), kind, location_id, act.today), decisions)
    return plan


def compare_alone(
    work: Work, kind: str, rows: Sequence[Numbered[Any]], location_id: int, decisions: Decisions = NOTHING_DECIDED
) -> Comparison:
    """Compare while no other import can come between this and the end of the transaction."""
    # An account and a team belong to no single location, so all of them are held.
    work.session.execute(select(Location.id).order_by(Location.id).with_for_update(key_share=True)).all()
    return compare(work.act, kind, rows, location_id, decisions)


def refused_later(
    plan: Comparison, rows: Iterable[Numbered[Any]], headings: Sequence[str]
) -> tuple[list[Outcome], list[Outcome]]:
    """The rows that were good when read but are not taken: the portal cannot, or they wait for a person."""
    types = queries.type_names() if plan.waiting else {}
    return lost_rows(plan, headings), waiting_rows(plan, rows, headings, types)


def carry_out(work: Work, kind: str, plan: Comparison, location_id: int) -> None:
    """Do what the plan says, in this transaction."""
    _APPLY[kind](work, location_id, plan)


def safe_filename(name: str) -> str:
    """The name of an uploaded file as we keep and show it: without a path or a BSN-like number."""
    return quoted(name.replace("\\", "/").rpartition("/")[2]) or "–"
