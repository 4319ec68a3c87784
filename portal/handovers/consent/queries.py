"""Who has, and who reads, what went along of a household."""

from collections.abc import Collection

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from portal.db import db
from portal.handovers.consent.rules import Access
from portal.handovers.models.consent import Consent, Recipient
from portal.handovers.models.handover import WarmHandover
from portal.handovers.models.parts import Snapshot
from portal.handovers.path import SNAPSHOT_STATES, TEAM
from portal.trajectories.models.household import Client
from portal.trajectories.models.trajectory import Trajectory
from portal.work import fetch_all, rows


def consents_of(client_id: int) -> list[Consent]:
    """Every consent an adult ever gave, also those that were withdrawn."""
    recipient = joinedload(Consent.team), joinedload(Consent.organisation)
    return fetch_all(select(Consent).where(Consent.client_id == client_id).options(*recipient).order_by(Consent.id))


def access_of(household_id: int, consents: Collection[Consent]) -> dict[Recipient, Access]:
    """The access of the recipients of these consents to the household now; team and organisation by their keys."""
    got = _recipients(household_id, select(Snapshot.team_id, Snapshot.organisation_id).join(WarmHandover))
    reading = select(WarmHandover.team_id, WarmHandover.organisation_id).where(
        WarmHandover.kind == TEAM,
        WarmHandover.state.in_(SNAPSHOT_STATES),
        WarmHandover.snapshot_closed_at.is_(None),
    )
    reads = _recipients(household_id, reading)
    return {
        to: Access(each.recipient, each.team_id is not None, to in got, to in reads)
        for each in consents
        for to in [each.recipient_key]
    }


def _recipients(household_id: int, statement: Select[int | None, int | None]) -> set[Recipient]:
    of_household = statement.join(Trajectory, Trajectory.id == WarmHandover.trajectory_id).where(
        Trajectory.household_id == household_id
    )
    return {(team_id, organisation_id) for team_id, organisation_id in rows(of_household.distinct())}


def standing_consents(household_id: int) -> list[Consent]:
    """The consents of a household's clients that were not withdrawn, for any recipient."""
    return list(
        db.session.scalars(
            select(Consent)
            .join(Client, Client.id == Consent.client_id)
            .options(*map(joinedload, (Consent.client, Consent.team, Consent.organisation, Consent.recorded_by)))
            .where(Client.household_id == household_id, Consent.withdrawn_at.is_(None))
            .order_by(Consent.id)
        )
    )
