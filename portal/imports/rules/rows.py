"""The rows of a file once they are judged good: typed, tidy, and in the words of the glossary."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portal.imports.rules.values import Language


@dataclass(frozen=True, slots=True)
class TrajectoryRow:
    """One adult, their household and one trajectory, as a team exports them."""

    client_number: str
    first_name: str
    last_name: str
    birth_year: int
    phone: str | None
    email: str | None
    languages: tuple[Language, ...]
    interpreter_needed: bool | None
    street: str
    house_number: str
    postcode: str
    city: str
    municipality: str
    housed_on: date
    legal_regime: str
    adults: int
    children: int
    trajectory_type: str
    starts_on: date
    case_manager: str | None


@dataclass(frozen=True, slots=True)
class VolunteerRow:
    """A volunteer, what they offer and which papers were seen when."""

    email: str
    first_name: str
    last_name: str
    phone: str | None
    function: str
    languages: tuple[Language, ...]
    postcode: str | None
    hours_per_week: Decimal
    max_households: int
    conduct_certificate_seen_on: date | None
    confidentiality_signed_on: date | None
    basic_course_on: date | None
    status: str


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A neighbourhood team and the postcode areas it covers."""

    name: str
    municipality: str
    organisation: str | None
    email: str | None
    phone: str | None
    focal_officer: str | None
    areas: tuple[str, ...]


Row = TrajectoryRow | VolunteerRow | TeamRow
