"""The present trajectories of a location, in plain values, to compare rows with."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from portal.identifiers import display_phone
from portal.imports.rules.findings import Objection
from portal.imports.rules.rows import TrajectoryRow
from portal.names import person_key
from portal.trajectories.recognising.rules import Identity, identity


@dataclass(frozen=True, slots=True)
class HomeNow:
    """A household as the portal holds it; ``municipality`` by name."""

    id: int
    street: str
    house_number: str
    postcode: str
    city: str
    municipality: str
    housed_on: date
    adults: int
    children: int
    case_manager: str | None


SHOWN = ("name", "birth_year", "address", "numbers", "phone", "email")


class AliasNow(NamedTuple):
    """Another number of a client, with the name (as its key) and the year of birth that stood with it."""

    number: str
    name_key: str
    birth_year: int | None


@dataclass(frozen=True, slots=True)
class ClientNow:
    """A client as the portal holds them; ``left`` when they no longer belong to the household."""

    id: int
    home: HomeNow
    client_number: str | None
    first_name: str
    last_name: str
    birth_year: int | None
    phone: str | None
    email: str | None
    interpreter_needed: bool
    left: bool
    aliases: tuple[AliasNow, ...] = ()

    @property
    def numbers(self) -> tuple[str, ...]:
        """Every number the portal knows this client by, their own first."""
        own = (self.client_number,) if self.client_number else ()
        return *own, *(alias.number for alias in self.aliases)

    def is_of(self, row: TrajectoryRow) -> bool:
        """Whether a row with one of the numbers names this person: as the portal does, or as the file did when somebody
        decided that both are the same."""
        number, name = row.client_number.casefold(), person_key(row.first_name, row.last_name)
        known = [(each.name_key, each.birth_year) for each in self.aliases if each.number.casefold() == number]
        known.append((person_key(self.first_name, self.last_name), self.birth_year))
        return any(name == called and year in (None, row.birth_year) for called, year in known)


@dataclass(frozen=True, slots=True)
class CourseNow:
    """A trajectory as the portal holds it."""

    id: int
    legal_regime: str
    starts_on: date
    closed_on: date | None


class PresentTrajectories:
    """The clients of a location, those with a number by folded number, and its trajectories by household and type."""

    def __init__(
        self,
        people: Iterable[ClientNow],
        courses: Mapping[tuple[int, str], list[CourseNow]],
        spoken: Mapping[int, Mapping[str, str | None]],
        languages: frozenset[str],
    ) -> None:
        self.people = tuple(people)
        self.clients = {number.casefold(): each for each in self.people for number in each.numbers}
        self.courses = courses
        self.spoken = spoken
        self.languages = languages

    def objection(self, row: TrajectoryRow) -> Objection | None:
        """The number belongs to somebody else here, or to somebody who left their household."""
        now = self.clients.get(row.client_number.casefold())
        if now is None:
            return None
        if not now.is_of(row):
            return Objection("clientnummer", "other_person_known")
        return Objection("clientnummer", "client_left") if now.left else None


def identity_of(about: ClientNow | TrajectoryRow) -> Identity:
    """The identity by which a client or a row is recognised."""
    if isinstance(about, ClientNow):
        place, numbers = about.home, about.numbers
    else:
        place, numbers = about, (about.client_number,)
    address = (place.street, place.house_number, place.postcode, place.city)
    return identity((about.first_name, about.last_name), about.birth_year, address, numbers)


def shown(about: ClientNow | TrajectoryRow) -> Sequence[str]:
    """The facts that a person compares side by side, in the order of `SHOWN`."""
    place = about.home if isinstance(about, ClientNow) else about
    numbers = about.numbers if isinstance(about, ClientNow) else (about.client_number,)
    return (
        f"{about.first_name} {about.last_name}".strip(),
        str(about.birth_year or ""),
        f"{place.street} {place.house_number}, {place.postcode} {place.city}",
        ", ".join(numbers),
        display_phone(about.phone) if about.phone else "",
        about.email or "",
    )
