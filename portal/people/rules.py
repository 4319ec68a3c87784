"""Decisions about people: slowing down guessed passwords, and papers. Pure, standard library."""

import hashlib
from datetime import date, datetime, timedelta

FREE_TRIES_PER_ACCOUNT = 5
FREE_TRIES_PER_ADDRESS = 30
# So many failures within MEMORY, wherever they come from, are guessing: an unknown device waits before each try.
FREE_TRIES_IN_ALL = 100
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
# Failures further away than this do not count, on either side: the clock may have been put back.
MEMORY = timedelta(hours=1)
# Requests that come together are judged in another order than they came; a later one may be this far ahead.
SKEW = timedelta(seconds=5)
# Rule 4: the certificate of conduct was seen less than three years ago.
CERTIFICATE_YEARS = 3
# A new certificate takes up to eight weeks to come (Justis), so it is asked for in time.
ENDS_SOON = timedelta(weeks=8)
# Who works on for longer signs in once more.
SESSION_LIVES = timedelta(hours=12)
# A session that is silent ends within these minutes; an organisation and a person choose between them.
SHORTEST_IDLE = 5
LONGEST_IDLE = 60


def idle_minutes(chosen: int | None, usual: int, shortest: int, longest: int) -> int:
    """After how many silent minutes a session ends: those the person chose, or the usual ones, within the bounds of
    the organisation."""
    return max(shortest, min(chosen or usual, longest))


def hash_of(token: str) -> str:
    """The hash by which the database knows a random token: whoever reads it there cannot use it. A token holds 192
    bits or more, so that a plain hash suffices and guessing needs no slowing down."""
    return hashlib.sha256(token.encode()).hexdigest()


def wait_after(failures: int, free_tries: int) -> timedelta:
    """How long to wait after the last of so many failed sign-ins: 1 s, doubling, 15 minutes at most. Nothing while
    tries are left."""
    beyond = failures - free_tries
    if beyond < 0:
        return timedelta(0)
    return min(timedelta(seconds=2 ** min(beyond, 12)), LONGEST_WAIT)


def must_wait(failures: list[datetime], free_tries: int, now: datetime) -> bool:
    """Whether a further try comes too early after these failures.
    Failures in the future (the clock was put back) count, but give the wait no moment to begin at."""
    recent = [at for at in failures if now - MEMORY < at < now + MEMORY]
    wait = wait_after(len(recent), free_tries)
    return bool(wait) and any(min(at, now) + wait > now for at in recent if at <= now + SKEW)


def pause_after(failures: int) -> timedelta:
    """How long an unknown device waits before a try after so many failures in all: nothing, then 30 s, twice as long
    for each further hundred, 15 minutes at most. It slows down the guesses of many addresses, and keeps nobody out."""
    beyond = failures // FREE_TRIES_IN_ALL - 1
    return timedelta(0) if beyond < 0 else min(FIRST_PAUSE * 2 ** min(beyond, 5), LONGEST_WAIT)


def promise_stands(promised: datetime, now: datetime) -> bool:
    """Whether a try was promised that is still to come, or may be made now."""
    return now - LONGEST_WAIT < promised <= now + LONGEST_WAIT


def certificate_valid_until(seen_on: date) -> date:
    """The first day on which a certificate of conduct seen on a day is three years old (rule 4)."""
    year = seen_on.year + CERTIFICATE_YEARS
    try:
        return seen_on.replace(year=year)
    except ValueError:  # 29 February
        return date(year, 3, 1)


def paper_state(done_on: date | None, valid_until: date | None, today: date) -> str:
    """How a paper stands: "missing" (also when its day is still to come), "expired", "ends_soon" or "fine".
    `valid_until` is the first day on which it no longer counts; None for a paper that stays valid."""
    if done_on is None or done_on > today:
        return "missing"
    if valid_until is None or today < valid_until - ENDS_SOON:
        return "fine"
    return "ends_soon" if today < valid_until else "expired"
