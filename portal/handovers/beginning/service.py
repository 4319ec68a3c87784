"""Beginning a handover, whatever its way, and changing what was begun."""

from sqlalchemy import select

from portal.access import Action, require
from portal.handovers import path as handover_path
from portal.handovers import queries as handover_queries
from portal.handovers.beginning import queries, rules
from portal.handovers.beginning.rules import Course, ToOrganisation, ToTeam
from portal.handovers.models.handover import WarmHandover
from portal.handovers.models.organisation import OtherOrganisation
from portal.handovers.models.parts import HandoverNeed
from portal.handovers.organisations.service import choose
from portal.handovers.path import INTERNAL, ORGANISATION, TEAM, Agreed
from portal.handovers.steps import check_editable, held, hold_household, new_reference, take, tell_timeline
from portal.organisation.models import NeighbourhoodTeam
from portal.refusals import Refused
from portal.trajectories.models.configuration import Topic, TrajectoryType
from portal.trajectories.models.trajectory import Trajectory
from portal.trajectories.queries import visible_to
from portal.work import Act, Work, fetch_all, put, unit_of_work

Recipient = NeighbourhoodTeam | OtherOrganisation | TrajectoryType
COLUMN_OF = {TEAM: "team", ORGANISATION: "organisation", INTERNAL: "next_type"}


def to_begin(work: Work, trajectory_id: int, kind: str, variant: str) -> Trajectory:
    """The trajectory of which a handover can begin this way, held: it is open, or its household did not arrive.
    Raises NotVisible, Forbidden, Refused "trajectory_closed", "handover_not_for_type", "variant_not_for_type",
    "question_after_closing" or "handover_already_open" (rule 8)."""
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


def choose_team(work: Work, trajectory: Trajectory, team_id: int, reason: str | None) -> NeighbourhoodTeam:
    """The team that was chosen for an address. Raises Refused "team_unknown" or "other_team_needs_reason"."""
    today = work.act.today
    found = next((team for team in queries.choosable(trajectory.household, today) if team.id == team_id), None)
    if found is None:
        raise Refused("team_unknown", field="team")
    rules.check_team(team_id, [team.id for team in queries.covering(trajectory.household, today)], reason)
    return found


def check_kind(handover: WarmHandover, kind: str) -> None:
    """The way is fixed once begun. Raises Refused("handover_moved_on") for a recipient of another kind."""
    if handover.kind != kind:
        raise Refused("handover_moved_on", state=handover.state, step="redirect")


def redirect_to(handover: WarmHandover, recipient: Recipient) -> None:
    """Within the step "redirect": another one of the same kind gets it, and starts afresh. The one that had it no
    longer finds it, at once."""
    column = COLUMN_OF[handover.kind]
    put(handover, **{column: recipient, f"{column}_id": recipient.id})
    handover.start_afresh()


def prepare(act: Act, trajectory_id: int, course: Course) -> WarmHandover:
    """Start a handover, with the first line of its timeline; nobody of the recipient sees it yet.
    Raises as `to_begin` and `_recipient`."""
    kind = course.to.kind
    with unit_of_work(act) as work:
        trajectory = to_begin(work, trajectory_id, kind, course.variant)
        recipient = _recipient(work, trajectory, course)
        handover = work.add(
            WarmHandover(
                reference=new_reference(work),
                trajectory=trajectory,
                location_id=trajectory.location_id,
                kind=kind,
                variant=course.variant,
                state="prepared",
                prepared_at=act.at,
                other_team_reason=course.reason,
                **{COLUMN_OF[kind]: recipient},
            )
        )
        # A type has a name in each language, and the page shows it; a team has one name alone.
        to = {} if kind == INTERNAL else {"team": recipient.name}
        tell_timeline(work, handover, "prepare", variant=course.variant, **to)
        work.commit("handover.prepared", handover, reference=handover.reference)
    return handover


def change_course(act: Act, reference: str, version: int | None, course: Course) -> WarmHandover:
    """Choose another recipient of the same kind, or another variant, before the (next) offer. Raises as `prepare` and
    `check_kind`, Refused("stale"), and Refused("handover_moved_on") when it is with somebody."""
    with held(act, reference, Action.PREPARE_HANDOVER) as (work, handover):
        check_kind(handover, course.to.kind)
        if handover.kind == ORGANISATION:  # its page tells that it is with them before that a colleague changed it
            handover_path.next_state(handover.path, handover.state, "change")
        _check_editable(handover, version)
        handover_path.next_state(handover.path, handover.state, "change")
        check_way(handover.trajectory, handover.kind, course.variant)
        recipient = _recipient(work, handover.trajectory, course)
        if recipient.id != getattr(handover, f"{COLUMN_OF[handover.kind]}_id"):
            redirect_to(handover, recipient)
            take(work, handover, "redirect", course.reason, team=recipient.name)
        handover.choose_variant(course.variant)
        handover.other_team_reason = course.reason
        work.commit("handover.changed", handover, reference=reference)
    return handover


def _recipient(work: Work, trajectory: Trajectory, course: Course) -> Recipient:
    """The row of the recipient. Raises as `choose_team`, and as `choose` of organisations."""
    if isinstance(course.to, ToTeam):
        return choose_team(work, trajectory, course.to.team_id, course.reason)
    if isinstance(course.to, ToOrganisation):
        return choose(work, trajectory.location_id, course.to.choice)
    assert trajectory.type.next_type is not None  # by `check_way`
    return trajectory.type.next_type


def change_content(act: Act, reference: str, version: int | None, content: rules.Content) -> None:
    """Write what goes along in variant B. While a team has it, that team goes on reading what was sent; see
    `versions.service.renew`. Raises NotVisible, Forbidden, Refused "stale", "handover_moved_on" or "topic_unknown"."""
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
