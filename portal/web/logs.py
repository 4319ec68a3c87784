"""Logs as JSON lines without personal data: endpoints instead of addresses, no words of anybody.
An error says which and where, never its message: a message may hold what somebody typed."""

import logging
import re
import sys
import time
import traceback
from contextlib import suppress
from pathlib import Path
from threading import Lock, Timer

import structlog
from flask import Flask, Response, g, request

log = structlog.get_logger("wegwijs")
OWN = Path(__file__).resolve().parents[2]
# The folders of libraries; the portal's own code lies elsewhere.
LIBRARIES = ("site-packages", "dist-packages")
AWAY_SECONDS = 60

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


class QuietLogger(structlog.PrintLogger):
    """A line that cannot be written, on a full disk, is lost; the answer it is about is not."""

    def msg(self, message: str) -> None:
        with suppress(OSError):
            super().msg(message)

    info = warning = error = msg


def init_logs(app: Flask, production: bool) -> None:
    """One line per request in production, one per unexpected error everywhere."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *_: QuietLogger(sys.stderr),
    )
    keep_secrets_out_of("werkzeug")
    if production:
        app.before_request(_start)
        app.after_request(_finish)


def sign_in_refused(why: str, **traces: object) -> None:
    """Leave a line about a try to sign in that was refused or had to wait."""
    log.warning("sign_in_refused", why=why, **traces)


def opening_refused(status: int) -> None:
    """Leave a line when somebody with an account asked for a page that is not theirs, or is not there. It says which
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


class Away:
    """How often the database was away. It says so at once, and then once a minute how often since: a line for each
    request would fill the disk."""

    def __init__(self) -> None:
        self.lock, self.counted, self.waiting = Lock(), 0, False

    def count(self, error: BaseException) -> None:
        """One more request that could not be answered."""
        with self.lock:
            self.counted += 1
            if not self.waiting:
                self._say(_what_and_where(error))

    def _say(self, what: dict[str, object]) -> None:
        log.error("database_away", requests=self.counted, **what)
        self.counted, self.waiting = 0, True
        timer = Timer(AWAY_SECONDS, self._again, [what])
        timer.daemon = True
        timer.start()

    def _again(self, what: dict[str, object]) -> None:
        with self.lock:
            self.waiting = False
            if self.counted:
                self._say(what)


away = Away().count


def _what_and_where(error: BaseException) -> dict[str, object]:
    """The kind of an error, the portal's own lines that it came through, and the line it was raised on. An error of the
    database also has its code and the constraint."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [_place(each) for each in frames if _is_own(each.filename)][-8:]
    if frames and not _is_own(frames[-1].filename):
        places.append(_place(frames[-1]))
    return {"error": type(error).__name__, **_of_the_database(error), "at": places}


def _is_own(filename: str) -> bool:
    return filename.startswith(str(OWN)) and not any(each in filename for each in LIBRARIES)


def _place(frame: traceback.FrameSummary) -> str:
    name = frame.filename.removeprefix(f"{OWN}/")
    for each in LIBRARIES:
        name = name.rpartition(f"{each}/")[2]
    return f"{name}:{frame.lineno}"


def _of_the_database(error: BaseException) -> dict[str, object]:
    """The facts of a database error without a value: its code, and the constraint by name or by its columns."""
    orig = getattr(error, "orig", None)
    found = {"code": getattr(orig, "sqlite_errorname", None) or getattr(orig, "sqlstate", None)}
    told = getattr(orig, "diag", None)
    if told is not None:
        column = f"{told.table_name}.{told.column_name}" if told.column_name else told.table_name
        found["constraint"] = told.constraint_name or column
    elif " constraint failed" in str(orig):
        found["constraint"] = str(orig).partition(" constraint failed: ")[2] or str(orig)
    return {name: value for name, value in found.items() if value}


def _start() -> None:
    g.started = time.perf_counter()


def _finish(response: Response) -> Response:
    values: dict[str, object] = {"endpoint": request.endpoint, "method": request.method, **_who()}
    started = g.get("started")
    if started is not None:
        values["ms"] = round((time.perf_counter() - started) * 1000)
    log.info("request", status=response.status_code, **values)
    return response
