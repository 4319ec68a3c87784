"""How far a link is that goes by mail. Pure, standard library only."""

from datetime import datetime

# Those of whom nothing is under way, so that a list of people to invite begins with them ticked.
TO_INVITE = (None, "expired")


def link_state(mail_state: str, attempts: int, expires_at: datetime | None, now: datetime) -> str:
    """How far an open link is: "waiting" for its first try, "trying" again, "not_delivered" when its mail was given up,
    "sent" and good, or "expired". `expires_at` is that of the last try, None before the first."""
    if mail_state == "given_up":
        return "not_delivered"
    if mail_state == "waiting":
        return "trying" if attempts else "waiting"
    return "sent" if expires_at is not None and now < expires_at else "expired"


def ticked_first(state: str | None) -> bool:
    """Whether somebody is ticked in a list of people to invite: nothing is under way to them."""
    return state in TO_INVITE
