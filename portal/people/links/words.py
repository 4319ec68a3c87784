"""How far a mailed link is, in words to who asked for it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from portal.i18n import gettext, moment
from portal.people.links.rules import link_state, ticked_first


def standing(mail: Any, now: datetime) -> tuple[str, str] | None:
    """How far the link of a mail is, as (kind of badge, words); None for no mail."""
    if mail is None:
        return None
    state = _state(mail, now)
    if state == "sent":
        facts = {"sent": moment(mail.settled_at), "until": moment(mail.link.expires_at)}
        return "info", gettext("Gemaild op %(sent)s. De link werkt tot %(until)s.", **facts)
    if state == "expired":
        return "warning", gettext("De gemailde link is verlopen op %(until)s.", until=moment(mail.link.expires_at))
    if state == "not_delivered":
        return "negative", gettext("De mail met de link kwam niet aan. Klopt het e-mailadres?")
    if state == "trying":
        return "warning", gettext("De mail met de link kwam nog niet aan. Wegwijs probeert het opnieuw.")
    return "info", gettext("De link wordt gemaild.")


def choices(users: Any, mails: Mapping[int, Any], now: datetime) -> tuple[list[tuple[int, str]], list[int]]:
    """The people of a list as (key, words), and the keys of those to whom nothing is under way."""
    said = []
    for user in users:
        found = standing(mails.get(user.id), now)
        said.append((user.id, " · ".join([user.name, user.email, *([found[1]] if found else [])])))
    fresh = [user.id for user in users if ticked_first(_state(mails.get(user.id), now))]
    return said, fresh


def _state(mail: Any, now: datetime) -> str | None:
    if mail is None:
        return None
    return link_state(mail.state, mail.attempts, mail.link.expires_at, now)
