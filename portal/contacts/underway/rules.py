"""Decisions about entries that waited on a phone: the moment at which what they say is judged.

Pure: plain values, standard library only. Source: domain.md rule 10.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from portal.identifiers import initials

# So long before its arrival an entry is believed to have been saved.
KEPT_DAYS = 31
_MILLISECOND = timedelta(milliseconds=1)


def judged_at(saved: str, arrived: datetime, on_date: date | None) -> datetime:
    """The moment at which the days, times and choices of an entry are judged: when it was saved.

    `saved` is the clock of the phone, in milliseconds since 1970. It is believed from 31 days before `arrived` until
    then, and moved to the nearer end beyond. Without it, from older scripts, the day of the contact itself counts: its
    appointment lies after that.
    """
    if saved.isascii() and saved.isdigit() and len(saved) <= 18:
        before = int(arrived.timestamp() * 1000) - int(saved)
    elif on_date is not None:
        before = (arrived - datetime.combine(on_date, time.min, arrived.tzinfo)) // _MILLISECOND
    else:
        return arrived
    longest = timedelta(days=KEPT_DAYS) // _MILLISECOND
    return arrived - _MILLISECOND * min(max(before, 0), longest)


def distinct_initials(names: Sequence[str]) -> list[str]:
    """The names of people on a phone without a connection: their initials (domain.md section 7). Where two would look
    alike they get more letters, and at last a number: a visit must not go to the wrong home."""
    for letters in (1, 2, 3):
        found = [initials(name, letters) or "–" for name in names]
        if len(set(found)) == len(found):
            return found
    return [f"{each} {found[: place + 1].count(each)}" for place, each in enumerate(found)]
