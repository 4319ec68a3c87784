"""Reading that leaves a trace (rule 11), written in a unit of its own before the page is made."""

from sqlalchemy import Select, update

from portal import audit
from portal.access import Action, RoleKind, may, require
from portal.db import db
from portal.handovers import queries
from portal.handovers.models import WarmHandover
from portal.handovers.models_timeline import Snapshot
from portal.handovers.queries_meeting import meeting_of
from portal.handovers.queries_versions import readable_versions
from portal.handovers.rules_meeting import Meeting
from portal.handovers.service_steps import tell_timeline
from portal.refusals import NotVisible
from portal.work import Act, Work, fetch_all, find, unit_of_work

LISTED = "handover.listed"


def open_handover(act: Act, reference: str) -> WarmHandover:
    """The handover somebody opens; every opening leaves its line with the version of the snapshot
    that was read (none when it shows no snapshot). The first by the team after an offer is written
    in the timeline: the sender sees that it was seen.

    Raises NotVisible.
    """
    with unit_of_work(act) as work:
        handover = find(queries.by_reference(act.actor, reference))
        require(act.actor, Action.VIEW_HANDOVER, handover)
        shown = may(act.actor, Action.VIEW_SNAPSHOT, handover) and handover.snapshots
        mark_seen(work, handover)
        work.commit("handover.opened", handover, snapshot_version=handover.snapshots[-1].number if shown else None)
    return handover


def read_version(act: Act, reference: str, number: int) -> tuple[WarmHandover, Snapshot]:
    """The handover of which somebody opens one version, and that version; the line says which.

    Raises NotVisible, also for a version that is not theirs to read.
    """
    with unit_of_work(act) as work:
        handover = find(queries.by_reference(act.actor, reference))
        found = next((each for each in readable_versions(act.actor, handover) if each.number == number), None)
        if found is None:
            raise NotVisible
        work.commit("handover.opened", handover, snapshot_version=number)
    return handover, found


def listed(act: Act, statement: Select[tuple[WarmHandover]]) -> list[WarmHandover]:
    """The handovers of a list; each leaves one line, at most once in 15 minutes per reader.

    What the session held before is read anew: call this first.
    """
    handovers = fetch_all(statement)
    if not audit.unread(db.session(), act, LISTED, handovers):
        return handovers
    with unit_of_work(act) as work:
        handovers = fetch_all(statement)
        new = audit.unread(work.session, act, LISTED, handovers)
        if new:
            audit.write_all(work.session, [audit.line(act, LISTED, handover, {}) for handover in new[1:]])
            work.commit(LISTED, new[0])
    return handovers


def fetch_meeting(act: Act, reference: str) -> Meeting:
    """The meeting of a handover for the reader's own calendar; each fetch leaves a line: the place may
    be somebody's home.

    Raises NotVisible, also when no meeting was planned.
    """
    with unit_of_work(act) as work:
        handover = find(queries.by_reference(act.actor, reference))
        require(act.actor, Action.VIEW_HANDOVER, handover)
        meeting = meeting_of(act.actor, handover)
        if meeting is None:
            raise NotVisible
        work.commit("meeting.fetched", handover)
    return meeting


def mark_seen(work: Work, handover: WarmHandover) -> None:
    """The first reading by the team after an offer goes into the timeline: the sender sees that it was seen."""
    # Past the version of the row: opening it must not make a form that somebody fills in stale.
    if work.act.actor.kind is not RoleKind.TEAM_MEMBER or handover.state != "offered":
        return
    marked = work.session.execute(
        update(WarmHandover)
        .where(WarmHandover.id == handover.id, WarmHandover.seen_at.is_(None), WarmHandover.state == "offered")
        .values(seen_at=work.act.at)
        .execution_options(synchronize_session=False)
    )
    if marked.rowcount:
        tell_timeline(work, handover, "seen")
