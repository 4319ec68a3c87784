"""Who may do what. Pure: standard library only, no database, no request. `visible_to(actor)` in a feature's queries
gives the rows somebody sees, `may(actor, Action.VIEW_…, row)` the answer for one; a test holds them equal."""

from collections.abc import Callable
from enum import Enum
from typing import Any

from portal import actors
from portal.actors import NOBODY, Actor, RoleKind
from portal.refusals import Forbidden

__all__ = ["NOBODY", "RULES", "Action", "Actor", "RoleKind", "may", "require"]


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


Rule = Callable[[Actor, Any], bool]


def _has_role(*kinds: RoleKind) -> Rule:
    """Whoever acts in one of these roles, whatever it is about."""
    return lambda actor, _thing: actor.kind in kinds


_is_volunteer = _has_role(RoleKind.VOLUNTEER)
_is_coordinator = _has_role(RoleKind.COORDINATOR)
_is_admin = _has_role(RoleKind.FUNCTIONAL_ADMIN)
# A municipal reader sees figures and never a person (domain.md section 1).
_reads_figures = _has_role(RoleKind.COORDINATOR, RoleKind.MUNICIPAL_READER)
# Whoever sees people finds them, each among those they may see.
_searches = _has_role(RoleKind.VOLUNTEER, RoleKind.COORDINATOR, RoleKind.TEAM_MEMBER, RoleKind.FUNCTIONAL_ADMIN)


def _coordinates(actor: Actor, thing: actors.Placed) -> bool:
    """The coordinator of the location the thing belongs to (domain.md rule 3)."""
    return actor.kind is RoleKind.COORDINATOR and thing.location_id == actor.location_id


def _supports(actor: Actor, thing: actors.Supported) -> bool:
    """Whether this is the volunteer assigned to the trajectory now. A former one is not (rule 3), nor one whose overlap
    after a handover is over."""
    return (
        actor.kind is RoleKind.VOLUNTEER
        and actor.volunteer_id is not None
        and thing.volunteer_id == actor.volunteer_id
        and (thing.access_until is None or actor.today <= thing.access_until)
    )


def _supports_or_coordinates(actor: Actor, thing: actors.Supported) -> bool:
    return _supports(actor, thing) or _coordinates(actor, thing)


def _volunteers_here(actor: Actor, thing: actors.Placed) -> bool:
    return actor.kind is RoleKind.VOLUNTEER and thing.location_id == actor.location_id


def _offered_to(actor: Actor, handover: actors.Offered) -> bool:
    """A member of the team to which the handover is offered, from the offer on (rule 3)."""
    return (
        actor.kind is RoleKind.TEAM_MEMBER
        and actor.team_id is not None
        and handover.offered_to_team_id == actor.team_id
    )


def _sees_handover(actor: Actor, handover: actors.Offered) -> bool:
    return _supports_or_coordinates(actor, handover) or _offered_to(actor, handover)


def _sees_snapshot(actor: Actor, handover: actors.Offered) -> bool:
    """The team sees the snapshot only while the handover is theirs and consent stands (rule 9). An organisation has
    no account: the sender alone sees its snapshot, while consent stands."""
    if _offered_to(actor, handover):
        return handover.snapshot_open
    if handover.answered_here and handover.snapshot_closed_at is not None:
        return False
    return _supports_or_coordinates(actor, handover)


def _answers(actor: Actor, handover: actors.Offered) -> bool:
    """A member of the team it was offered to; for a recipient without an account the coordinator records it."""
    return _coordinates(actor, handover) if handover.answered_here else _offered_to(actor, handover)


def _checks_arrival(actor: Actor, handover: actors.Offered) -> bool:
    """Whoever hears it first: the team that has it, or the coordinator."""
    return _coordinates(actor, handover) or _offered_to(actor, handover)


def _answers_capacity(actor: Actor, question: actors.Asked) -> bool:
    """A member of the team that was asked."""
    return actor.kind is RoleKind.TEAM_MEMBER and actor.team_id is not None and question.team_id == actor.team_id


def _sees_capacity(actor: Actor, question: actors.Asked) -> bool:
    return _coordinates(actor, question) or _answers_capacity(actor, question)


def _corrects(actor: Actor, contact: actors.Written) -> bool:
    return contact.author_id == actor.user_id and _supports_or_coordinates(actor, contact)


def _plans_absence(actor: Actor, volunteer: actors.Volunteering) -> bool:
    """Volunteers say themselves when they are away; the coordinator may do it for them."""
    return _coordinates(actor, volunteer) or (
        actor.kind is RoleKind.VOLUNTEER and actor.volunteer_id is not None and volunteer.id == actor.volunteer_id
    )


def _sees_earlier_text(actor: Actor, contact: actors.Written) -> bool:
    """The text of a contact before a correction is for its author and the coordinator."""
    return _corrects(actor, contact) or _coordinates(actor, contact)


def _hands_out_link(actor: Actor, user: actors.Account) -> bool:
    """An admin hands out a link for everyone. A coordinator does so only for who is nothing but a volunteer of the own
    location, and was offered nothing else. Otherwise the link would hand out somebody else's powers."""
    return actor.kind is RoleKind.FUNCTIONAL_ADMIN or (
        actor.kind is RoleKind.COORDINATOR
        and actor.location_id is not None
        and user.only_volunteer_at == actor.location_id
        and not user.open_invitations
    )


def _invites(actor: Actor, invitation: actors.Inviting) -> bool:
    """An admin to each role; a coordinator to be a volunteer of the own location."""
    here = _coordinates(actor, invitation) and invitation.kind == RoleKind.VOLUNTEER
    return here or actor.kind is RoleKind.FUNCTIONAL_ADMIN


RULES: dict[Action, Rule] = {
    Action.VIEW_POOL: _is_volunteer,
    Action.CLAIM: _volunteers_here,
    Action.VIEW_TRAJECTORY: _supports_or_coordinates,
    Action.RELEASE: _supports_or_coordinates,
    Action.LOG_CONTACT: _supports_or_coordinates,
    Action.CORRECT_CONTACT: _corrects,
    Action.VIEW_EARLIER_TEXT: _sees_earlier_text,
    Action.TICK_ITEM: _supports_or_coordinates,
    Action.SET_GOAL: _supports_or_coordinates,
    Action.PLAN_SILENCE: _supports_or_coordinates,
    Action.KEEP_CARD: _supports_or_coordinates,
    Action.SUBSCRIBE: _is_volunteer,
    Action.VIEW_BOARD: _is_coordinator,
    Action.VIEW_FIGURES: _reads_figures,
    Action.ASSIGN: _coordinates,
    Action.REMIND: _coordinates,
    Action.ADD_HOUSEHOLD: _is_coordinator,
    Action.EDIT_HOUSEHOLD: _coordinates,
    Action.EXTEND: _coordinates,
    Action.CLOSE: _coordinates,
    Action.VIEW_AUDIT: _coordinates,
    Action.SETTLE_LATE_CONTACT: _coordinates,
    Action.IMPORT: _is_coordinator,
    Action.VIEW_VOLUNTEER: _coordinates,
    Action.ADD_VOLUNTEER: _is_coordinator,
    Action.EDIT_VOLUNTEER: _coordinates,
    Action.PLAN_ABSENCE: _plans_absence,
    Action.HAND_OUT_LINK: _hands_out_link,
    Action.INVITE: _has_role(RoleKind.COORDINATOR, RoleKind.FUNCTIONAL_ADMIN),
    Action.WITHDRAW_INVITATION: _invites,
    Action.PREPARE_HANDOVER: _coordinates,
    Action.VIEW_HANDOVER: _sees_handover,
    Action.VIEW_SNAPSHOT: _sees_snapshot,
    Action.RECORD_CONSENT: _supports_or_coordinates,
    Action.READY_HANDOVER: _supports_or_coordinates,
    Action.OFFER: _coordinates,
    Action.WITHDRAW: _coordinates,
    Action.ANSWER_HANDOVER: _answers,
    Action.CHECK_ARRIVAL: _checks_arrival,
    Action.TELL_FEEDBACK: _offered_to,
    Action.COUNT_MEETING: _coordinates,
    Action.CONVERSE: _sees_snapshot,
    Action.ASK_CAPACITY: _is_coordinator,
    Action.VIEW_CAPACITY: _sees_capacity,
    Action.ANSWER_CAPACITY: _answers_capacity,
    Action.LIST_ORGANISATIONS: _is_coordinator,
    Action.EDIT_ORGANISATION: _coordinates,
    Action.SEARCH: _searches,
    Action.CONFIGURE: _is_admin,
}


def may(actor: Actor | None, action: Action, thing: object = None) -> bool:
    """Whether the actor may do the action to the thing. Nobody signed in may do nothing."""
    return actor is not None and RULES[action](actor, thing)


def require(actor: Actor, action: Action, thing: object = None) -> None:
    """Raise Forbidden unless the actor may do the action to the thing."""
    if not may(actor, action, thing):
        raise Forbidden(action.value)
