"""A region to search in: a hundred thousand households over fifty locations, one of them much larger, with the names of
people from everywhere; and the processor time of one search there."""

import random
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from flask_migrate import upgrade
from sqlalchemy import text

from portal import create_app
from portal.access import Actor, RoleKind
from portal.bulk import insert_rows
from portal.config import Config
from portal.db import db
from portal.people.models.people import User, Volunteer
from portal.search import queries, rules
from portal.trajectories.models.household import Client, Household
from portal.trajectories.models.trajectory import Trajectory
from tests.support import places, servers

LOCATIONS, LARGEST = 50, 4_838
_FIRST = """
Mohammed Muhammad Mohamad Ahmed Hassan Hussein Ali Omar Khalid Yusuf Ibrahim Fatima Aisha Khadija Zainab
Maryam Nour Yohannes Tesfay Selam Semhar Bereket Haile Eden Reza Shirin Parisa Ebrahim Olena Oksana Serhiy
Yuliia Andriy Elif Mehmet Emine Ayşe Amina Abdullah Abdulrahman Samir Rania Layla Karim Hanna Dawit Merhawi
Rahel Sara Daniel
"""
_LAST = """
Warsame Abdirahman Hassan Al-Khatib El-Sayed Tekle Gebremedhin Woldemichael Araya Haddad Ahmadi Hosseini
Rezaei Karimi Shevchenko Kovalenko Bondarenko Öztürk Yılmaz Çelik Demir Mohamud Osman Nur Farah Jama Saleh
Hamdan Mansour Darwish
"""
FIRST, LAST = _FIRST.split(), _LAST.split()
TYPED = (
    "moh",
    "mohamed warsame",
    "gebremedin",
    "van den boer",
    "0612",
    "5678",
    "sem",
    "abdul",
    "olena shev",
    "zzzz",
    "a e",
)


def fill(households: int = 100_000, volunteers: int = 15_000) -> None:
    """Make the region; the rows are those that an import would write."""
    chance = random.Random(14)
    session = db.session()
    connection = session.connection(execution_options={"writing": True})
    for key in range(1, LOCATIONS + 1):
        connection.execute(
            text("INSERT INTO location (id, name, name_key, theme) VALUES (:id, :name, :name, 'wegwijs')"),
            {"id": 1000 + key, "name": f"team {key}"},
        )
    municipality = connection.scalar(text("SELECT min(id) FROM municipality"))
    type_ = connection.scalar(text("SELECT min(id) FROM trajectory_type"))
    day = date(2026, 1, 5)
    where = [1001] * LARGEST + [1002 + number % (LOCATIONS - 1) for number in range(households - LARGEST)]

    def name() -> tuple[str, str]:
        return chance.choice(FIRST), " ".join(chance.sample(LAST, chance.choice((1, 1, 2))))

    def phone() -> str:
        return f"+316{chance.randrange(10**8):08}"

    home = "id", "location_id", "street", "house_number", "postcode", "city", "municipality_id", "housed_on"
    insert_rows(
        session,
        Household.__table__,
        (*home, "adults", "children", "version"),
        (
            (at, place, "Weg", str(at), "2132 AB", "Hoofddorp", municipality, day, 1, 0, 1)
            for at, place in enumerate(where, 1)
        ),
    )
    who = "id", "household_id", "location_id", "first_name", "last_name", "client_number", "phone", "interpreter_needed"
    insert_rows(
        session,
        Client.__table__,
        (*who, "version"),
        ((at, at, place, *name(), f"R-{at:06}", phone(), False, 1) for at, place in enumerate(where, 1)),
    )
    what = "id", "household_id", "location_id", "type_id", "legal_regime", "starts_on", "ends_on", "urgent"
    insert_rows(
        session,
        Trajectory.__table__,
        (*what, "waiting_since", "lead_party", "version"),
        (
            (at, at, place, type_, "WI2021", day, date(2027, 1, 5), False, day, "organisation", 1)
            for at, place in enumerate(where, 1)
        ),
    )
    account = "id", "email", "first_name", "last_name", "phone", "password_by_admin", "locale", "active", "demo"
    made = datetime(2026, 1, 5, tzinfo=UTC)
    insert_rows(
        session,
        User.__table__,
        (*account, "mail_daily", "mail_reminders", "created_at", "version"),
        (
            (at, f"v{at}@example.org", *name(), phone(), False, "nl", True, False, False, True, made, 1)
            for at in range(1, volunteers + 1)
        ),
    )
    offer = "id", "user_id", "location_id", "function", "status", "hours_per_week", "max_households", "version"
    insert_rows(
        session,
        Volunteer.__table__,
        offer,
        (
            (at, at, 1001 if at <= 716 else 1001 + at % LOCATIONS, "supporter", "active", Decimal(4), 4, 1)
            for at in range(1, volunteers + 1)
        ),
    )
    session.commit()
    if connection.dialect.name == "postgresql":
        db.session.execute(text("ANALYZE"))
        db.session.commit()


def measured(location: int) -> Iterator[tuple[str, float, int]]:
    """The milliseconds of processor time of each search of a coordinator, and how many rows it found."""
    actor = Actor(
        user_id=1, name="", role_id=0, kind=RoleKind.COORDINATOR, location_id=location, today=date(2026, 3, 9)
    )
    among: list[Any] = [queries.households, queries.volunteers, queries.handovers]
    for typed in TYPED:
        for _warm in range(2):
            started, found = time.process_time(), 0
            asked = rules.asked(typed)
            for sources in among:
                found += len(queries.matches(asked, sources(actor)))
            spent = (time.process_time() - started) * 1000
            db.session.rollback()
        yield typed, spent, found


def table(folder: Path) -> list[str]:
    """The processor time of a search in the region on each database; `folder` is for the database of SQLite."""
    lines = [f"{'search':<12} {'location':<9} {'typed':<18} {'ms':>7} {'found':>6}"]
    lines += _lines("SQLite", f"sqlite:///{folder / 'region.sqlite'}")
    home = places.make_folder()
    try:
        server = servers.start(home)
        with servers.connect(server) as connection:
            connection.execute("CREATE DATABASE region")
        lines += _lines("PostgreSQL", server.set(database="region").render_as_string(False))
    finally:
        places.remove_folder(home)
    return lines


def _lines(name: str, url: str) -> list[str]:
    app = create_app(Config(database_url=url, secret_key="x" * 40, testing=True))
    with app.app_context():
        upgrade()
        fill()
        lines = [
            f"{name:<12} {where:<9} {typed:<18} {spent:>7.1f} {found:>6}"
            for where, location in (("small", 1002), ("largest", 1001))
            for typed, spent, found in measured(location)
        ]
        db.session.remove()
        db.engine.dispose()
    return lines
