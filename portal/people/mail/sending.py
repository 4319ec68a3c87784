"""Sending what waits in the outbox, by SMTP."""

import smtplib
import ssl
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from functools import partial
from typing import cast

from flask import Flask
from sqlalchemy import select

from portal.config import Config
from portal.i18n import gettext, locale, ngettext
from portal.jobs import Job, NotSetUp, register
from portal.people.mail import queries
from portal.people.mail.outbox import Claimed, Fate, claim, settle
from portal.people.models.mail import OutgoingMail
from portal.refusals import Busy
from portal.work import Act, unit_of_work

SECONDS_TO_ANSWER = 20
DEFAULT_PORT = 25
CLOSING = 421  # the server takes no more on this connection
Send = Callable[[EmailMessage], object]


@contextmanager
def connection(config: Config) -> Iterator[Send]:
    """One connection for all mails; encrypted where the server can, always when a password is sent.
    Raises OSError (smtplib's errors are among them) when the server does not answer or may not be trusted."""
    host, _colon, port = config.mail_server.partition(":")
    with smtplib.SMTP(host, int(port or DEFAULT_PORT), timeout=SECONDS_TO_ANSWER) as server:
        server.ehlo_or_helo_if_needed()
        if server.has_extn("starttls") or config.mail_user:
            server.starttls(context=ssl.create_default_context())
        if config.mail_user:
            server.login(config.mail_user, config.mail_password)
        yield server.send_message


def fate_of(error: OSError) -> tuple[Fate, int | None, bool]:
    """The fate of a mail after a failed try, the server's code, and whether to go on with others.
    Only a mailbox refused for good (RCPT, 5xx) is about the person; refused content is tried again."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = next(iter(error.recipients.values()))[0]
        if code == CLOSING:
            return Fate.NOT_TRIED, code, False
        return (Fate.REFUSED if code >= 500 else Fate.NOT_TAKEN), code, True
    if isinstance(error, smtplib.SMTPDataError):
        return Fate.NOT_TAKEN, error.smtp_code, error.smtp_code != CLOSING
    if isinstance(error, smtplib.SMTPSenderRefused | smtplib.SMTPHeloError):
        return Fate.NOT_TRIED, error.smtp_code, False
    return Fate.UNKNOWN, None, False


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
        return work.session.scalar(select(OutgoingMail.id).where(queries.due(act.at)).limit(1)) is not None


def _counts() -> Counter[str]:
    return Counter(sent=0, failed=0, given_up=0)


def send_waiting(acts: Acts, send: Send, sender: str, public_url: str) -> dict[str, int]:
    """Send what is due, one mail at a time; gives how many were sent, failed and were given up. `acts()` gives an act
    of that moment. Raises OSError (smtplib's among them) when the server speaks to nobody any more, as `send` may."""
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
    every try, unless it brings another link."""
    token = locale.set(claimed.locale)
    try:
        subject, text = _with_link(claimed, public_url) if claimed.token else _told(public_url)
    finally:
        locale.reset(token)
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = subject, sender, claimed.email
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<{claimed.message_key}@{mail['From'].addresses[0].domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(text)
    return mail


def _told(public_url: str) -> tuple[str, str]:
    sentence = gettext("Er staat iets voor u klaar in Wegwijs")
    wishes = gettext("Hoe vaak u zo'n mail krijgt, kiest u hier:")
    return sentence, f"{sentence}.\n\n{public_url}/meldingen\n\n{wishes}\n{public_url}/mijn-gegevens#mail\n"


def _with_link(claimed: Claimed, public_url: str) -> tuple[str, str]:
    """One text for a first password and a new one, so that it tells nobody whether the account is in use."""
    subject = gettext("Kies uw wachtwoord voor Wegwijs")
    parts = (
        gettext("Met deze link kiest u zelf een wachtwoord voor Wegwijs:"),
        f"{public_url}/welkom/{claimed.token}",
        ngettext(
            "De link werkt één keer, en %(n)s dag lang.",
            "De link werkt één keer, en %(n)s dagen lang.",
            claimed.days or 0,
        ),
        gettext("Kreeg u meer dan één mail met een link? Dan werkt alleen die in de nieuwste."),
        gettext("Geef de link aan niemand. Verwacht u deze mail niet? Dan hoeft u niets te doen."),
    )
    return subject, "\n\n".join(parts) + "\n"
