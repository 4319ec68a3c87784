"""The meeting: plan it, record it, or let one count at which a party was absent (rule 7)."""

from collections.abc import Sequence
from datetime import date

from portal.access import Action, require
from portal.days import day_of
from portal.handovers import path as handover_path
from portal.handovers import queries
from portal.handovers.loose_ends.service import tell_undecided
from portal.handovers.meeting import rules
from portal.handovers.meeting.queries import meeting_of, recorded
from portal.handovers.meeting.rules import HeldMeeting, Meeting, PlannedMeeting
from portal.handovers.models.handover import WarmHandover
from portal.handovers.models.parts import Presence
from portal.handovers.path import Agreed
from portal.handovers.steps import Step, step
from portal.handovers.telling import tell_senders, tell_team
from portal.refusals import NotVisible, Refused
from portal.work import Act, find, unit_of_work


def plan(act: Act, reference: str, meeting: PlannedMeeting, seen: int | None = None) -> None:
    """Plan the meeting, or plan it anew; `seen` is the `meeting_sequence` of the page. Raises NotVisible, Forbidden,
    Refused "handover_moved_on", "meeting_in_past", or "stale" when somebody else planned it otherwise since."""
    with step(act, reference, "plan") as now:
        handover = now.handover
        on, at, place, online = meeting.on, meeting.at, meeting.place, meeting.online
        planned = (handover.meeting_on, handover.meeting_at, handover.meeting_place, handover.meeting_online)
        if now.again(planned == (on, at, place, online), mine=False):
            return
        if seen not in (None, handover.meeting_sequence):
            raise Refused("stale")
        rules.check_planned(on, act.today)
        handover.meeting_on, handover.meeting_at = on, at
        handover.meeting_place, handover.meeting_online = place, online
        handover.meeting_sequence += 1
        when = {"on": on.isoformat(), "at": at.isoformat("minutes")}
        now.take(**when, place=place, online=online)
        tell_senders(now.work, handover, "handover_planned")


def hold(act: Act, reference: str, meeting: HeldMeeting, seen: int | None = None) -> bool:
    """Record the meeting (rule 7); tells whether it counts. Without a needed party it does not, and a new date is asked
    for. Raises NotVisible, Forbidden, Refused "handover_moved_on", "meeting_in_future", "meeting_before_acceptance",
    "party_absent" when nobody said that the absence is meant, or "stale" when another was recorded since `seen`."""
    with step(act, reference, "hold") as now:
        handover = now.handover
        missing = rules.absent(handover.path, meeting.parties)
        if now.again(_same_meeting(handover, meeting), "miss" if missing else "hold"):
            return not missing
        if seen not in (None, recorded(handover)):
            raise Refused("stale")
        accepted_on = day_of(handover.accepted_at) or day_of(handover.prepared_at) or act.today
        rules.check_held(meeting.held_on, accepted_on, act.today)
        if missing and not (meeting.not_all_there and handover.can("miss")):
            raise Refused("party_absent", field="parties")
        # A party that was at an earlier meeting too keeps its row: a new one beside it would be one too many.
        before = {each.party: each for each in handover.presences}
        handover.presences = [
            before.get(each) or Presence(party=each) for each in handover_path.PARTIES if each in meeting.parties
        ]
        # The form shows what an earlier meeting brought, to keep or to change.
        handover.put_agreements("meeting", meeting.agreements)
        if missing:
            _miss(now, meeting.held_on, missing)
        else:
            handover.held_on, handover.missed_on = meeting.held_on, None
            now.take(on=meeting.held_on.isoformat(), agreements=len(meeting.agreements))
            tell_senders(now.work, handover, "handover_held")
            tell_undecided(now.work, handover)
    return not missing


def count(act: Act, reference: str, reason: str) -> None:
    """Let a meeting without one of the parties count, with a reason that both sides read (rule 7).
    Raises NotVisible, Forbidden, Refused("handover_moved_on") unless there was such a meeting since the acceptance."""
    with step(act, reference, "count") as now:
        work, handover = now.work, now.handover
        if now.again():
            return
        if handover.missed_on is None:
            raise Refused("nothing_to_count")
        handover.held_on = handover.missed_on
        handover.counted_by_id = act.actor.user_id
        handover.counted_reason = reason
        now.take(reason, on=handover.missed_on.isoformat())
        tell_team(work, handover, "handover_counted")
        tell_senders(work, handover, "handover_counted")
        tell_undecided(work, handover)


def _miss(now: Step, on: date, missing: Sequence[str]) -> None:
    handover = now.handover
    handover.missed_on = on
    handover.meeting_on = handover.meeting_at = handover.meeting_place = None
    handover.meeting_online = False
    now.take(become="miss", on=on.isoformat(), absent=list(missing))
    tell_senders(now.work, handover, "handover_missed")


def _same_meeting(handover: WarmHandover, meeting: HeldMeeting) -> bool:
    stored = [Agreed(each.what, each.who, each.before) for each in handover.agreements if each.stage == "meeting"]
    present = {each.party for each in handover.presences}
    day = handover.held_on if handover.state == "held" else handover.missed_on
    return day == meeting.held_on and present == set(meeting.parties) and stored == list(meeting.agreements)


def fetch_meeting(act: Act, reference: str) -> Meeting:
    """The meeting of a handover for the reader's own calendar; each fetch leaves a line: the place may be somebody's
    home. Raises NotVisible, also when no meeting was planned."""
    with unit_of_work(act) as work:
        handover = find(queries.by_reference(act.actor, reference))
        require(act.actor, Action.VIEW_HANDOVER, handover)
        meeting = meeting_of(act.actor, handover)
        if meeting is None:
            raise NotVisible
        work.commit("meeting.fetched", handover)
    return meeting
