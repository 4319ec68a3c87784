"""Who acts, a person in one of their roles, and the facts of a thing that decide what they may do with it.
Pure: standard library only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, StrEnum
from typing import Protocol


class RoleKind(StrEnum):
    """The roles of domain.md section 1 that have an account."""

    VOLUNTEER = "volunteer"
    COORDINATOR = "coordinator"
    TEAM_MEMBER = "team_member"
    FUNCTIONAL_ADMIN = "functional_admin"
    MUNICIPAL_READER = "municipal_reader"


class Action(Enum):
    """Everything a person can want to do with a thing."""

    # pool and trajectories
    VIEW_POOL = "view_pool"
    CLAIM = "claim"
    VIEW_TRAJECTORY = "view_trajectory"
    RELEASE = "release"
    LOG_CONTACT = "log_contact"
    CORRECT_CONTACT = "correct_contact"
    VIEW_EARLIER_TEXT = "view_earlier_text"
    TICK_ITEM = "tick_item"
    SET_GOAL = "set_goal"
    PLAN_SILENCE = "plan_silence"
    KEEP_CARD = "keep_card"
    SUBSCRIBE = "subscribe"
    # coordination
    VIEW_BOARD = "view_board"
    VIEW_FIGURES = "view_figures"
    ASSIGN = "assign"
    REMIND = "remind"
    ADD_HOUSEHOLD = "add_household"
    EDIT_HOUSEHOLD = "edit_household"
    EXTEND = "extend"
    CLOSE = "close"
    VIEW_AUDIT = "view_audit"
    SETTLE_LATE_CONTACT = "settle_late_contact"
    ASK_QUESTION = "ask_question"
    ANSWER_QUESTION = "answer_question"
    KEEP_QUESTION = "keep_question"
    IMPORT = "import"
    VIEW_VOLUNTEER = "view_volunteer"
    ADD_VOLUNTEER = "add_volunteer"
    EDIT_VOLUNTEER = "edit_volunteer"
    PLAN_ABSENCE = "plan_absence"
    HAND_OUT_LINK = "hand_out_link"
    INVITE = "invite"
    WITHDRAW_INVITATION = "withdraw_invitation"
    # warm handover
    PREPARE_HANDOVER = "prepare_handover"
    VIEW_HANDOVER = "view_handover"
    VIEW_SNAPSHOT = "view_snapshot"
    RECORD_CONSENT = "record_consent"
    READY_HANDOVER = "ready_handover"
    OFFER = "offer"
    WITHDRAW = "withdraw"
    ANSWER_HANDOVER = "answer_handover"
    CHECK_ARRIVAL = "check_arrival"
    TELL_FEEDBACK = "tell_feedback"
    COUNT_MEETING = "count_meeting"
    CONVERSE = "converse"
    ASK_CAPACITY = "ask_capacity"
    VIEW_CAPACITY = "view_capacity"
    ANSWER_CAPACITY = "answer_capacity"
    LIST_ORGANISATIONS = "list_organisations"
    EDIT_ORGANISATION = "edit_organisation"
    SEARCH = "search"
    # configuration
    CONFIGURE = "configure"


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


class Questioned(Supported, Protocol):
    """A question about a trajectory, between its volunteer and the coordinators."""

    @property
    def to_volunteer(self) -> bool: ...


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
