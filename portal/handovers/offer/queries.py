"""The content that goes along: one function makes the preview and the frozen snapshot. `content_of` lists every key
that may ever be shared (domain.md section 4); a test holds it to that. Notes of contacts are not among them."""

import hashlib
import json
from collections.abc import Sequence

from sqlalchemy import select, union_all

from portal.db import db
from portal.handovers.loose_ends.queries import going_along
from portal.handovers.models.handover import WarmHandover
from portal.handovers.readiness.queries import adults_of
from portal.handovers.readiness.rules import AdultFacts, covered, goes_along
from portal.i18n import in_language
from portal.organisation.models import Language
from portal.trajectories.models.configuration import Topic
from portal.trajectories.models.household import Client
from portal.trajectories.models.trajectory import Trajectory


def content_of(handover: WarmHandover, adults: Sequence[AdultFacts] | None = None) -> dict[str, object]:
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


def fingerprint(content: dict[str, object]) -> str:
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


def _person(client: Client) -> dict[str, object]:
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
