"""Who acts, a person in one of their roles, and the facts of a thing that decide what they may do with it.
Pure: standard library only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol


class RoleKind(StrEnum):
    """The roles of domain.md section 1 that have an account."""

    VOLUNTEER = "volunteer"
    COORDINATOR = "coordinator"
    TEAM_MEMBER = "team_member"
    FUNCTIONAL_ADMIN = "functional_admin"
    MUNICIPAL_READER = "municipal_reader"


@dataclass(frozen=True)
class Actor:
    """A signed-in person in one of their roles: with several roles one actor at a time. `volunteer_id` is the
    volunteer's own record at `location_id`. `today` is the day on which they look: access until a day ends with it."""

    user_id: int
    name: str
    kind: RoleKind | None
    role_id: int
    location_id: int | None = None
    team_id: int | None = None
    municipality_id: int | None = None
    volunteer_id: int | None = None
    today: date = date.max


NOBODY = Actor(user_id=0, name="", kind=None, role_id=0)


class Placed(Protocol):
    """Belongs to a location."""

    location_id: int | None


class Supported(Placed, Protocol):
    """A trajectory, or what belongs to one: who supports it now, and until when they may see it."""

    volunteer_id: int | None
    access_until: date | None


class Offered(Supported, Protocol):
    """A warm handover: to which team it is offered, and what that team sees."""

    offered_to_team_id: int | None
    answered_here: bool
    snapshot_open: bool
    snapshot_closed_at: datetime | None


class Written(Supported, Protocol):
    """A contact, with its author."""

    author_id: int


class Asked(Placed, Protocol):
    """A question to a team."""

    team_id: int


class Volunteering(Placed, Protocol):
    """A volunteer of a location."""

    id: int


class Account(Protocol):
    """Who is nothing but a volunteer has the location here; `open_invitations` wait for an answer."""

    only_volunteer_at: int | None
    open_invitations: Sequence[object]


class Inviting(Placed, Protocol):
    """An invitation to a role."""

    kind: str
