"""How quick the pages are at the size of a region: `make scale`, and `LARGE=1 make scale`. Prints; never a test.

Three sizes on both databases. A page is asked for at a location of 250 trajectories and 60 volunteers, which is alone
in S and one of many in M and L, and at the largest location of each. It is the processor's time of the portal, and on
PostgreSQL of its server too, in milliseconds; behind it how many times that of a bare page of as many bytes.
`SLOWER=2.2` says how many times slower this machine is than that of the goals.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from time import perf_counter
from typing import Any

from flask import Flask
from flask_migrate import upgrade
from werkzeug.test import EnvironBuilder

from portal import create_app
from portal.config import Config
from portal.days import day_of
from portal.db import db
from portal.people.models.people import User
from tests.support import places, servers
from tests.support.cpu import Ask, Bare, Meter
from tests.support.region import Region
from tests.support.region.place import Place, Size
from tests.support.visits import cookie_of, session_of

FLAT = Size(250, 22, 60)  # about two million contacts in L
MORE = 1.2  # times what it takes in S, by the clock and beside the bare page: then it grows


@dataclass(frozen=True)
class Scale:
    """A region: the flat location, the largest one, and so many like each other."""

    largest: Size | None
    others: int
    other: Size

    def sizes(self) -> dict[int, Size]:
        """The locations by their numbers; the flat one first, the largest second."""
        kinds = [FLAT, *([self.largest] if self.largest else []), *[self.other] * self.others]
        return dict(enumerate(kinds, 1))


SCALES = {
    "S": Scale(None, 0, FLAT),
    "M": Scale(Size(1_000, 22, 300), 43, Size(250, 22, 84)),
    "L": Scale(Size(4_838, 22, 716), 150, Size(633, 22, 95)),
}


@dataclass(frozen=True)
class Page:
    """A page, who asks for it, and its goals in S, at the flat location in L, and at the largest."""

    role: str
    path: str
    goals: tuple[float, ...] = ()


BOARD, LIST, TODAY = (8, 10, 40), (6, 6, 10), (3, 3, 4)
PAGES = {
    "Bord": Page("coordinator", "/bord", BOARD),
    "one trajectory": Page("coordinator", "/trajecten/{key}", (10, 10, 10)),
    "the same, volunteer": Page("volunteer", "/trajecten/{key}", (10, 10, 10)),
    "wachtlijst": Page("coordinator", "/bord/wachtlijst", LIST),
    "zonder intake": Page("coordinator", "/bord/zonder-intake", LIST),
    "stil": Page("coordinator", "/bord/stil", LIST),
    "loopt af": Page("coordinator", "/bord/loopt-af", LIST),
    "overdrachten": Page("coordinator", "/bord/overdrachten", LIST),
    "niet aangekomen": Page("coordinator", "/bord/niet-aangekomen", LIST),
    "huishoudens": Page("coordinator", "/huishoudens", LIST),
    "trajecten": Page("coordinator", "/trajecten", LIST),
    "trajecten, filtered": Page("coordinator", "/trajecten?soort=social_support&begeleider=visser&sorteer=einde", LIST),
    "Vandaag": Page("volunteer", "/vandaag", TODAY),
    "log form": Page("volunteer", "/trajecten/{key}/contact", TODAY),
    "figures, municipality": Page("reader", "/cijfers", (6, 8, 15)),
    "figures, location": Page("coordinator", "/cijfers"),
    "Beschikbaar": Page("volunteer", "/beschikbaar"),
    "toewijzen": Page("coordinator", "/trajecten/{key}/toewijzen"),
    "aankomend": Page("coordinator", "/overdrachten/aankomend"),
    "nagekomen": Page("coordinator", "/nagekomen"),
    "zoeken, a name": Page("coordinator", "/zoeken?q=mohamed tekle"),
    "zoeken, three signs": Page("coordinator", "/zoeken?q=moh"),
}


def main() -> None:
    """Make the regions, measure and print."""
    names = ["S", "M", *(["L"] if os.environ.get("LARGE") else [])]
    home = places.make_folder()
    try:
        server = servers.start(home)
        for backend in ("SQLite", "PostgreSQL"):
            found = {}
            for name in names:
                url = f"sqlite:///{home / name}.sqlite"
                if backend == "PostgreSQL":
                    with servers.connect(server) as connection:
                        connection.execute(f"CREATE DATABASE region_{name.lower()}")
                    url = server.set(database=f"region_{name.lower()}").render_as_string(False)
                found |= dict(measured(name, url))
            print("\n".join(table(backend, found)), end="\n\n", flush=True)
    finally:
        places.remove_folder(home)


def measured(name: str, url: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Measure each page at the locations of a region: the name of the column, and figures by page."""
    app = create_app(Config(database_url=url, secret_key="x" * 40))
    with app.app_context():
        upgrade()
        started = perf_counter()
        region = Region(day_of(datetime.now(UTC)))
        region.fill(SCALES[name].sizes())
        print(f"{name} on {db.engine.dialect.name}: made in {perf_counter() - started:.0f} s", file=sys.stderr)
        db.session.remove()
    bare = Bare(url)
    for number, where in ((1, "" if name == "S" else " flat"), (2, " largest")):
        if number in region.places:
            yield f"{name}{where}", at(app, region.places[number], bare)
    with app.app_context():
        db.engine.dispose()
    bare.close()


def at(app: Flask, place: Place, bare: Bare) -> dict[str, Any]:
    """Measure each page at one location."""
    key = next(each for each in place.trajectories(7) if place.volunteer_of(each) % 12)
    people = {"coordinator": place.first, "volunteer": place.volunteer_of(key), "reader": place.reader}
    cookies = {role: cookie(app, user) for role, user in people.items()}
    meter = Meter(app, bare)
    return {name: meter.of(ask(app, cookies[page.role], page.path.format(key=key))) for name, page in PAGES.items()}


def cookie(app: Flask, user_id: int) -> str:
    """The cookie of a session of this user."""
    with app.app_context():
        user = db.session.get_one(User, user_id)
        made = cookie_of(app, session_of(user, None, datetime.now(UTC)))
    return f"{made['name']}={made['value']}"


def ask(app: Flask, cookie: str, path: str) -> Ask:
    """One request for a page, as the server hands it over; gives how many bytes it has."""
    environ = EnvironBuilder(path, headers={"Cookie": cookie}).get_environ()

    def once() -> int:
        statuses: list[str] = []
        answer = app(environ.copy(), lambda status, _headers, *_others: statuses.append(status) or statuses.append)
        size = sum(map(len, answer))
        answer.close()  # type: ignore[attr-defined]
        assert statuses == ["200 OK"], (path, statuses)
        return size

    return once


def table(backend: str, found: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The lines of the table of one database, and what grows."""
    slower = float(os.environ.get("SLOWER", "1"))
    head = "".join(f"{name:>17}" for name in found)
    lines = [f"{backend:<22}{head}   goals: S, flat in L, largest in L, times {slower:g}"]
    growing = []
    for name, page in PAGES.items():
        cells = "".join(f"{took.ms:>10.1f} {took.ratio:>5.2f}x" for took in (each[name] for each in found.values()))
        goals = ", ".join(f"{goal * slower:.0f}" for goal in page.goals) or "-"
        lines.append(f"{name:<22}{cells}   {goals}")
        alone = found["S"][name]
        for where, each in found.items():
            took = each[name]
            if where.endswith("flat") and min(took.ms / alone.ms, took.ratio / alone.ratio) > MORE:
                growing.append(f"{name} ({where}, {took.ms / alone.ms:.1f} times S)")
    return [*lines, f"grows: {', '.join(growing) or 'nothing'}"]


if __name__ == "__main__":
    main()
