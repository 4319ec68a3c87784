"""The inbox of a neighbourhood team in words: what it was offered, grouped by the step at which it waits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import groupby
from typing import Any

from portal.handovers.clock.rules import Due, presses
from portal.handovers.clock.words import term_in_words
from portal.handovers.meeting.rules import has_come
from portal.handovers.models.handover import WarmHandover
from portal.handovers.page.rules import group_of, next_action
from portal.handovers.path import BACK_STATES
from portal.i18n import clock_time, day, gettext, ngettext
from portal.wording import label

SHORT = "EEE d MMM"


@dataclass(frozen=True)
class Seen:
    """A page of the inbox: what its rows are called, when an answer to them is due, whether it goes on from a page
    before (`goes_on`), and whether another one follows."""

    today: date
    titles: Mapping[int, str]
    dues: Mapping[int, Due]
    goes_on: bool
    has_next: bool


@dataclass(frozen=True)
class Line:
    """A handover in one line: one signal with its sign, and one action. `with_whom` has it in the team, and `key` is
    that of their account."""

    row: WarmHandover
    name: str
    question: str
    glyph: str
    signal: str
    cares: bool
    with_whom: str | None
    key: int | None
    action: str

    @property
    def is_named(self) -> bool:
        """Whether the team may read whose it is."""
        return self.name != self.row.reference


@dataclass(frozen=True)
class Group:
    """The handovers that wait at one step. `count` is how many these are, None where another page has more of them."""

    code: str
    title: str
    count: int | None
    lines: list[Line]


def grouped(rows: Sequence[WarmHandover], seen: Seen) -> list[Group]:
    """The rows of a page in their groups. Within a group that asks something the first day comes first."""
    found = [(code, list(those)) for code, those in groupby(rows, lambda row: group_of(row.state))]
    groups = []
    for place, (code, those) in enumerate(found):
        whole = (place > 0 or not seen.goes_on) and (place < len(found) - 1 or not seen.has_next)
        lines = [_line(row, seen) for row in sorted(those, key=_DAYS.get(code, lambda _row: 0))]
        groups.append(Group(code, label("inbox", code), len(those) if whole else None, lines))
    return groups


def waiting(rows: Sequence[WarmHandover], seen: Seen) -> str | None:
    """How many wait for an answer, in a sentence; None where the page does not show it."""
    offered = sum(row.state == "offered" for row in rows)
    if seen.goes_on or not rows:
        return None
    if offered == len(rows) and seen.has_next:
        return gettext("Meer dan %(n)s wachten op uw antwoord", n=offered)
    if not offered:
        return gettext("Geen overdracht wacht op uw antwoord")
    return ngettext("%(n)s overdracht wacht op uw antwoord", "%(n)s overdrachten wachten op uw antwoord", offered)


# The day that orders the rows of a group; the others have the newest first.
_DAYS: dict[str, Any] = {
    "answer": lambda row: row.offered_at,
    "plan": lambda row: row.accepted_at,
    "meet": lambda row: (row.meeting_on, row.meeting_at or time.min),
    "complete": lambda row: row.held_on,
}


def _line(row: WarmHandover, seen: Seen) -> Line:
    came = row.state == "planned" and has_come(row.meeting_on, seen.today)
    glyph, signal, cares = _signal(row, seen.dues.get(row.id), seen.today)
    taken = row.accepted_by if row.state not in BACK_STATES else None
    meant = gettext("voor %(who)s", who=row.for_worker) if row.state == "offered" and row.for_worker else None
    return Line(
        row=row,
        name=seen.titles[row.id],
        question=label("variant", row.variant),
        glyph=glyph,
        signal=signal,
        cares=cares,
        with_whom=taken.name if taken else meant,
        key=taken.id if taken else None,
        action=label("inbox_action", next_action(row.path, row.state, came)),
    )


def _signal(row: WarmHandover, due: Due | None, today: date) -> tuple[str, str, bool]:
    """The sign of a row, its words, and whether somebody should act within days."""
    if due is not None:
        return "clock", term_in_words(due, today), presses(due, today)
    if row.state == "planned":
        on = gettext("%(day)s om %(clock)s", day=day(row.meeting_on, SHORT), clock=clock_time(row.meeting_at))
        return "calendar", on, row.meeting_on is not None and row.meeting_on < today
    if row.state == "accepted":
        return "check", gettext("aangenomen op %(day)s", day=day(row.accepted_at, SHORT)), False
    if row.state == "held":
        return "check", gettext("gesprek was op %(day)s", day=day(row.held_on, SHORT)), False
    if row.completed_at is not None:
        return "done", gettext("afgerond op %(day)s", day=day(row.completed_at, SHORT)), False
    state, why = label("handover_state", row.state), label("return_reason", row.returned_reason)
    return "back", f"{state}: {why[:1].lower()}{why[1:]}" if row.state == "returned" else state, False
