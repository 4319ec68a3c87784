"""Decisions about late contacts: those that reach the portal after their author's support ended.

Pure: plain values, standard library only. Source: domain.md rules 3 and 10.
"""

import re
from collections.abc import Collection, Iterable
from datetime import date, time, timedelta

from portal.bsn.finding import looks_like_bsn
from portal.contacts import rules as contacts_rules
from portal.contacts.rules import LONGEST_NOTE, ContactDetails
from portal.refusals import Refused

# How long a coordinator still finds what was settled on the list.
SETTLED_SHOWN_DAYS = 30
# The length of an entry as text, with the names of the fields around it, in characters.
LONGEST_TEXT = 6000
# First and last day of support, both included; None while it lasts.
Period = tuple[date, date | None]
# The log form has the same bound: room is left for the key of a further entry.
_KEY = re.compile(r"[\w-]{1,48}", re.ASCII)


def check_handed_in(details: ContactDetails, said_on: date, starts_on: date) -> None:
    """Raise Refused for what no form would have taken on the day it was said.

    A closure does not matter: its day is no longer this person's to know (rule 3), and the coordinator decides. An
    appointment only has to lie after the contact itself: a phone may keep an entry for days.
    """
    contacts_rules.check_day(details.on_date, said_on, starts_on, None)
    contacts_rules.check_topics(details.reached, details.topic_ids)
    contacts_rules.check_appointment(
        details.next_appointment_on, details.next_appointment_at, today=details.on_date, clock=time.min
    )
    if len(details.note) > LONGEST_NOTE:
        raise Refused("note_too_long", field="note")
    if looks_like_bsn(details.note):
        raise Refused("note_has_bsn", field="note")


def check_text(text: str, key: str) -> None:
    """Raise Refused for typed text that is too long, or nothing a database can keep. Nothing else is asked of it: it
    comes when the portal failed to read the entry, and a person reads it."""
    if len(text) > LONGEST_TEXT:
        raise Refused("late_text_too_long", most=LONGEST_TEXT)
    if not text.strip() or "\0" in text or not _has_encoding(text) or _KEY.fullmatch(key) is None:
        raise Refused("late_malformed")


def well_formed(details: ContactDetails, key: str, ways: Collection[str], purposes: Collection[str]) -> bool:
    """Whether what a device sent is something that a database can keep."""
    return (
        1 <= details.minutes <= contacts_rules.MOST_MINUTES
        and details.way in ways
        and details.purpose in purposes
        and "\0" not in details.note
        and _has_encoding(details.note)
        and _KEY.fullmatch(key) is not None
    )


def keys_of(key: str, trajectory_id: int) -> tuple[str, str]:
    """The keys that a form may give an entry about a trajectory: its own `key`, or another for each entry when it was
    about several."""
    return key, contacts_rules.key_for(key, trajectory_id, first_id=0)


def supported_on(day: date, periods: Iterable[Period]) -> bool:
    """Whether a day lies within one of the periods of somebody's support."""
    return any(first <= day and (last is None or day <= last) for first, last in periods)


def still_listed_since(today: date) -> date:
    """The first day of which what was settled still stands on the list."""
    return today - timedelta(days=SETTLED_SHOWN_DAYS)


def _has_encoding(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
