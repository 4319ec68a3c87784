"""Telling people of a step."""

from portal import places
from portal.handovers.models.handover import WarmHandover
from portal.handovers.queries import focal_officers_of, senders_of, who_accepted
from portal.handovers.steps import path_of
from portal.people.notices.steps import notify
from portal.people.roles.queries import named, roles_in_team, team_members
from portal.people.stand_ins.queries import told_for
from portal.trajectories.models.trajectory import Assignment
from portal.work import Work

FOCAL_OFFICER_FIRST = ("handover_offered",)
WHO_HAS_IT_FIRST = ("handover_renewed", "handover_message", "handover_stands_still")


def tell_team(work: Work, handover: WarmHandover, code: str, reminder: bool = False) -> None:
    """Leave a notice with the team; it names the reference, nobody. An offer goes to the focal officer and the worker
    it is meant for, a reminder to the others. Other notices go to who has it, and to the whole team when nobody there
    has: nothing waits for who is away."""
    first: list[int] = []
    if code in FOCAL_OFFICER_FIRST and handover.team is not None:
        meant = named(team_members(handover.team_id), handover.for_worker)
        first = focal_officers_of(handover) + (roles_in_team(handover.team_id, meant.id) if meant else [])
    elif code in WHO_HAS_IT_FIRST:
        first = who_accepted(handover)
    tell_roles(work, handover, code, first or roles_in_team(handover.team_id), reminder)


def tell_senders(work: Work, handover: WarmHandover, code: str, volunteer: bool = True) -> None:
    """Leave a notice with the volunteer, and with the coordinators of the location who took part in it (with all of
    them when none is left)."""
    tell_roles(work, handover, code, senders_of(handover))
    assignment = handover.trajectory.current
    if volunteer and assignment is not None:
        notify(work, assignment.volunteer.user_id, code, path_of(handover), reference=handover.reference)


def tell_volunteer(work: Work, assignment: Assignment, code: str) -> None:
    """Leave a notice with the volunteer whose support ends. It leads to their start: the file is no longer theirs to
    open."""
    notify(work, assignment.volunteer.user_id, code, places.TODAY)


def tell_roles(work: Work, handover: WarmHandover, code: str, role_ids: list[int], reminder: bool = False) -> None:
    """Leave a notice with who has these roles, and with who stands in for those who are away."""
    for user_id in told_for(role_ids, work.act.today):
        notify(work, user_id, code, path_of(handover), reminder, reference=handover.reference)
