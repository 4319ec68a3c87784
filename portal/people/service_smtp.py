"""Speaking to the mail server: one connection for all mails, and what its answers mean."""

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage

from portal.config import Config
from portal.people.service_outbox import Fate

SECONDS_TO_ANSWER = 20
DEFAULT_PORT = 25
CLOSING = 421  # the server takes no more on this connection

Send = Callable[[EmailMessage], object]


@contextmanager
def connection(config: Config) -> Iterator[Send]:
    """One connection for all mails; encrypted where the server can, always when a password is sent.

    Raises OSError (smtplib's errors are among them) when the server does not answer or may not be
    trusted: before anything was claimed.
    """
    host, _colon, port = config.mail_server.partition(":")
    with smtplib.SMTP(host, int(port or DEFAULT_PORT), timeout=SECONDS_TO_ANSWER) as server:
        server.ehlo_or_helo_if_needed()
        if server.has_extn("starttls") or config.mail_user:
            server.starttls(context=ssl.create_default_context())
        if config.mail_user:
            server.login(config.mail_user, config.mail_password)
        yield server.send_message


def fate_of(error: OSError) -> tuple[Fate, int | None, bool]:
    """What a failed try means for the mail, the server's code, and whether to go on with others.

    Only a mailbox refused for good (RCPT, 5xx) is the person's: no words in a mail differ from
    those in any other, so content refused says more of the server, and is tried again.
    """
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
