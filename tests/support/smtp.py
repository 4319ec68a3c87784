"""A real mail server on loopback (aiosmtpd) that keeps what it is given and answers as it is told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from portal.people.mail.sending import send_waiting
from portal.work import Act


def nothing() -> None:
    """Do nothing meanwhile, unless told otherwise."""


class MailServer:
    """A mail server; `mails` are those it took, in order.

    `tried` names whom each try was for. `refused`: address → its answer to RCPT; `answers`: its answers to the next
    mails instead of taking them; `sender_answer`: its answer to MAIL FROM. `meanwhile`: what to call at a command,
    before it is answered: it happens while a worker waits. At "DATA" the mail was taken. `hangs_up`: it takes a mail
    and breaks the connection.
    """

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refused: dict[str, str] = {}
        self.answers: list[str] = []
        self.sender_answer = ""
        self.meanwhile: dict[str, Callable[[], Any]] = {}
        self.tried: list[str] = []
        self.hangs_up = False
        self.controller: Controller | None = None

    @property
    def address(self) -> str:
        """host:port"""
        assert self.controller is not None
        return f"127.0.0.1:{self.controller.server.sockets[0].getsockname()[1]}"  # type: ignore[union-attr]

    @property
    def receivers(self) -> list[str]:
        """To whom the mails went."""
        return [mail["To"] for mail in self.mails]

    async def handle_MAIL(self, _server: SMTP, _session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802 - the server calls it
        """MAIL FROM."""
        if self.sender_answer:
            return self.sender_answer
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, _server: SMTP, _session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        """RCPT TO."""
        self.tried.append(address)
        self.meanwhile.get("RCPT", nothing)()
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Any, envelope: Any) -> str:  # noqa: N802
        """A whole mail."""
        if self.answers:
            return self.answers.pop(0)
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert [mail["To"]] == envelope.rcpt_tos
        self.mails.append(mail)
        self.meanwhile.get("DATA", nothing)()
        if self.hangs_up:
            server.transport.abort()
        return "250 taken"


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A running server on a free port."""
    server = MailServer()
    server.controller = _Controller(server, hostname="127.0.0.1", port=0)
    server.controller.start()
    try:
        yield server
    finally:
        server.controller.stop(no_assert=True)


class _Controller(Controller):
    """Port 0 is a free one: the library would connect to port 0 to see whether it started."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        super()._trigger_server()


def sent_now(act: Act) -> list[EmailMessage]:
    """The mails that go out now, without a server: for tests about what causes one. They lack their
    Message-ID, in whose random digits anything may seem to stand."""
    sent: list[EmailMessage] = []
    send_waiting(lambda: act, sent.append, "portal@example.org", "https://wegwijs.example.org")
    for mail in sent:
        del mail["Message-ID"]
    return sent
