"""The checklist of a trajectory as people read it: the lines in view, in words; the rest waits in a fold."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from portal import i18n
from portal.checklists import queries, rules
from portal.i18n import _, in_language, ngettext
from portal.trajectories.models.trajectory import Trajectory
from portal.web.dutch import dutch, with_dutch
from portal.wording import label

# The items that wait in a fold until somebody opens it, by its name in the address.
FOLDS = {"later": "later", "klaar": "over"}


@dataclass(frozen=True)
class Line:
    """An item in one line, with what stands behind it. `badge`: kind and words. `heard` stands before `when`."""

    id: int
    version: int
    state: str
    title: str
    badge: tuple[str, str] | None
    heard: str
    when: str
    explanation: str
    source: str
    reason: str | None
    purpose: str | None


@dataclass(frozen=True)
class Fold:
    """Items that are not in view: what they are, and their lines when somebody asked for them."""

    name: str
    words: str
    lines: list[Line] | None


@dataclass(frozen=True)
class Part:
    """A part of the bar: which answer, in words with its number, from where and how wide in per cent."""

    answer: str
    words: str
    start: float
    width: float


@dataclass(frozen=True)
class Progress:
    """How far a checklist is."""

    over: int
    total: int
    parts: list[Part]


@dataclass(frozen=True)
class Checklist:
    """A checklist by deadline. `groups`: title and lines. `talk`: the talk that should have been held by now."""

    progress: Progress
    groups: list[tuple[str, list[Line]]]
    folds: list[Fold]
    late: int
    behind: int
    open_count: int
    talk: str | None


def checklist_of(trajectory: Trajectory, today: date, opened: str | None) -> Checklist:
    """The checklist of a trajectory that the reader was allowed to open; `opened`: the fold they asked for."""
    items = queries.standing(trajectory.id)
    by = rules.by_deadline(items, today, trajectory.supported_since)
    shown = {
        _("Te laat"): by.overdue,
        _("In te halen"): by.to_catch_up,
        _("De komende vier weken"): by.soon,
    }
    asked = getattr(by, FOLDS[opened]) if opened in FOLDS else []
    wanted = [item.id for group in (*shown.values(), asked) for item in group]
    lines = {row.id: _line(row, today, trajectory.supported_since) for row in queries.in_full(wanted)}
    words = {
        "later": ngettext("Later: %(n)s punt", "Later: %(n)s punten", len(by.later)),
        "klaar": ngettext("Klaar: %(n)s punt", "Klaar: %(n)s punten", len(by.over)),
    }
    return Checklist(
        progress=progress_of(items),
        groups=[(title, [lines[item.id] for item in group]) for title, group in shown.items() if group],
        folds=[
            Fold(name, words[name], [lines[item.id] for item in getattr(by, group)] if name == opened else None)
            for name, group in FOLDS.items()
            if getattr(by, group)
        ],
        late=len(by.overdue),
        behind=len(by.to_catch_up),
        open_count=by.open_count,
        talk=next((item.purpose for item in (*by.overdue, *by.to_catch_up) if item.purpose), None),
    )


def line_of(item_id: int, today: date, supported_since: date | None) -> Line:
    """One item as it is now. The reader was allowed to open its trajectory."""
    (row,) = queries.in_full([item_id])
    return _line(row, today, supported_since)


def fold_of(trajectory: Trajectory, name: str, today: date) -> list[Line]:
    """The lines of a fold, read when somebody opens it."""
    since = trajectory.supported_since
    items = getattr(rules.by_deadline(queries.standing(trajectory.id), today, since), FOLDS[name])
    return [_line(row, today, since) for row in queries.in_full([item.id for item in items])]


def fold_at(place: str) -> str | None:
    """The name of the fold that holds the items of a place, None when they are in view."""
    return next((name for name, group in FOLDS.items() if group == place), None)


def progress_of(items: list[Any]) -> Progress:
    """How far these items are, and who did them."""
    given, parts, start = rules.answered(items), [], 0.0
    for answer, many in given.items():
        width = 100 * many / len(items)
        parts.append(
            Part(answer, f"{label('item_answered', answer)} {i18n.number(many)}", round(start, 1), round(width, 1))
        )
        start += width
    return Progress(sum(given.values()), len(items), parts)


def _line(row: Any, today: date, supported_since: date | None) -> Line:
    place = rules.urgency(row.state, row.due_on, today, supported_since)
    heard, when = _when(row, place, today)
    return Line(
        id=row.id,
        version=row.version,
        state=row.state,
        title=in_language(row, "title"),
        badge=_badge(row, place, (today - row.due_on).days),
        heard=heard,
        when=when,
        explanation=with_dutch(row, "explanation"),
        source=_source(row),
        reason=row.reason,
        purpose=row.purpose,
    )


def _badge(row: Any, place: str, late: int) -> tuple[str, str] | None:
    if row.state == "done":
        return "positive", label("item_done", row.done_by)
    if row.state == "not_applicable":
        return "neutral", _("Niet van toepassing")
    if place == "to_catch_up":
        return ("neutral", _("wettelijk")) if row.statutory else None
    if place == "overdue":
        return "negative", ngettext("%(n)s dag te laat", "%(n)s dagen te laat", late)
    return ("warning", _("Vandaag")) if late == 0 else None


def _when(row: Any, place: str, today: date) -> tuple[str, str]:
    """The day that counts, and the words that only a screen reader says before it."""
    day = i18n.day(row.due_on, "d MMMM" if row.due_on.year == today.year else "d MMMM y")
    if place == "over":
        return "", _(
            "%(day)s door %(who)s", day=i18n.day(row.changed_at, "d MMM y"), who=row.changed_by
        ) if row.changed_at else ""
    if place == "to_catch_up":
        return "", _("Moest uiterlijk %(day)s", day=i18n.day(row.due_on)) if row.statutory else ""
    return ("", "") if row.due_on == today else (_("Uiterlijk"), day)


def _source(row: Any) -> str:
    if not row.source:
        return ""
    source = Markup("{} {}").format(_("Bron:"), dutch(row.source))
    checked = _("Nagekeken op %(day)s", day=i18n.day(row.verified_on))
    return source + f". {checked}" if row.verified_on else source
