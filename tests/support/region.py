"""A region of locations, written straight into the tables: small and large, and each location alike.

Everything follows from numbers, so that a location of so many trajectories is the same in every region.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import insert, select, text

from portal import searched
from portal.contacts.late.models import LateContact
from portal.contacts.models import ContactMoment
from portal.db import Base, db
from portal.handovers.models.handover import WarmHandover
from portal.organisation.models import Language, Location, Municipality, NeighbourhoodTeam
from portal.people.models.people import Absence, Role, User, Volunteer
from portal.trajectories.models.configuration import TrajectoryType
from portal.trajectories.models.household import Client, ClientLanguage, Household
from portal.trajectories.models.trajectory import Assignment, PlannedSilence, Trajectory
from tests.support import found_words

ROOM = 10_000  # the keys of a location begin at so many times its number
TOGETHER = 5_000


@dataclass(frozen=True)
class Region:
    """Locations, each with so many trajectories, each with so many contacts."""

    today: date
    size: int
    contacts: int = 6

    def fill(self, numbers: range) -> list[int]:
        """Write the locations with these numbers; gives the account of the coordinator of each."""
        places = self._places(numbers)
        for table, rows in TABLES.items():
            _write(table, (row for place in places for row in rows(place)))
        _let_find()
        _look_again()
        return [place.first for place in places]

    def remember(self, number: int, many: int) -> None:
        """So many contacts more with each household of a location, all before those it has."""
        (place,) = self._places(range(number, number + 1))
        _write(ContactMoment, (place.earlier(row, each) for each in range(many) for row in _contacts(place)))
        _look_again()

    def _places(self, numbers: range) -> list["Place"]:
        types = list(db.session.scalars(select(TrajectoryType.id).order_by(TrajectoryType.id)))
        language = db.session.scalars(select(Language.id).order_by(Language.id)).first()
        return [Place(self, number, types, language) for number in numbers]


def _write(table: Any, rows: Iterator[dict[str, Any]]) -> None:
    db.session.commit()  # what was read may be old by now, and SQLite refuses to write after that
    connection = db.session.connection(execution_options={"writing": True})
    while together := list(islice(rows, TOGETHER)):
        connection.execute(insert(table), together)
    db.session.commit()


def _let_find() -> None:
    """The words by which all that was written is found."""
    connection = db.session.connection(execution_options={"writing": True})
    for kind, table in found_words.TABLES.items():
        searched.renew(connection, {kind: connection.scalars(select(Base.metadata.tables[table].c.id)).all()})
    db.session.commit()


def _look_again() -> None:
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("ANALYZE"))  # as it does by itself after a while
        db.session.commit()


@dataclass(frozen=True)
class Place:
    """A location: its people, its trajectories, and what was done in them."""

    region: Region
    number: int
    types: list[int]
    language: int | None

    @property
    def first(self) -> int:
        """The first key of every table here."""
        return self.number * ROOM

    def earlier(self, contact: dict[str, Any], years: int) -> dict[str, Any]:
        """A contact like this one, so many years and one before it."""
        key = f"{contact['submission_key']}-{years}"
        return {**contact, "on_date": contact["on_date"] - timedelta(days=365 * (years + 1)), "submission_key": key}

    def day(self, days: int) -> date:
        """A day so many days ago."""
        return self.region.today - timedelta(days=days)

    def at(self, days: int) -> datetime:
        """Noon of that day."""
        return datetime.combine(self.day(days), time(12), UTC)

    def volunteers(self) -> range:
        """The keys of the volunteers, one for each four trajectories; the same as those of their accounts."""
        return range(self.first + 1, self.first + 1 + max(self.region.size // 4, 1))

    def trajectories(self, *kinds: int) -> Iterator[int]:
        """The keys of the trajectories, of every ten of them those of these kinds, 0 to 9."""
        keys = range(self.first, self.first + self.region.size)
        return (key for key in keys if not kinds or key % 10 in kinds)

    def volunteer_of(self, key: int) -> int:
        """Who supports, or supported, a trajectory."""
        return self.volunteers()[key % len(self.volunteers())]


CLOSED, CLAIMED = (0, 1, 2), (4, 5, 6, 7, 8, 9)  # and 3 waits
PAPERS = ("conduct_certificate_seen_on", "confidentiality_signed_on", "basic_course_on")


def _place(place: Place) -> Iterator[dict[str, Any]]:
    yield {"id": place.first, "name": f"Locatie {place.number}", "name_key": f"locatie {place.number}"}


def _team(place: Place) -> Iterator[dict[str, Any]]:
    yield {"id": place.first, "name": "Wijkteam", "name_key": "wijkteam", "municipality_id": place.first}


def _accounts(place: Place) -> Iterator[dict[str, Any]]:
    for key in (place.first, *place.volunteers()):
        person = {"first_name": "Wim", "last_name": f"Visser {key}", "name_key": f"wim visser {key}"}
        yield {"id": key, "email": f"wim{key}@example.org", "created_at": place.at(900), **person}


def _roles(place: Place) -> Iterator[dict[str, Any]]:
    for key in (place.first, *place.volunteers()):
        kind = "coordinator" if key == place.first else "volunteer"
        yield {"user_id": key, "kind": kind, "location_id": place.first, "granted_on": place.day(900)}


def _volunteers(place: Place) -> Iterator[dict[str, Any]]:
    for key in place.volunteers():
        papers = dict.fromkeys(PAPERS, place.day(800))
        offer = {"function": "supporter", "hours_per_week": 4 + key % 5, "postcode": f"21{key % 40 + 20} AB"}
        status = "inactive" if key % 12 == 0 else "active"
        yield {"id": key, "user_id": key, "location_id": place.first, "status": status, **offer, **papers}


def _absences(place: Place) -> Iterator[dict[str, Any]]:
    days = {key: key % 20 for key in place.volunteers()}
    yield from (
        {"volunteer_id": key, "starts_on": place.day(n), "ends_on": place.day(n - 4)} for key, n in days.items()
    )


def _households(place: Place) -> Iterator[dict[str, Any]]:
    for key in place.trajectories():
        address = {"street": "Kerklaan", "house_number": str(key), "postcode": f"21{key % 40 + 20} AB", "city": "Stad"}
        where = {"location_id": place.first, "municipality_id": place.first, "housed_on": place.day(400)}
        yield {"id": key, "adults": 1, "children": key % 4, **address, **where}


def _clients(place: Place) -> Iterator[dict[str, Any]]:
    for key in place.trajectories():
        person = {"first_name": "Saba", "last_name": f"Tekle {key}", "name_key": f"saba tekle {key}"}
        yield {"id": key, "household_id": key, "location_id": place.first, "client_number": f"HM-{key}", **person}


def _client_languages(place: Place) -> Iterator[dict[str, Any]]:
    yield from ({"client_id": key, "language_id": place.language} for key in place.trajectories())


def _trajectories(place: Place) -> Iterator[dict[str, Any]]:
    for key in place.trajectories():
        closed = key % 10 in CLOSED
        began = 200 + key % 200
        end = {name: place.day(key % 150) if closed else None for name in ("closed_on", "retention_from")}
        own = {"household_id": key, "location_id": place.first, "type_id": place.types[key % len(place.types)]}
        dates = {"starts_on": place.day(began), "waiting_since": place.day(began), "ends_on": place.day(-(key % 500))}
        outcome = "completed" if closed else None
        yield {"id": key, "legal_regime": "WI2021", "closure_outcome": outcome, **own, **dates, **end}


def _assignments(place: Place) -> Iterator[dict[str, Any]]:
    for key in place.trajectories(*CLOSED, *CLAIMED):
        ends_on = place.day(key % 150) if key % 10 in CLOSED else None
        who = {"volunteer_id": place.volunteer_of(key), "made_by_id": place.first, "made_at": place.at(190)}
        yield {"id": key, "trajectory_id": key, "starts_on": place.day(190), "ends_on": ends_on, **who}


def _contacts(place: Place) -> Iterator[dict[str, Any]]:
    for key in place.trajectories(*CLOSED, *CLAIMED):
        for number in range(place.region.contacts):
            days = 190 - number * 170 // place.region.contacts - key % 17
            what = {"minutes": 60, "way": "home_visit", "reached": number % 5 < 4, "submission_key": f"{key}-{number}"}
            what["purpose"] = "intake" if number == 0 and key % 3 else "regular"
            gone = place.at(days) if number % 7 == 6 else None
            whose = {"trajectory_id": key, "author_id": place.volunteer_of(key)}
            yield {"on_date": place.day(days), "logged_at": place.at(days), "withdrawn_at": gone, **what, **whose}


def _late(place: Place) -> Iterator[dict[str, Any]]:
    for key in place.trajectories(1, 2, 4):
        whose = {"trajectory_id": key, "author_id": place.volunteer_of(key), "submission_key": f"late-{key}"}
        done = {"settled_at": place.at(3), "settled_by_id": place.first, "outcome": "declined", "reason": "Dubbel."}
        settled = done if key % 10 < 4 else dict.fromkeys(done)
        yield {"content": {"text": "Bezoek"}, "handed_in_at": place.at(5), "said_at": place.at(5), **whose, **settled}


def _silences(place: Place) -> Iterator[dict[str, Any]]:
    for key in place.trajectories(5):
        yield {"trajectory_id": key, "starts_on": place.day(12), "ends_on": place.day(8), "reason": "Reis"}


def _handovers(place: Place) -> Iterator[dict[str, Any]]:
    for key in place.trajectories(0, 6):
        own = {"trajectory_id": key, "location_id": place.first, "team_id": place.first, "variant": "A"}
        over = key % 10 == 0
        steps = {"offered_at": place.at(60), "accepted_at": place.at(50), "checked_at": place.at(10)} if over else {}
        steps |= {"held_on": place.day(40), "accepted_by_id": place.first} if over else {}
        steps |= {"arrival": "not_arrived" if key % 20 else "arrived"} if over else {}
        state = {"state": "checked" if over else "prepared", "reference": f"WH-{key}", "prepared_at": place.at(70)}
        names = ("offered_at", "accepted_at", "checked_at", "held_on", "accepted_by_id", "arrival")
        yield {**dict.fromkeys(names), **own, **state, **steps}


# In the order in which they refer to each other.
TABLES: dict[Any, Callable[[Place], Iterator[dict[str, Any]]]] = {
    Municipality: _place,
    Location: _place,
    NeighbourhoodTeam: _team,
    User: _accounts,
    Role: _roles,
    Volunteer: _volunteers,
    Absence: _absences,
    Household: _households,
    Client: _clients,
    ClientLanguage: _client_languages,
    Trajectory: _trajectories,
    Assignment: _assignments,
    ContactMoment: _contacts,
    LateContact: _late,
    PlannedSilence: _silences,
    WarmHandover: _handovers,
}
