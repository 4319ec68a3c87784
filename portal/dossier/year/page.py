"""A trajectory in time as its page shows it: a line that is drawn, and the same dates in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.contacts import queries as contacts
from portal.dossier.queries import File
from portal.dossier.year import rules, words
from portal.handovers.path import CONSULTATION
from portal.i18n import _
from portal.work import Act


@dataclass(frozen=True)
class Picture:
    """The line. `reached` and `attempts` are days, each as so many after the one before; `marks` are the numbers of the
    marked days. The other places are in per cent, None for what does not lie on it."""

    days: int
    support: rules.Stretch
    gone: rules.Stretch
    over: rules.Stretch | None
    reached: list[int]
    attempts: list[int]
    held: list[float]
    to_hold: list[float]
    appointment: float | None
    meeting: float | None
    today: float | None
    side: str
    marks: list[int]
    names: list[tuple[float, str]]


@dataclass(frozen=True)
class Year:
    """A trajectory in time: its phase as title, where it is now, the line and the dates in words."""

    title: str
    where: str
    picture: Picture
    dates: list[words.Dated]


def year_of(act: Act, file: File, phase_said: str, to_evaluate: Sequence[date]) -> Year:
    """The trajectory of this file in time; `to_evaluate` are the last days of the evaluations that were not held."""
    trajectory, today = file.trajectory, act.today
    support = rules.Support(trajectory.starts_on, trajectory.ends_on, trajectory.closed_on)
    met = [rules.Met(*row) for row in contacts.days_of(act.actor, trajectory.id)]
    agreed = words.Agreed(file.appointment, _meeting(file), to_evaluate) if trajectory.open else words.NOTHING_AGREED
    return Year(
        title=phase_said if trajectory.open else _("Het traject in de tijd"),
        where=words.where(support, today),
        picture=_picture(support, met, agreed, today),
        dates=words.dates(support, met, agreed, today),
    )


def _meeting(file: File) -> words.Moment | None:
    """The meeting of a handover that runs: planned, or held. A question to a team is no handover."""
    handover = file.handover
    if handover is None or not handover.is_open or handover.path == CONSULTATION:
        return None
    if handover.held_on:
        return handover.held_on, None
    planned = handover.meeting_on if handover.state == "planned" else None
    return (planned, handover.meeting_at) if planned else None


def _picture(support: rules.Support, met: Sequence[rules.Met], agreed: words.Agreed, today: date) -> Picture:
    line = rules.line_of(support, met, today)
    marks = rules.marks(line)
    here = line.place(today) if support.closed_on is None else None
    return Picture(
        days=line.days,
        support=rules.Stretch(line.number(support.starts_on), (support.ends_on - support.starts_on).days + 1),
        gone=rules.gone(line, support, met, today),
        over=rules.over(line, support, today),
        reached=rules.steps([line.number(each.on) for each in met if each.reached]),
        attempts=rules.steps([line.number(each.on) for each in met if not each.reached]),
        held=line.places([each.on for each in met if each.evaluated]),
        to_hold=line.places(agreed.to_evaluate),
        appointment=line.place(agreed.appointment[0]) if agreed.appointment else None,
        meeting=line.place(agreed.meeting[0]) if agreed.meeting else None,
        today=here,
        side=rules.side(here or 0),
        marks=[line.number(each.on) for each in marks],
        names=words.named(marks),
    )
