"""Who has to be at the meeting of a handover, and when it counts.
Pure: plain values. Source: domain.md rule 7, and issue 4 (meeting)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from portal.handovers.path import NEEDED_OF, Agreed
from portal.refusals import Refused


@dataclass(frozen=True)
class Meeting:
    """A meeting that was planned `plans` times; `off` when it is not to be. `place` only for who may
    read what went along: it may be somebody's home."""

    reference: str
    plans: int
    off: bool
    changed_at: datetime
    on: date | None
    at: time | None
    place: str | None = None
    online: bool = False


@dataclass(frozen=True)
class PlannedMeeting:
    """When and where a meeting will be. `place` is an address, or the link of an online meeting."""

    on: date
    at: time
    place: str
    online: bool = False


@dataclass(frozen=True)
class HeldMeeting:
    """A meeting that was: the day, who was present, what was agreed. `not_all_there`: a needed party was absent,
    and that is meant."""

    held_on: date
    parties: Collection[str]
    agreements: Sequence[Agreed]
    not_all_there: bool = False


def needed(path: str) -> tuple[str, ...]:
    """The parties that are expected, without whom the meeting does not count. Where one of a group is enough, the
    first stands for all."""
    return tuple(group[0] for group in NEEDED_OF[path])


def absent(path: str, present: Collection[str]) -> tuple[str, ...]:
    """The parties that were needed and not there; the meeting counts (`path.meeting_counts`) without any."""
    return tuple(group[0] for group in NEEDED_OF[path] if not set(group) & set(present))


def check_held(held_on: date, accepted_on: date, today: date) -> None:
    """A meeting is recorded when it has been, after the recipient accepted.
    Raises Refused "meeting_in_future" or "meeting_before_acceptance"."""
    if held_on > today:
        raise Refused("meeting_in_future", field="held_on")
    if held_on < accepted_on:
        raise Refused("meeting_before_acceptance", field="held_on")


def has_come(planned_on: date | None, today: date) -> bool:
    """Whether the meeting can have been: from its day on; one that nobody planned at any time."""
    return planned_on is None or planned_on <= today


def usual_day(planned_on: date | None, today: date) -> date:
    """The day that a form about the meeting begins with: the planned one when it has come, else today."""
    return planned_on if planned_on is not None and planned_on <= today else today


def sequence_of(plans: int, off: bool) -> int:
    """The SEQUENCE of the calendar file. It grows with each plan, and when the meeting is off: so a calendar always
    believes the last file (RFC 5545, 3.8.7.4)."""
    return 2 * plans + off


def check_planned(meeting_on: date, today: date) -> None:
    """A meeting is planned for today or later. Raises Refused("meeting_in_past")."""
    if meeting_on < today:
        raise Refused("meeting_in_past", field="meeting_on")
