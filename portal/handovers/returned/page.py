"""The next step of the sender, as the page of a returned handover shows it."""

from portal.handovers.beginning import queries as beginning_queries
from portal.handovers.beginning import rules as beginning_rules
from portal.handovers.conversation import queries as conversation_queries
from portal.handovers.models.handover import WarmHandover
from portal.handovers.returned import rules
from portal.handovers.versions.queries import content_now
from portal.organisation.models import NeighbourhoodTeam
from portal.web.acting import today


def after_return(handover: WarmHandover) -> dict[str, object]:
    """The next step with a handover that came back; `differs` when something else would go along by now."""
    if handover.state != "returned" or handover.returned_reason is None:
        return {}
    parked = handover.parked_until(today()) is not None
    asked = conversation_queries.question_answered(handover) is False
    tap = rules.next_tap(handover.returned_reason, parked, asked)
    return {
        "tap": tap,
        "differs": not handover.snapshots or handover.snapshots[-1].content != content_now(handover),
        "other_team": _other_team(handover) if tap == rules.PASS_ON else None,
    }


def _other_team(handover: WarmHandover) -> NeighbourhoodTeam | None:
    """The team that should have it: as the one that returned it says, else the one that covers the address."""
    if handover.suggested_team is not None:
        return handover.suggested_team
    covering = beginning_queries.covering(handover.trajectory.household, today())
    only = beginning_rules.proposed_team([each.id for each in covering])
    return next((each for each in covering if each.id == only and only != handover.team_id), None)
