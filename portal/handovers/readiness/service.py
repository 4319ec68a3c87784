"""The draft of a handover, read with the client (domain.md section 4: T-6 weeks)."""

from datetime import date

from portal.access import Action
from portal.days import day_of
from portal.handovers.readiness.rules import check_draft_read
from portal.handovers.steps import check_editable, held
from portal.work import Act


def record_read(act: Act, reference: str, read_on: date) -> None:
    """Keep on which day what goes along was read with the client.
    Raises NotVisible, Forbidden, Refused "handover_moved_on", "draft_in_future" or "draft_before_start"."""
    with held(act, reference, Action.READY_HANDOVER) as (work, handover):
        check_editable(handover)
        check_draft_read(read_on, day_of(handover.prepared_at), act.today)
        if handover.draft_read_on != read_on:
            handover.draft_read_on = read_on
            work.commit("handover.draft_read", handover, reference=reference)
