"""Decisions about contact moments: when, how long, and what may still be changed.

Pure: plain values, standard library only. Source: domain.md section 2 and rule 10.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from portal.refusals import Refused

USUAL_MINUTES = 60
# The lengths a volunteer taps; any other is typed.
TAPPED_MINUTES = (15, 30, 45, 60, 90)
# The length of an attempt that reached nobody, unless somebody says otherwise.
ATTEMPT_MINUTES = 5
MOST_MINUTES = 24 * 60
# An own entry can be corrected or withdrawn until so many days after it was logged.
CORRECTABLE_DAYS = 7
# A supporter may call or visit ahead of the start: the first thing a checklist asks is possible
# 28 days before the household moves. Earlier than that is a slip of the pen, or another trajectory.
AHEAD_DAYS = 28
# The talks a checklist asks for: when one took place, its item is closed.
TALKS = ("intake", "evaluation")
# Stands between the key of a form and the trajectory of a further entry; no form's own key has it.
TOGETHER = "+"
_HOURS = re.compile(r"(\d{1,2})\s*[:u]\s*(\d{2})")


def minutes_from(text: str) -> int | None:
    """Minutes as people write them: "90", "1:30" or "1u30". None when it is not such a number, or
    not from 1 minute to a whole day."""
    text = text.strip().lower()
    hours = _HOURS.fullmatch(text)
    if hours:
        if int(hours[2]) > 59:
            return None
        minutes = int(hours[1]) * 60 + int(hours[2])
    elif text.isascii() and text.isdigit() and len(text) <= 4:
        minutes = int(text)
    else:
        return None
    return minutes if 1 <= minutes <= MOST_MINUTES else None


def first_day(starts_on: date, today: date) -> date:
    """The first day on which a contact can have been: four weeks before the start. While the start
    is still to come, four weeks before today at the latest."""
    return min(starts_on, today) - timedelta(days=AHEAD_DAYS)


def day_from(text: str, first: date, today: date) -> date:
    """The day a link to the form asks for; today when it asks for none, or for one that cannot be."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return today
    return day if first <= day <= today else today


def check_day(on_date: date, today: date, starts_on: date, closed_on: date | None) -> None:
    """Raise Refused for a day on which this contact cannot have been: still to come, too long
    before the start, or after the closure."""
    if on_date > today:
        raise Refused("contact_in_future", field="on_date")
    if on_date < first_day(starts_on, today):
        raise Refused("contact_before_start", field="on_date", day=first_day(starts_on, today).strftime("%d-%m-%Y"))
    if closed_on is not None and on_date > closed_on:
        raise Refused("contact_after_closure", field="on_date", day=closed_on.strftime("%d-%m-%Y"))


def talk_of(purpose: str, reached: bool) -> str | None:
    """The talk of a checklist that a contact was; None for another contact, and when nobody was reached."""
    return purpose if reached and purpose in TALKS else None


def check_topics(reached: bool, topics: Collection[object]) -> None:
    """Raise Refused when people were spoken to about nothing. An attempt that reached nobody needs
    no topic; it counts as an attempt, not as contact."""
    if reached and not topics:
        raise Refused("topic_missing", field="topics")


def next_attempt(on_date: date, today: date) -> date:
    """The day to try again after an attempt that reached nobody: two days later, but not before today or in a
    weekend."""
    day = max(on_date + timedelta(days=2), today)
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= 5 else day


def check_appointment(on: date | None, at: time | None, today: date, clock: time) -> None:
    """Raise Refused for a next appointment without a day, or one that lies in the past."""
    if on is None and at is not None:
        raise Refused("appointment_without_day", field="next_appointment_on")
    if on is not None and (on < today or (on == today and at is not None and at < clock)):
        raise Refused("appointment_in_past", field="next_appointment_on")


def next_of_today(appointments: Iterable[Any], household_id: int, now: datetime) -> Any:
    """The first of these appointments, in their order, that is later on this day and with another household than the
    one just visited. One without an hour may be any time. None when the day asks for nobody else."""
    return next(
        (
            each
            for each in appointments
            if each.on == now.date()
            and each.trajectory.household_id != household_id
            and (each.at is None or each.at >= now.time())
        ),
        None,
    )


def key_for(submission_key: str, trajectory_id: int, first_id: int) -> str:
    """The key of one entry of a form that logs several: that of the form for the first."""
    return submission_key if trajectory_id == first_id else f"{submission_key}{TOGETHER}{trajectory_id}"


def last_day_to_correct(logged_on: date) -> date:
    """The last day on which an author may correct or withdraw what they logged on a day."""
    return logged_on + timedelta(days=CORRECTABLE_DAYS)


def correctable(logged_on: date, today: date, withdrawn_at: datetime | None) -> bool:
    """Whether an author may still correct or withdraw an entry; the seventh day still counts."""
    return withdrawn_at is None and today <= last_day_to_correct(logged_on)


LONGEST_NOTE = 1000  # characters
COLUMNS = (
    "on_date",
    "minutes",
    "way",
    "purpose",
    "reached",
    "note",
    "interpreter_used",
    "next_appointment_on",
    "next_appointment_at",
)


@dataclass(frozen=True)
class ContactDetails:
    """The facts of a contact. `minutes` is from 1 to 1440, `topic_ids` without order."""

    on_date: date
    minutes: int
    way: str
    purpose: str
    reached: bool
    topic_ids: frozenset[int]
    note: str = ""
    interpreter_used: bool = False
    next_appointment_on: date | None = None
    next_appointment_at: time | None = None

    @classmethod
    def of(cls, contact: Any) -> "ContactDetails":
        """The present facts of a contact."""
        return cls(
            topic_ids=frozenset(topic.id for topic in contact.topics),
            **{name: getattr(contact, name) for name in COLUMNS},
        )

    @classmethod
    def from_content(cls, content: dict[str, Any]) -> "ContactDetails":
        """The facts that `as_content` kept, read back."""
        appointment_on, appointment_at = content["next_appointment_on"], content["next_appointment_at"]
        read: dict[str, Any] = {
            "on_date": date.fromisoformat(content["on_date"]),
            "topic_ids": frozenset(content["topic_ids"]),
            "next_appointment_on": date.fromisoformat(appointment_on) if appointment_on else None,
            "next_appointment_at": time.fromisoformat(appointment_at) if appointment_at else None,
        }
        return cls(**content | read)

    def as_content(self) -> dict[str, Any]:
        """The same as plain values that a database can keep as JSON."""
        content: dict[str, Any] = {name: getattr(self, name) for name in COLUMNS}
        for name in ("on_date", "next_appointment_on", "next_appointment_at"):
            content[name] = content[name].isoformat() if content[name] is not None else None
        return {**content, "topic_ids": sorted(self.topic_ids)}
