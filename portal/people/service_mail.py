"""The mail that says no more than that something is there (rule 12): what it says, and sending what waits.

The notices and their mails were written in one transaction. A worker claims a mail, sends it with
no transaction open, and settles what became of it; `docs/jobs-and-mail.md` says what can remain
twice or undone when it dies in between.
"""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from functools import partial
from typing import cast

from flask import Flask
from sqlalchemy import select

from portal.config import Config
from portal.i18n import gettext, locale
from portal.jobs import Job, NotSetUp, register
from portal.people import queries_mail
from portal.people.models_mail import OutgoingMail
from portal.people.service_outbox import Claimed, Fate, claim, settle
from portal.people.service_smtp import Send, connection, fate_of
from portal.refusals import Busy
from portal.work import Act, unit_of_work

EVERY = timedelta(minutes=1)
DOES = "send 'er staat iets voor u klaar' to who has something to read"
# Each waits its turn for seconds, longer together than a large import writes.
TRIES_TO_SETTLE = 12

Acts = Callable[[], Act]


def init_mail(app: Flask) -> None:
    """Have the portal send what waits, every minute."""
    register(app, Job("mail", DOES, EVERY, partial(_run, app)))


def _run(app: Flask, act: Act) -> dict[str, int]:
    config = cast(Config, app.extensions["config"])
    if not config.sends_mail:
        raise NotSetUp("MAIL_SERVER, PUBLIC_URL and an address as MAIL_SENDER must be set; nothing was sent")
    if not _anything_due(act):
        return _counts()

    # A run may take long, and a lease counts from the moment of its own claim.
    def acts() -> Act:
        return Act(act.actor, app.extensions["clock"]())

    with connection(config) as send:
        return send_waiting(acts, send, config.mail_sender, config.public_url)


def _anything_due(act: Act) -> bool:
    with unit_of_work(act) as work:
        return work.session.scalar(select(OutgoingMail.id).where(queries_mail.due(act.at)).limit(1)) is not None


def _counts() -> Counter[str]:
    return Counter(sent=0, failed=0, given_up=0)


def send_waiting(acts: Acts, send: Send, sender: str, public_url: str) -> dict[str, int]:
    """Send what is due, one mail at a time; gives how many were sent, failed and were given up.

    `acts()` gives an act of the machine at that moment. `send` raises OSError (smtplib's errors are
    among them) when a mail was not taken. Raises that too, with the mail settled, when the server
    speaks to nobody any more.
    """
    counts = _counts()
    while claimed := claim(acts()):
        fate, answer, goes_on, broken = Fate.SENT, None, True, None
        try:
            send(message(claimed, sender, public_url, acts().at))
        except OSError as error:
            fate, answer, goes_on = fate_of(error)
            broken = error
        again = _settle(acts, claimed, fate, answer)
        counts["sent" if fate is Fate.SENT else "failed" if again else "given_up"] += 1
        if broken is not None and not goes_on:
            raise broken
    return counts


def _settle(acts: Acts, claimed: Claimed, fate: Fate, answer: int | None) -> bool:
    """A mail that left must not be sent again because somebody else writes much just now."""
    for _try in range(TRIES_TO_SETTLE - 1):
        try:
            return settle(acts(), claimed, fate, answer)
        except Busy:
            continue
    return settle(acts(), claimed, fate, answer)


def message(claimed: Claimed, sender: str, public_url: str, at: datetime) -> EmailMessage:
    """The mail: the same words for everyone and everything, and links. Its Message-ID is the same at
    every try."""
    token = locale.set(claimed.locale)
    try:
        sentence = gettext("Er staat iets voor u klaar in Wegwijs")
        wishes = gettext("Hoe vaak u zo'n mail krijgt, kiest u hier:")
    finally:
        locale.reset(token)
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = sentence, sender, claimed.email
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<{claimed.message_key}@{mail['From'].addresses[0].domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(f"{sentence}.\n\n{public_url}/meldingen\n\n{wishes}\n{public_url}/mijn-gegevens#mail\n")
    return mail
