"""Who acts: a person in one of their roles. Pure: standard library only."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class RoleKind(StrEnum):
    """The roles of domain.md section 1 that have an account."""

    VOLUNTEER = "volunteer"
    COORDINATOR = "coordinator"
    TEAM_MEMBER = "team_member"
    FUNCTIONAL_ADMIN = "functional_admin"
    MUNICIPAL_READER = "municipal_reader"


@dataclass(frozen=True)
class Actor:
    """A signed-in person in one of their roles. A person with several roles is one actor at a time.

    `location_id` belongs to a volunteer and a coordinator, `team_id` to a neighbourhood team member, `municipality_id`
    to a municipal reader. `volunteer_id` is the volunteer's own record at that location. `today` is the day on which
    they look: access until a day ends with it.
    """

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
