"""Sending the mail that says that something is there; a timer runs it every few minutes."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import click
from flask import current_app
from flask.cli import AppGroup

from portal.access import NOBODY
from portal.config import Config
from portal.people.service_mail import Send, send_waiting
from portal.work import Act

SECONDS_TO_ANSWER = 20
DEFAULT_PORT = 25

mail = AppGroup("mail", help="Mail to people who have something to read.")


@mail.command("send")
def mail_send() -> None:
    """Tell everyone who has something new to read, once, that it is there.

    Needs MAIL_SERVER (host or host:port) and PUBLIC_URL. Exit status 1 when a mail was not taken;
    it is tried again the next time.
    """
    config: Config = current_app.extensions["config"]
    if not config.mail_server or not config.public_url:
        raise click.UsageError("MAIL_SERVER and PUBLIC_URL must both be set; nothing was sent.")
    act = Act(NOBODY, datetime.now(UTC))
    with connection(config) as send:
        sent, failed = send_waiting(act, send, config.mail_sender, config.public_url)
    click.echo(f"sent={sent} failed={failed}")
    if failed:
        raise SystemExit(1)


@contextmanager
def connection(config: Config) -> Iterator[Send]:
    """One connection for all mails; encrypted where the server can, always when a password is sent.

    Raises click.ClickException when the server does not answer or may not be trusted: before
    anything was claimed.
    """
    host, _colon, port = config.mail_server.partition(":")
    try:
        with smtplib.SMTP(host, int(port or DEFAULT_PORT), timeout=SECONDS_TO_ANSWER) as server:
            server.ehlo_or_helo_if_needed()
            if server.has_extn("starttls") or config.mail_user:
                server.starttls(context=ssl.create_default_context())
            if config.mail_user:
                server.login(config.mail_user, config.mail_password)
            yield server.send_message
    except OSError as error:
        raise click.ClickException(f"the mail server refused: {type(error).__name__}; nothing is lost.") from error
