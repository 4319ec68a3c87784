"""Handing over to an organisation without an account here: choose or add it, record that it accepted."""

from dataclasses import asdict

from sqlalchemy import select

from portal.access import Action, require
from portal.handovers.models.handover import WarmHandover
from portal.handovers.models.organisation import OtherOrganisation
from portal.handovers.organisations import queries
from portal.handovers.organisations.rules import Choice, NewOrganisation
from portal.handovers.path import ORGANISATION
from portal.handovers.steps import step
from portal.handovers.telling import tell_senders
from portal.names import name_key
from portal.refusals import Refused
from portal.work import Act, Work, put, unit_of_work


def record_accepted(act: Act, reference: str, for_worker: str) -> WarmHandover:
    """Keep that the organisation takes it, and who does so there: a name or a function.
    A second tap gives the same result. Raises NotVisible, Forbidden, Refused("handover_moved_on")."""
    with step(act, reference, "accept") as now:
        handover = now.handover
        if handover.kind != ORGANISATION:
            raise Refused("handover_moved_on")
        if now.again(handover.for_worker == for_worker):
            return handover
        number = handover.snapshots[-1].number
        now.take(number=number, **{"for": for_worker})
        handover.for_worker = for_worker
        handover.accepted_at = act.at
        handover.accepted_by_id = act.actor.user_id
        handover.accepted_version = number
        tell_senders(now.work, handover, "handover_accepted")
    return handover


def change(act: Act, organisation_id: int, version: int | None, typed: NewOrganisation) -> None:
    """Change how an organisation is called and reached.
    Raises NotVisible, Forbidden, Refused "stale" or "organisation_exists"."""
    with unit_of_work(act) as work:
        organisation = _own(work, organisation_id)
        if organisation.version != version:
            raise Refused("stale")
        name = typed.name
        other = _named(work, organisation.location_id, name) if name != organisation.name else None
        if other is not None and other.id != organisation.id:
            raise Refused("organisation_exists", field="name")
        fields = put(organisation, name=name, phone=typed.phone, email=typed.email)
        if fields:
            work.commit("organisation.changed", organisation, fields=fields)


def end(act: Act, organisation_id: int) -> None:
    """No longer hand over to it: it cannot be chosen any more. Handovers that run go on, and an offer to it is
    refused (`team_ended`). Ending twice is once. Raises NotVisible, Forbidden."""
    with unit_of_work(act) as work:
        organisation = _own(work, organisation_id)
        if organisation.ended_on is None:
            organisation.ended_on = act.today
            work.commit("organisation.ended", organisation)


def _own(work: Work, organisation_id: int) -> OtherOrganisation:
    organisation = work.lock(queries.visible_to(work.act.actor).where(OtherOrganisation.id == organisation_id))
    require(work.act.actor, Action.EDIT_ORGANISATION, organisation)
    return organisation


def choose(work: Work, location_id: int, choice: Choice) -> OtherOrganisation:
    """The one that was chosen, or a new one. One that was ended goes on when it is added again."""
    if isinstance(choice, int):
        found = work.session.get(OtherOrganisation, choice)
        if found is None or found.location_id != location_id or found.ended_on is not None:
            raise Refused("organisation_unknown", field="organisation")
        return found
    earlier = _named(work, location_id, choice.name)
    if earlier is not None and earlier.ended_on is None:
        raise Refused("organisation_exists", field="name")
    if earlier is not None:
        put(earlier, ended_on=None, phone=choice.phone, email=choice.email)
        work.note("organisation.changed", earlier, fields=["ended_on", "phone", "email"])
        return earlier
    made = work.add(OtherOrganisation(location_id=location_id, **asdict(choice)))
    work.note("organisation.added", made)
    return made


def _named(work: Work, location_id: int, name: str) -> OtherOrganisation | None:
    """The one of a location with this name, however it is written; of two the one that was not ended."""
    same = OtherOrganisation.location_id == location_id, OtherOrganisation.name_key == name_key(name)
    order = OtherOrganisation.ended_on.is_not(None), OtherOrganisation.id
    return work.session.scalars(select(OtherOrganisation).where(*same).order_by(*order)).first()
