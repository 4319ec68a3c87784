"""The meeting of a handover, as its reader may put it in a calendar."""

from portal.access import Action, Actor, may
from portal.handovers.meeting.rules import Meeting
from portal.handovers.models.handover import WarmHandover
from portal.handovers.queries import timeline

# The steps that keep how a meeting was.
RECORDED = ("hold", "miss", "count")
# Here the meeting stands, to come or behind us; everywhere else a meeting that was planned is off.
STANDING = ("planned", "held", "completed", "checked")


def recorded(handover: WarmHandover) -> int:
    """The key of the last step that recorded a meeting, 0 when none did: for who records one on an older page."""
    return max((each.id for each in handover.events if each.step in RECORDED), default=0)


def meeting_of(actor: Actor, handover: WarmHandover) -> Meeting | None:
    """The meeting for this reader. None when they never saw one planned, or when it was held on a day that nobody had
    planned."""
    steps = timeline(actor, handover)
    planned = next((each for each in steps if each.step == "plan"), None)
    readable = may(actor, Action.VIEW_SNAPSHOT, handover)
    off = handover.state not in STANDING or not readable
    if planned is None or (not off and handover.meeting_on is None):
        return None
    last = next(each for each in steps if each.step != "seen") if off else planned
    return Meeting(
        reference=handover.reference,
        plans=handover.meeting_sequence,
        off=off,
        changed_at=last.at,
        on=handover.meeting_on,
        at=handover.meeting_at,
        place=handover.meeting_place if not off else None,
        online=handover.meeting_online and not off,
    )
