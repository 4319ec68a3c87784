"""Beginning a handover, whatever its way, and changing what was begun."""

from typing import Any

from sqlalchemy import select

from portal.access import Action, require
from portal.handovers import path as handover_path
from portal.handovers import queries as handover_queries
from portal.handovers.beginning import queries, rules
from portal.handovers.models.handover import WarmHandover
from portal.handovers.models.parts import HandoverNeed
from portal.handovers.path import INTERNAL, Agreed
from portal.handovers.steps import check_editable, held, hold_household, new_reference, take, tell_timeline
from portal.organisation.models import NeighbourhoodTeam
from portal.refusals import Refused
from portal.trajectories.models.configuration import Topic
from portal.trajectories.models.trajectory import Trajectory
from portal.trajectories.queries import visible_to
from portal.work import Act, Work, fetch_all, unit_of_work


def to_begin(work: Work, trajectory_id: int, kind: str, variant: str) -> Trajectory:
    """The trajectory of which a handover can begin this way, held with its household. It is open, or its household did
    not arrive.

    Raises NotVisible, Forbidden, Refused "trajectory_closed", "handover_not_for_type",
    "variant_not_for_type", "question_after_closing" or "handover_already_open" (rule 8).
    """
    statement = visible_to(work.act.actor).where(Trajectory.id == trajectory_id)
    hold_household(work, statement)
    trajectory = work.lock(statement)
    require(work.act.actor, Action.PREPARE_HANDOVER, trajectory)
    if not trajectory.open and not any(
        each.came_back for each in fetch_all(handover_queries.completed_of(trajectory.id))[:1]
    ):
        raise Refused("trajectory_closed")
    check_way(trajectory, kind, variant)
    if work.session.scalars(handover_queries.open_of(trajectory.id)).first() is not None:
        raise Refused("handover_already_open")
    return trajectory


def check_way(trajectory: Trajectory, kind: str, variant: str) -> None:
    """Raise Refused when a trajectory of this type cannot go this way, or no more."""
    type_ = trajectory.type
    rules.check_way(type_.ends_with, type_.next_type_id is not None, kind, variant, trajectory.open)


def begin(work: Work, trajectory: Trajectory, kind: str, variant: str, **recipient: Any) -> WarmHandover:
    """The new handover, prepared, with the first line of its timeline. `recipient` are the columns
    that say to whom it goes."""
    handover = work.add(
        WarmHandover(
            reference=new_reference(work),
            trajectory=trajectory,
            location_id=trajectory.location_id,
            kind=kind,
            variant=variant,
            state="prepared",
            prepared_at=work.act.at,
            **recipient,
        )
    )
    # A type has a name in each language, and the page shows it; a team has one name alone.
    to = {} if kind == INTERNAL else {"team": handover.recipient}
    tell_timeline(work, handover, "prepare", variant=variant, **to)
    return handover


def choose_team(work: Work, trajectory: Trajectory, team_id: int, reason: str | None) -> NeighbourhoodTeam:
    """The team that was chosen for an address.

    Raises Refused "team_unknown" or "other_team_needs_reason".
    """
    today = work.act.today
    found = next((team for team in queries.choosable(trajectory.household, today) if team.id == team_id), None)
    if found is None:
        raise Refused("team_unknown", field="team")
    rules.check_team(team_id, [team.id for team in queries.covering(trajectory.household, today)], reason)
    return found


def redirect_to(handover: WarmHandover, team: NeighbourhoodTeam, reason: str | None) -> None:
    """Within the step "redirect": another team gets it, and starts afresh. The one that had it no longer finds it, at
    once.

    Raises Refused("handover_moved_on"), also for what goes to no team: the way is fixed once begun.
    """
    if handover.kind != handover_path.TEAM:
        raise Refused("handover_moved_on", state=handover.state, step="redirect")
    handover.team = team
    handover.team_id = team.id
    handover.other_team_reason = reason
    handover.start_afresh()


def prepare(act: Act, trajectory_id: int, team_id: int, variant: str, reason: str | None = None) -> WarmHandover:
    """Start a handover to a team; nobody of the team sees it yet.

    `reason` says why another team than the one that covers the postcode. Raises as
    `to_begin`, Refused "team_unknown" or "other_team_needs_reason".
    """
    with unit_of_work(act) as work:
        trajectory = to_begin(work, trajectory_id, handover_path.TEAM, variant)
        team = choose_team(work, trajectory, team_id, reason)
        handover = begin(work, trajectory, handover_path.TEAM, variant, team=team, other_team_reason=reason)
        work.commit("handover.prepared", handover, reference=handover.reference)
    return handover


def change_course(act: Act, reference: str, version: int | None, course: rules.Course) -> WarmHandover:
    """Choose another team or variant before the (next) offer. Another team starts afresh: the team
    that had it no longer finds it, at once.

    Raises as `prepare`, Refused("stale"), and Refused("handover_moved_on") when it is with a team.
    """
    with held(act, reference, Action.PREPARE_HANDOVER) as (work, handover):
        _check_editable(handover, version)
        handover_path.next_state(handover.path, handover.state, "change")
        check_way(handover.trajectory, handover.kind, course.variant)
        team = choose_team(work, handover.trajectory, course.team_id, course.reason)
        if team.id != handover.team_id:
            redirect_to(handover, team, course.reason)
            take(work, handover, "redirect", course.reason, team=team.name)
        handover.choose_variant(course.variant)
        handover.other_team_reason = course.reason
        work.commit("handover.changed", handover, reference=reference)
    return handover


def change_content(act: Act, reference: str, version: int | None, content: rules.Content) -> None:
    """Write what goes along in variant B. While a team has it, that team goes on reading what was sent; see
    `versions.service.renew`.

    Raises NotVisible, Forbidden, Refused "stale", "handover_moved_on" or "topic_unknown".
    """
    with held(act, reference, Action.PREPARE_HANDOVER) as (work, handover):
        _check_editable(handover, version)
        known = set(work.session.scalars(select(Topic.id)))
        if any(topic_id not in known for topic_id, _sentence in content.needs):
            raise Refused("topic_unknown")
        if _says_otherwise(handover, content):
            handover.draft_read_on = None  # the client did not read what it says now
        handover.needs = [HandoverNeed(topic_id=topic_id, sentence=sentence) for topic_id, sentence in content.needs]
        handover.who_else_helps = content.who_else_helps
        handover.put_agreements("offer", content.agreements)
        work.commit("handover.changed", handover, reference=reference)


def _check_editable(handover: WarmHandover, version: int | None) -> None:
    check_editable(handover)
    if handover.version != version:
        raise Refused("stale")


def _says_otherwise(handover: WarmHandover, content: rules.Content) -> bool:
    now = (
        [(need.topic_id, need.sentence) for need in handover.needs],
        handover.who_else_helps,
        [Agreed(each.what, each.who, each.before) for each in handover.agreements if each.stage == "offer"],
    )
    return now != (list(content.needs), content.who_else_helps, list(content.agreements))


def prepare_internal(act: Act, trajectory_id: int) -> WarmHandover:
    """Start a handover to the type that follows. Raises as `to_begin`."""
    with unit_of_work(act) as work:
        trajectory = to_begin(work, trajectory_id, INTERNAL, "A")
        handover = begin(work, trajectory, INTERNAL, "A", next_type=trajectory.type.next_type)
        work.commit("handover.prepared", handover, reference=handover.reference)
    return handover
