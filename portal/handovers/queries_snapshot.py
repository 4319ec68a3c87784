"""What goes along: one function makes the preview and the frozen snapshot.

`content_of` lists every key that may ever be shared (domain.md section 4); a test holds it to
that. Notes of contacts are not among them.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select, union_all

from portal.contacts.models import ContactMoment
from portal.db import db
from portal.handovers import queries
from portal.handovers.models import WarmHandover
from portal.handovers.models_consent import Consent
from portal.handovers.queries_loose_ends import going_along, loose_ends
from portal.handovers.queries_thread import question_answered
from portal.handovers.rules import needs_reason
from portal.handovers.rules_readiness import AdultFacts, ReadinessFacts, covered, goes_along
from portal.i18n import in_language
from portal.organisation.models import Language
from portal.people.queries_places import has_reader
from portal.trajectories.models import Goal, Trajectory
from portal.trajectories.models_configuration import Topic
from portal.trajectories.models_households import Client


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
    """What the readiness list of a handover follows from on a day. `adults` are those of `adults_of`, for who has them
    already."""
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
    """Whether the team covers the address on the day of an offer, or a reason says why it gets it: coverage and address
    may have changed since it was chosen. What a team has already is not asked again."""
    if handover.team_id is None or not handover.can("offer"):
        return True
    covering = [team.id for team in queries.covering(handover.trajectory.household, today)]
    return not needs_reason(handover.team_id, covering, handover.other_team_reason)


def _team_reads(handover: WarmHandover) -> bool:
    """Whether anybody would read what is sent now; of what a team has already nobody asks."""
    sends = handover.can("offer") or handover.can("renew")
    return handover.team_id is None or not sends or has_reader(handover.team_id)


def content_of(handover: WarmHandover, adults: Sequence[AdultFacts] | None = None) -> dict[str, Any]:
    """Exactly what goes along: of consenting adults, and of what their consent covers. With
    `adults` what would go along if they had consented so."""
    adults = adults_of(handover) if adults is None else adults
    going = {adult.client_id for adult in adults if goes_along(adult)}
    trajectory = handover.trajectory
    household = trajectory.household
    content = {
        "reference": handover.reference,
        "variant": handover.variant,
        "people": [_person(client) for client in household.members if client.id in going],
        "area": household.area,
        "duration_months": months_of(trajectory),
        "ends_on": trajectory.ends_on.isoformat(),
        "referrer": {"location": trajectory.location.name, "function": "coordinator"},
    }
    if handover.variant == "B":
        content["lead_party"] = trajectory.lead_party
        if covered("needs", "B", adults):
            content["needs"] = [{**_topic(need.topic), "sentence": need.sentence} for need in handover.needs]
            content["who_else_helps"] = handover.who_else_helps
        if covered("goals", "B", adults):
            content["goals"] = [
                {**_topic(goal.topic), "words": goal.words, "scale": goal.scale} for goal in trajectory.goals
            ]
        if covered("agreements", "B", adults):
            content["agreements"] = [
                {
                    "what": agreement.what,
                    "who": agreement.who,
                    "before": agreement.before.isoformat() if agreement.before else None,
                }
                for agreement in handover.agreements
                if agreement.stage == "offer"
            ]
            content["loose_ends"] = going_along(handover)
    if handover.variant == "C" and covered("needs", "C", adults):
        content["needs"] = [{**_topic(need.topic), "sentence": need.sentence} for need in handover.needs]
    return content


def fingerprint(content: dict[str, Any]) -> str:
    """A mark of a content: what was read on the preview must be what is frozen."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:32]


def names_in_language() -> dict[str, str]:
    """The Dutch name of each topic and language in the reader's language. A snapshot froze Dutch names; one that was
    renamed since is not here, and stays as it was frozen."""
    rows = db.session.execute(union_all(select(Topic.name, Topic.name_en), select(Language.name, Language.name_en)))
    return {row.name: in_language(row) for row in rows}


def months_of(trajectory: Trajectory) -> int | None:
    """How many months the support lasts by its rule or type; None for a type counted in days."""
    if trajectory.duration_rule is not None:
        return trajectory.duration_rule.months
    return trajectory.type.duration_months


def _person(client: Client) -> dict[str, Any]:
    return {
        "name": client.name,
        "phone": client.phone,
        "languages": [spoken.language.name for spoken in client.spoken],
        "language_codes": [spoken.language.code for spoken in client.spoken],
        "preferred_contact": client.preferred_contact,
    }


def _topic(topic: Topic) -> dict[str, str]:
    """The name as it is read now, and the code, which a team's own system still knows after the name changed."""
    return {"topic": topic.name, "topic_code": topic.code}
