"""The steps after a return: the question, the other team, the same again."""

from portal.handovers.beginning import queries as beginning_queries
from portal.handovers.beginning.service import check_kind, choose_team, redirect_to
from portal.handovers.conversation.service import put_message
from portal.handovers.models.handover import WarmHandover
from portal.handovers.offer.queries import content_of, fingerprint
from portal.handovers.offer.service import offer_now
from portal.handovers.path import TEAM
from portal.handovers.readiness.queries import readiness_facts
from portal.handovers.readiness.rules import offer_refusals, readiness
from portal.handovers.returned.rules import Returned
from portal.handovers.steps import Step, step
from portal.refusals import Refused
from portal.work import Act, Work, put


def keep_return(work: Work, handover: WarmHandover, answer: Returned) -> None:
    """Keep the answer of a team that gives the handover back, as part of that step. An organisation's question goes
    into no conversation: it reads none. Raises Refused("team_unknown") for a team that cannot have it."""
    handover.returned_reason = answer.reason
    handover.returned_note = answer.note
    handover.no_capacity_until = answer.until
    handover.suggested_team_id = _suggested(work, handover, answer.team_id)
    handover.for_worker = answer.worker or handover.for_worker
    if answer.reason == "information_missing" and answer.note and not handover.answered_here:
        put_message(work, handover, answer.note, asks=True)


def pass_on(act: Act, reference: str, team_id: int, reason: str) -> WarmHandover:
    """Give a handover that belongs in another area to the team that should have it; `reason` says why this team. It is
    offered at once when the content is what the first team read and nothing is missing. Else it waits for the consent
    for the new team (rule 9). Raises NotVisible, Forbidden, Refused "handover_moved_on" or "team_unknown"."""
    with step(act, reference, "redirect") as now:
        work, handover = now.work, now.handover
        if now.again(handover.team_id == team_id, "redirect", "offer"):
            return handover
        _check_returned(now)
        if team_id == handover.team_id:
            raise Refused("team_unknown")
        team = choose_team(work, handover.trajectory, team_id, reason)
        check_kind(handover, TEAM)
        redirect_to(handover, team)
        put(handover, other_team_reason=reason)
        now.take(reason, team=team.name)
        work.session.flush()
        if not unsent_reasons(handover, act) and _as_sent(handover):
            offer_now(now, _sent(handover))
    return handover


def offer_again(act: Act, reference: str) -> WarmHandover:
    """Offer what was sent before to the same team once more, without a preview. Raises NotVisible, Forbidden, Refused
    "handover_moved_on", "snapshot_changed" or a named refusal of the readiness list."""
    with step(act, reference, "offer") as now:
        if not now.again():
            _check_returned(now)
            offer_now(now, _sent(now.handover))
    return now.handover


def unsent_reasons(handover: WarmHandover, act: Act) -> list[str]:
    """The codes of the readiness list that stand in the way of an offer."""
    return [item.missing for item in offer_refusals(readiness(readiness_facts(handover, act.today), act.today))]


def _as_sent(handover: WarmHandover) -> bool:
    return fingerprint(content_of(handover)) == _sent(handover)


def _sent(handover: WarmHandover) -> str:
    return fingerprint(handover.snapshots[-1].content)


def _check_returned(now: Step) -> None:
    if now.handover.state != "returned":
        raise Refused("handover_moved_on", state=now.handover.state, step=now.name)


def _suggested(work: Work, handover: WarmHandover, team_id: int | None) -> int | None:
    if team_id is None:
        return None
    possible = {team.id for team in beginning_queries.choosable(handover.trajectory.household, work.act.today)}
    if team_id not in possible - {handover.team_id}:
        raise Refused("team_unknown", field="team")
    return team_id
