"""Logs as JSON lines without personal data: endpoints instead of addresses, no words of anybody.

An error says which and where, never its message: a message may hold what somebody typed.
"""

import logging
import re
import sys
import time
import traceback
from typing import Any

import structlog
from flask import Flask, Response, g, request

log = structlog.get_logger("wegwijs")

# Addresses that are a secret themselves: whoever reads one in a log could use it.
SECRET_ADDRESS = re.compile(r"(/(?:agenda|welkom)/)[^\s\"'?#]+")


class WithoutSecrets(logging.Filter):
    """Takes the secret out of the addresses in the lines of a server's own log."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line through, rewritten where it names such an address."""
        message = record.getMessage()
        if SECRET_ADDRESS.search(message):
            record.msg, record.args = SECRET_ADDRESS.sub(r"\1…", message), ()
        return True


def keep_secrets_out_of(*names: str) -> None:
    """Do so for the loggers of these names, however the machine has set them up."""
    for name in names:
        logging.getLogger(name).addFilter(WithoutSecrets())


def init_logs(app: Flask, production: bool) -> None:
    """One line per request in production, one per unexpected error everywhere."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )
    keep_secrets_out_of("werkzeug")
    if production:
        app.before_request(_start)
        app.after_request(_finish)


def sign_in_refused(why: str, **traces: Any) -> None:
    """Leave a line about a try to sign in that was refused or had to wait."""
    log.warning("sign_in_refused", why=why, **traces)


def opening_refused(status: int) -> None:
    """Leave a line when somebody with an account asked for what is not theirs, or is not there at all: which
    page, with which keys, and who."""
    who = _who()
    if who:
        keys = {name: value for name, value in (request.view_args or {}).items() if isinstance(value, int)}
        what = {"endpoint": request.endpoint, "method": request.method, "keys": keys}
        log.warning("opening_refused", status=status, **what, **who)


def _who() -> dict[str, int]:
    """The account's key; nothing for a stranger, and where nobody asked who it is."""
    known = g.get("_login_user")
    return {"user": known.identity.user_id} if known is not None and known.is_authenticated else {}


def broken(error: BaseException) -> None:
    """Leave a line about an error nobody expected in a request."""
    log.error("request_failed", endpoint=request.endpoint, method=request.method, **_who(), **_what_and_where(error))


def broken_job(name: str, error: BaseException) -> None:
    """Leave a line about a job that raised."""
    log.error("job_failed", job=name, **_what_and_where(error))


def _what_and_where(error: BaseException) -> dict[str, Any]:
    """The kind of an error and the places it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{frame.filename.rpartition('portal/')[2]}:{frame.lineno}" for frame in frames[-8:]]
    return {"error": type(error).__name__, "at": places}


def _start() -> None:
    g.started = time.perf_counter()


def _finish(response: Response) -> Response:
    values: dict[str, Any] = {"endpoint": request.endpoint, "method": request.method, **_who()}
    started = g.get("started")
    if started is not None:
        values["ms"] = round((time.perf_counter() - started) * 1000)
    log.info("request", status=response.status_code, **values)
    return response
