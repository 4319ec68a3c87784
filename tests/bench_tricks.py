"""The saving of each trick, for `docs/performance.md`: `python -m tests.bench_tricks [NAME ...]`. Prints; never a test.

A trick reaches into a library or the interpreter. Each is taken away in turn; what the portal then costs is divided
by what it costs with all of them. Two figures: the time of the processor, in which the cases take turns so that a busy
machine slows both, and the instructions of the interpreter, which are the same at any time but count no work in C.
`nothing` takes nothing away: it shows how far the times can be trusted.
"""

import gc
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from pathlib import Path
from threading import Barrier, Thread
from typing import Any
from unittest.mock import patch

import psutil
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import Template
from jinja2.runtime import Context
from jinja2.utils import LRUCache
from werkzeug.test import EnvironBuilder

from portal import create_app
from portal.config import Config
from portal.web import widgets
from portal.web.jinja import PageTemplate
from tests.bench import CONNECTIONS, PASSWORD, PEOPLE, ROOT, served
from tests.support.load import Asked, Connection, seconds_per_request

PAIRS = 160  # of requests, with and without
BLOCKS, BLOCK = 12, 100  # of requests in a row, where a trick shows only then
STARTS, OPENINGS = 7, 40
PAGES = {
    "Vandaag": ("volunteer", "/vandaag"),
    "log form": ("volunteer", "/trajecten/{}/contact"),
    "Bord": ("coordinator", "/bord"),
}
Ask = Callable[[], None]
Without = Callable[[Flask], AbstractContextManager[Any]]


def templates(thing: Any, name: str, instead: Any) -> Without:
    """Take a trick of the templates away; they are loaded anew without it, once."""
    others = LRUCache(400)

    @contextmanager
    def without(app: Flask) -> Iterator[None]:
        with patch.object(app.jinja_env, "cache", others), patch.object(thing or app.jinja_env, name, instead):
            yield

    return without


def drawn_by_wtforms(field: Any, given: Any) -> Any:
    return field.widget(field, **{**(field.render_kw or {}), **given})


def boxes_of_wtforms(field: Any) -> Iterator[tuple[Any, Any]]:
    return ((option(), option.label.text) for option in field)


@contextmanager
def collecting(_app: Flask) -> Iterator[None]:
    gc.unfreeze()
    gc.set_threshold(700, 10, 10)
    yield
    as_served()


def as_served() -> None:
    """The collector as wsgi.py leaves it."""
    gc.freeze()
    gc.set_threshold(10_000)


TRICKS: dict[str, Without] = {
    "nothing": lambda _app: nullcontext(),
    "macros": templates(PageTemplate, "_get_default_module", Template._get_default_module),
    "escape": templates(PageTemplate, "_from_namespace", classmethod(Template._from_namespace.__func__)),
    "calls": templates(None, "context_class", Context),
    "inputs": lambda _app: patch.object(widgets, "draw", drawn_by_wtforms),
    "boxes": lambda _app: patch.object(widgets, "boxes", boxes_of_wtforms),
}


def main(wanted: list[str]) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        environment = {**os.environ, "DATABASE_URL": f"sqlite:///{Path(folder) / 'bench.sqlite'}"}
        prepare = [sys.executable, "-m", "flask", "--app", "wsgi", "prepare"]
        subprocess.run(prepare, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
        app = create_app(Config(database_url=environment["DATABASE_URL"], secret_key="x" * 40))
        clients = {name: sign_in(app, email) for name, email in PEOPLE.items()}
        pages = {name: page(app, clients[who], path) for name, (who, path) in PAGES.items()}
        as_served()
        print(f"{'time, instructions':<20}" + "".join(f"{name:>16}" for name in pages), flush=True)
        for name in (each for each in TRICKS if each in (wanted or TRICKS)):
            found = [(in_pairs(app, TRICKS[name], ask), in_steps(app, TRICKS[name], ask)) for ask in pages.values()]
            print(f"{name:<20}" + "".join(f"{time:>10.2f}{steps:>6.2f}" for time, steps in found), flush=True)
        if "gc" in (wanted or ["gc"]):
            print(f"{'gc, serving':<20}" + "".join(f"{in_blocks(app, ask):>10.2f}      " for ask in pages.values()))
            print(f"{'gc, starting':<20}{starting(environment):>10.2f}", flush=True)
        if "even" in (wanted or ["even"]):
            ports = [
                running.enter_context(served("wsgi:app", 18441 + number, environment, *worker))
                for number, worker in enumerate([(), ("--worker-class", "gthread")])
            ]
            with_it, without = (busiest(port) for port in ports)
            print(f"of {CONNECTIONS} visitors at once one process has {with_it:.1f}; without the trick {without:.1f}")
            asked = [Asked(lambda port=port: Connection(port), "/inloggen") for port in ports]
            ours, theirs = seconds_per_request(asked, CONNECTIONS, 400, 9)
            print(f"{'even':<20}{theirs / ours:>10.2f} (a page while they ask at once)")


def sign_in(app: Flask, email: str) -> FlaskClient:
    """A visitor with a session."""
    client = app.test_client()
    (token,) = re.findall(r'name="csrf_token" value="([^"]+)"', client.get("/inloggen").text)[:1]
    answer = client.post("/inloggen", data={"email": email, "password": PASSWORD, "csrf_token": token})
    assert answer.status_code == 303
    return client


def page(app: Flask, client: FlaskClient, path: str) -> Ask:
    """One request for a page, as the server hands it over."""
    (first,) = re.findall(r'href="/trajecten/(\d+)/contact', client.get("/vandaag").text)[:1] or [""]
    path = path.format(first)
    assert client.get(path).status_code == 200
    cookie = client.get_cookie("wegwijs")
    assert cookie is not None
    environ = EnvironBuilder(path, headers={"Cookie": f"wegwijs={cookie.value}"}).get_environ()

    def ask() -> None:
        statuses: list[str] = []
        answer = app(environ.copy(), lambda status, _headers, *_others: statuses.append(status) or statuses.append)
        b"".join(answer)
        answer.close()  # type: ignore[attr-defined]
        assert statuses == ["200 OK"]

    return ask


def in_pairs(app: Flask, without: Without, ask: Ask) -> float:
    """CPU time without a trick by that with it: the median of pairs of requests, whose order alternates."""
    found = []
    for turn in range(PAIRS):
        before = seconds(ask) if turn % 2 else 0.0
        with without(app):
            alone = seconds(ask)
        found.append(alone / (before or seconds(ask)))
    return statistics.median(found[2:])


def in_steps(app: Flask, without: Without, ask: Ask) -> float:
    """The interpreter's instructions without a trick by those with it."""
    with without(app):
        ask()
        alone = instructions(ask)
    ask()
    return alone / instructions(ask)


def in_blocks(app: Flask, ask: Ask) -> float:
    """CPU time without our settings of the collector by that with them: the median of blocks of requests."""
    found = []
    for _turn in range(BLOCKS):
        ours = seconds(ask, BLOCK)
        with collecting(app):
            found.append(seconds(ask, BLOCK) / ours)
    return statistics.median(found)


def seconds(ask: Ask, times: int = 1) -> float:
    started = time.process_time()
    for _request in range(times):
        ask()
    return time.process_time() - started


def instructions(ask: Ask) -> int:
    count = 0

    def trace(frame: Any, what: str, _arg: Any) -> Any:
        nonlocal count
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += what == "opcode"
        return trace

    sys.settrace(trace)
    try:
        ask()
    finally:
        sys.settrace(None)
    return count


def starting(environment: dict[str, str]) -> float:
    """CPU time to start when the collector looks around meanwhile, by that when it does not."""
    start = "import time, wsgi; print(time.process_time())"
    found = []
    for _turn in range(STARTS):
        both = [f"import gc; gc.disable = lambda: None; {start}", start]
        without, ours = (
            float(subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, env=environment)) for code in both
        )
        found.append(without / ours)
    return statistics.median(found)


def busiest(port: int) -> float:
    """How many of those who connect at once the busiest process gets: the mean of several openings."""
    found = []
    for _opening in range(OPENINGS):
        gate, opened = Barrier(CONNECTIONS), []

        def visit(gate: Barrier = gate, opened: list[Connection] = opened) -> None:
            gate.wait()
            opened.append(Connection(port))
            opened[-1].get("/healthz/alive")

        visitors = [Thread(target=visit) for _each in range(CONNECTIONS)]
        for each in visitors:
            each.start()
        for each in visitors:
            each.join()
        found.append(max(_connected(each, port) for each in psutil.Process().children(recursive=True)))
        for each in opened:
            each.close()
        time.sleep(0.3)  # until the server noticed
    return statistics.mean(found)


def _connected(process: psutil.Process, port: int) -> int:
    """How many connections to a port a process serves."""
    return sum(one.laddr.port == port and one.status == "ESTABLISHED" for one in process.net_connections())


if __name__ == "__main__":
    main(sys.argv[1:])
