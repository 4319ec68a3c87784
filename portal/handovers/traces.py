"""Reading a handover leaves a trace (rule 11), written in a unit of its own before the page is made."""

from sqlalchemy import Select

from portal import audit
from portal.access import Action, RoleKind, may, require
from portal.db import db
from portal.handovers import queries
from portal.handovers.models.handover import WarmHandover
from portal.handovers.steps import put_aside, tell_timeline
from portal.work import Act, Work, fetch_all, find, unit_of_work

LISTED = "handover.listed"


def open_handover(act: Act, reference: str) -> WarmHandover:
    """The handover somebody opens; every opening leaves its line with the version that was read.
    The first by the team after an offer is written in the timeline. Raises NotVisible."""
    with unit_of_work(act) as work:
        handover = find(queries.by_reference(act.actor, reference))
        require(act.actor, Action.VIEW_HANDOVER, handover)
        shown = may(act.actor, Action.VIEW_SNAPSHOT, handover) and handover.snapshots
        mark_seen(work, handover)
        work.commit("handover.opened", handover, snapshot_version=handover.snapshots[-1].number if shown else None)
    return handover


def listed(act: Act, statement: Select[WarmHandover]) -> list[WarmHandover]:
    """The handovers of a list; each leaves one line, at most once in 15 minutes per reader.
    Rows that the session held are read anew: call this first."""
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


def mark_seen(work: Work, handover: WarmHandover) -> None:
    """The first reading by the team after an offer goes into the timeline: the sender sees that it was seen."""
    if work.act.actor.kind is not RoleKind.TEAM_MEMBER or handover.state != "offered":
        return
    unseen = WarmHandover.seen_at.is_(None), WarmHandover.state == "offered"
    if put_aside(work, handover, *unseen, seen_at=work.act.at):
        tell_timeline(work, handover, "seen")
