"""Weight and speed of the pages, and of a large import: `make bench`. Prints; the README quotes it. Never a test.

The pages are measured on the demo under the production server, beside a bare Flask page of as many
bytes under the same server in the same run.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode

import brotli

from tests import bench_phone, bench_scale
from tests.support import many_found, mass_import
from tests.support.load import Asked, Connection, parts_of, seconds_per_request

ROOT = Path(__file__).resolve().parent.parent
CONNECTIONS, REQUESTS, ROUNDS = 8, 800, 9
# The later of two settings holds.
BARE = ("--config", "python:tests.support.bare_serving")
PASSWORD = "wegwijs-demo"
PEOPLE = {
    "volunteer": "vrijwilliger@example.org",
    "coordinator": "coordinator@example.org",
    "team": "wijkteam@example.org",
    "admin": "beheer@example.org",
    "reader": "gemeente@example.org",
}


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        print("\n".join(mass_import.table(Path(folder))), end="\n\n")
        print("\n".join(many_found.table(Path(folder))), end="\n\n")
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        database = Path(folder) / "bench.sqlite"
        environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database}"}
        subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", "prepare"],
            cwd=ROOT,
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        portal = running.enter_context(served("wsgi:app", 18431, environment))
        bare = running.enter_context(served("tests.support.bare:app", 18432, environment, *BARE))
        cookies = {name: sign_in(portal, email) for name, email in PEOPLE.items()}
        log_form = contact_address(portal, cookies["volunteer"])
        pages = {
            "Home (Vandaag)": ("/vandaag", cookies["volunteer"]),
            "Pool (Beschikbaar)": ("/beschikbaar", cookies["volunteer"]),
            "Log form (contact)": (log_form, cookies["volunteer"]),
            "Trajectory": (log_form.removesuffix("/contact"), cookies["volunteer"]),
            "Board (Bord)": ("/bord", cookies["coordinator"]),
            "Team (Overdrachten)": ("/overdrachten", cookies["team"]),
            "Admin (Beheer)": ("/beheer", cookies["admin"]),
            "Figures (Cijfers)": ("/cijfers", cookies["reader"]),
            "Sign-in": ("/inloggen", ""),
        }
        print(f"{'page':<20} {'html B':>8} {'br B':>7} {'first visit B':>14} {'ms':>7} {'bare ms':>8} {'ratio':>6}")
        for name, (path, cookie) in pages.items():
            print(measured(name, portal, bare, path, cookie))
        seen = {name: pages[name] for name in ("Home (Vandaag)", "Log form (contact)")}
        print("\n" + "\n".join(bench_phone.table(portal, seen)), end="\n\n")
    bench_scale.main()


def measured(name: str, portal: int, bare: int, path: str, cookie: str) -> str:
    """One line of the table."""
    connection = Connection(portal, cookie)
    plain = connection.get(path)
    if plain.status != 200:
        raise RuntimeError(f"{path} answered {plain.status}")
    small = connection.get(path, "br")
    assert brotli.decompress(small.body)
    parts = [connection.get(part, "br") for part in parts_of(plain.body.decode())]
    first_visit = len(small.body) + sum(len(part.body) for part in parts)
    connection.close()
    pages = (
        Asked(lambda: Connection(portal, cookie), path),
        Asked(lambda: Connection(bare), f"/?bytes={len(plain.body)}"),
    )
    ours, theirs = seconds_per_request(pages, CONNECTIONS, REQUESTS, ROUNDS)
    return (
        f"{name:<20} {len(plain.body):>8} {len(small.body):>7} {first_visit:>14}"
        f" {ours * 1000:>7.2f} {theirs * 1000:>8.2f} {ours / theirs:>6.2f}"
    )


@contextmanager
def served(application: str, port: int, environment: dict[str, str], *options: str) -> Iterator[int]:
    """The application under the production server on a port of this machine, until the block ends; `options` of
    gunicorn go over its settings."""
    command = [sys.executable, "-m", "gunicorn", "--config", "python:portal.serving", *options, application]
    server = subprocess.Popen(command, cwd=ROOT, env={**environment, "PORT": str(port)}, stdout=subprocess.DEVNULL)
    try:
        for _attempt in range(200):
            try:
                Connection(port).close()
                break
            except ConnectionRefusedError:
                time.sleep(0.05)
        yield port
    finally:
        server.terminate()
        server.wait()


def sign_in(port: int, email: str) -> str:
    """The cookie of somebody who signed in by the form."""
    page = HTTPConnection("127.0.0.1", port)
    page.request("GET", "/inloggen")
    answer = page.getresponse()
    token = re.search(r'name="csrf_token" value="([^"]+)"', answer.read().decode())
    cookie = _cookie(answer)
    assert token
    form = urlencode({"email": email, "password": PASSWORD, "csrf_token": token[1]})
    page.request("POST", "/inloggen", form, {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"})
    answer = page.getresponse()
    answer.read()
    if answer.status != 303:
        raise RuntimeError(f"signing in as {email} answered {answer.status}")
    return _cookie(answer)


def _cookie(answer: HTTPResponse) -> str:
    """The cookie of the session; that of the device may stand before it."""
    given = answer.headers.get_all("Set-Cookie") or []
    return next(each for each in given if each.startswith("wegwijs=")).partition(";")[0]


def contact_address(port: int, cookie: str) -> str:
    """The log form of the first household on Vandaag."""
    html = Connection(port, cookie).get("/vandaag").body.decode()
    found = re.search(r'href="(/trajecten/\d+/contact)', html)
    if found is None:
        raise RuntimeError("the demo's volunteer has no household on Vandaag")
    return found[1]


if __name__ == "__main__":
    main()
