"""The facts that decide readiness."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select

from portal.contacts.models import ContactMoment
from portal.db import db
from portal.handovers.beginning import queries as beginning_queries
from portal.handovers.beginning.rules import needs_reason
from portal.handovers.conversation.queries import question_answered
from portal.handovers.loose_ends.queries import loose_ends
from portal.handovers.models.consent import Consent
from portal.handovers.models.handover import WarmHandover
from portal.handovers.readiness.rules import AdultFacts, ReadinessFacts
from portal.people.roles.queries import has_reader
from portal.trajectories.models.household import Client
from portal.trajectories.models.trajectory import Goal


def adults_of(handover: WarmHandover) -> list[AdultFacts]:
    """The adults of the household with what they consented to for this handover's recipient."""
    household = handover.trajectory.household
    scopes: dict[int, set[str]] = {}
    given = select(Consent.client_id, Consent.scope).where(
        Consent.client_id.in_(select(Client.id).where(Client.household_id == household.id)),
        Consent.team_id == handover.team_id,
        Consent.organisation_id == handover.organisation_id,
        Consent.withdrawn_at.is_(None),
    )
    for client_id, scope in db.session.execute(given):
        scopes.setdefault(client_id, set()).add(scope)
    staying = {row.client_id for row in handover.not_going}
    return [
        AdultFacts(
            client_id=client.id,
            name=client.name,
            scopes=frozenset(scopes.get(client.id, ())),
            stays_out=client.id in staying,
            reachable=bool(client.phone),
        )
        for client in household.members
    ]


def readiness_facts(handover: WarmHandover, today: date, adults: Sequence[AdultFacts] | None = None) -> ReadinessFacts:
    """The facts for the readiness list of a handover on a day. `adults` are those of `adults_of`, when at hand."""
    trajectory_id = handover.trajectory_id
    return ReadinessFacts(
        variant=handover.variant,
        team_ended=handover.recipient_ended(today),
        adults=adults_of(handover) if adults is None else adults,
        needs=len(handover.needs),
        goals=list(db.session.scalars(select(Goal.looked_at_on).where(Goal.trajectory_id == trajectory_id))),
        last_evaluation_on=db.session.scalar(
            select(func.max(ContactMoment.on_date)).where(
                ContactMoment.trajectory_id == trajectory_id,
                ContactMoment.purpose == "evaluation",
                ContactMoment.reached,
                ContactMoment.withdrawn_at.is_(None),
            )
        ),
        loose_ends=loose_ends(handover, today),
        draft_read_on=handover.draft_read_on,
        path=handover.path,
        question_answered=question_answered(handover),
        team_fits=_team_fits(handover, today),
        team_reads=_team_reads(handover),
    )


def _team_fits(handover: WarmHandover, today: date) -> bool:
    """Whether the team covers the address on the day of an offer, or a reason says why it gets it. Coverage and address
    may have changed since the choice. A handover that the team has already is not asked again."""
    if handover.team_id is None or not handover.can("offer"):
        return True
    covering = [team.id for team in beginning_queries.covering(handover.trajectory.household, today)]
    return not needs_reason(handover.team_id, covering, handover.other_team_reason)


def _team_reads(handover: WarmHandover) -> bool:
    """Whether anybody would read what is sent now; of what a team has already nobody asks."""
    sends = handover.can("offer") or handover.can("renew")
    return handover.team_id is None or not sends or has_reader(handover.team_id)
