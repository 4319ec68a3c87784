"""When a mail goes out, and when nobody tries it any more. Pure, standard library."""

from datetime import datetime, time, timedelta

from portal.days import AMSTERDAM, day_of

# Who wants one mail a day has it before the working day.
DAILY_AT = time(7, 30)
FIRST_WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(days=1)
# With the waits above, a mail is given up almost five days after its first try: a full mailbox or
# a server that is down over a long weekend costs nobody a mail.
MOST_TRIES = 13
# Far longer than a server that still speaks takes over one mail. After it the worker counts as dead.
LEASE = timedelta(minutes=15)


def wait_after(tries: int) -> timedelta:
    """How long a mail waits after so many tries in vain: 5 minutes, doubling, a day at most."""
    return min(FIRST_WAIT * 2 ** min(tries - 1, 20), LONGEST_WAIT)


def given_up_after(tries: int) -> bool:
    """Whether so many tries in vain are enough."""
    return tries >= MOST_TRIES


def goes_at(daily: bool, written_at: datetime, last_sent_at: datetime | None) -> datetime:
    """The moment from which a mail may go. `daily`: at the first 07:30 in Amsterdam after it was written, on a day
    without a mail yet; otherwise at once."""
    if not daily:
        return written_at
    local = written_at.astimezone(AMSTERDAM)
    day = local.date() if local.time() <= DAILY_AT else local.date() + timedelta(days=1)
    if last_sent_at is not None:
        day = max(day, day_of(last_sent_at) + timedelta(days=1))
    return datetime.combine(day, DAILY_AT, AMSTERDAM)
