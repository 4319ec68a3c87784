"""A mail server on loopback that keeps what it is given, and refuses whom it is told to."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage


class MailServer(socketserver.ThreadingTCPServer):
    """What it took stands in `mails`; the addresses in `refused` are not taken."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.mails: list[EmailMessage] = []
        self.refused: set[str] = set()

    @property
    def address(self) -> str:
        """host:port"""
        return f"127.0.0.1:{self.server_address[1]}"


class _Conversation(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.say("220 tests")
        for raw in self.rfile:
            word = raw[:4].upper().strip()
            if word == b"DATA":
                self.say("354 go on")
                self.take()
            elif word == b"QUIT":
                return self.say("221 bye")
            elif word == b"RCPT" and any(address.encode() in raw for address in self.server.refused):
                self.say("550 no such mailbox")
            else:
                self.say("250 ok")
        return None

    def take(self) -> None:
        body = b""
        for raw in self.rfile:
            if raw.strip() == b".":
                break
            body += raw
        self.server.mails.append(message_from_bytes(body, policy=policy.default))
        self.say("250 taken")

    def say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A running server."""
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
