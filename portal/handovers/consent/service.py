"""Consent: recorded per adult, recipient and part; withdrawn at any time (rule 9)."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, exists, or_, select

from portal.access import Action
from portal.handovers.consent.queries import access_of, consents_of, standing_consents
from portal.handovers.consent.rules import GivenConsent, Withdrawn
from portal.handovers.models.consent import Consent, Recipient
from portal.handovers.models.handover import WarmHandover
from portal.handovers.models.parts import NotGoing, Snapshot
from portal.handovers.path import BACK_STATES, INTERNAL, SCOPES_OF, SNAPSHOT_STATES, WITH_TEAM_STATES
from portal.handovers.steps import check_editable, held, take_back, tell_timeline
from portal.handovers.telling import tell_senders, tell_team
from portal.refusals import NotVisible, Refused
from portal.trajectories.models.household import Client
from portal.trajectories.models.trajectory import Trajectory
from portal.work import Act, Work

# To delete what they got is asked of who has no account by a person.
ELSEWHERE = "consent_withdrawn_elsewhere"


def record(act: Act, reference: str, client_id: int, given: GivenConsent) -> list[Consent]:
    """Keep that an adult consents to these parts for the handover's team; a consent that stands stays as it is.
    Raises NotVisible, Forbidden, Refused "handover_moved_on", "scope_not_shared", "consent_without_contact" or
    "consent_in_future"."""
    with held(act, reference, Action.RECORD_CONSENT) as (work, handover):
        client = _adult(handover, client_id)
        _check_asked(handover)
        _check(act, handover, given.scopes, given.given_on)
        standing = {each.scope for each in _standing(handover, client.id)}
        new = [
            Consent(
                client_id=client.id,
                team_id=handover.team_id,
                organisation_id=handover.organisation_id,
                scope=scope,
                given_on=given.given_on,
                how=given.how,
                recorded_by_id=act.actor.user_id,
                recorded_at=act.at,
            )
            for scope in SCOPES_OF[handover.variant]
            if scope in given.scopes and scope not in standing
        ]
        stayed_out = [row for row in handover.not_going if row.client_id == client.id]
        handover.not_going = [row for row in handover.not_going if row.client_id != client.id]
        work.session.add_all(new)
        if new:
            work.commit(
                "consent.recorded",
                handover,
                client_id=client.id,
                team_id=handover.team_id,
                organisation_id=handover.organisation_id,
                scopes=[each.scope for each in new],
            )
        elif stayed_out:
            work.commit("handover.changed", handover, reference=reference)
    return new


def stay_out(act: Act, reference: str, client_id: int) -> None:
    """Keep that an adult does not want to go along: nothing of theirs is shared.
    Raises NotVisible, Forbidden, Refused "handover_moved_on" or "consent_stands"."""
    with held(act, reference, Action.RECORD_CONSENT) as (work, handover):
        client = _adult(handover, client_id)
        _check_asked(handover)
        if any(row.client_id == client.id for row in handover.not_going):
            return
        if _standing(handover, client.id):
            raise Refused("consent_stands")
        handover.not_going.append(NotGoing(client_id=client.id))
        work.commit("handover.changed", handover, reference=reference)


def withdraw(
    act: Act, reference: str, client_id: int, team_ids: Collection[int], organisation_ids: Collection[int] = ()
) -> Withdrawn:
    """An adult takes back the consent for teams and other organisations: at once these no longer read a snapshot of
    this household. A handover that is with them is withdrawn, and both sides are told. An organisation has no account:
    the coordinators are told to ask it to delete what it got. Raises NotVisible, Forbidden."""
    asked = {(team_id, None) for team_id in team_ids} | {(None, each) for each in organisation_ids}
    with held(act, reference, Action.RECORD_CONSENT) as (work, handover):
        client = _adult(handover, client_id)
        standing = [each for each in _of_adult(handover, client.id) if each.recipient_key in asked]
        for consent in standing:
            consent.withdrawn_at = act.at
            consent.withdrawn_by_id = act.actor.user_id
        ended = list(dict.fromkeys(each.recipient_key for each in standing))
        for recipient in ended:
            _end_access(work, handover, *recipient)
        answer = _withdrawn(handover, client, asked)
        for last, (team_id, organisation_id) in enumerate(ended, start=1 - len(ended)):
            say = work.note if last else work.commit
            facts = {"team_id": team_id, "organisation_id": organisation_id}
            say("consent.withdrawn", handover, client_id=client.id, **facts)
    return answer


def _end_access(work: Work, handover: WarmHandover, team_id: int | None, organisation_id: int | None) -> None:
    household_id = handover.household_id
    for shared in _shared_with(work, household_id, team_id, organisation_id):
        _close(work, shared)
    sent_before = _sent_before(work, household_id, organisation_id)
    for sent in sent_before:
        tell_senders(work, sent, ELSEWHERE)
    for begun in _to_recipient(work, household_id, team_id, organisation_id, ("prepared",)):
        if begun not in sent_before:
            tell_senders(work, begun, "consent_withdrawn")  # nothing went along yet, but nothing can any more


def _withdrawn(handover: WarmHandover, client: Client, asked: Collection[Recipient]) -> Withdrawn:
    access = access_of(handover.household_id, consents_of(client.id))
    left = {each.recipient_key for each in _of_adult(handover, client.id)}
    taken = [has for to, has in access.items() if to in asked and to not in left]
    return Withdrawn(taken, [has for to, has in access.items() if to in left])


def _adult(handover: WarmHandover, client_id: int) -> Client:
    for client in handover.trajectory.household.clients:
        if client.id == client_id:
            return client
    raise NotVisible


def _check_asked(handover: WarmHandover) -> None:
    """Inside the organisation nothing goes to anybody new: no consent is asked."""
    if handover.kind == INTERNAL:
        raise Refused("handover_moved_on", state=handover.state, step="change")
    check_editable(handover)


def _check(act: Act, handover: WarmHandover, scopes: Collection[str], given_on: date) -> None:
    if not set(scopes) <= set(SCOPES_OF[handover.variant]):
        raise Refused("scope_not_shared", field="scopes")
    if "contact" not in scopes:
        raise Refused("consent_without_contact", field="scopes")
    if given_on > act.today:
        raise Refused("consent_in_future", field="given_on")


def _of_adult(handover: WarmHandover, client_id: int) -> list[Consent]:
    return [each for each in standing_consents(handover.household_id) if each.client_id == client_id]


def _standing(handover: WarmHandover, client_id: int) -> list[Consent]:
    """The consents of an adult for the recipient of this handover."""
    here = handover.team_id, handover.organisation_id
    return [each for each in _of_adult(handover, client_id) if each.recipient_key == here]


def _shared_with(work: Work, household_id: int, team_id: int | None, organisation_id: int | None) -> list[WarmHandover]:
    """The handovers the recipient has, or had: an organisation keeps a document that a team could not read any more."""
    ended = () if organisation_id is None else ("withdrawn",)
    had = (*SNAPSHOT_STATES, *BACK_STATES, *ended)
    sent = WarmHandover.offered_at.is_not(None)
    return _to_recipient(work, household_id, team_id, organisation_id, had, sent)


def _sent_before(work: Work, household_id: int, organisation_id: int | None) -> list[WarmHandover]:
    """The handovers an organisation got before they went to another one, or were prepared for it anew."""
    got = exists().where(Snapshot.handover_id == WarmHandover.id, Snapshot.organisation_id == organisation_id)
    since = or_(WarmHandover.organisation_id != organisation_id, WarmHandover.offered_at.is_(None))
    return _of_household(work, household_id, got, since) if organisation_id is not None else []


def _to_recipient(
    work: Work,
    household_id: int,
    team_id: int | None,
    organisation_id: int | None,
    states: Collection[str],
    *which: ColumnElement[bool],
) -> list[WarmHandover]:
    """The handovers to this recipient in these states, of which the snapshot was not closed before."""
    return _of_household(
        work,
        household_id,
        WarmHandover.kind != INTERNAL,
        WarmHandover.team_id == team_id,
        WarmHandover.organisation_id == organisation_id,
        WarmHandover.state.in_(states),
        WarmHandover.snapshot_closed_at.is_(None),
        *which,
    )


def _of_household(work: Work, household_id: int, *which: ColumnElement[bool]) -> list[WarmHandover]:
    statement = (
        select(WarmHandover)
        .join(Trajectory, Trajectory.id == WarmHandover.trajectory_id)
        .where(Trajectory.household_id == household_id, *which)
        .order_by(WarmHandover.id)
    )
    return list(work.session.scalars(statement, execution_options={"populate_existing": True}))


def _close(work: Work, handover: WarmHandover) -> None:
    handover.snapshot_closed_at = work.act.at
    if handover.state in WITH_TEAM_STATES:
        take_back(work, handover, None)
    tell_timeline(work, handover, "consent_withdrawn", team=handover.recipient)
    tell_team(work, handover, "consent_withdrawn")
    tell_senders(work, handover, "consent_withdrawn" if handover.team_id else ELSEWHERE)
