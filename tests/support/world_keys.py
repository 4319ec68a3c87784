"""The keys of real rows of a World, by what they are called in an address."""

from typing import Any

from portal.db import db
from portal.organisation.models import Municipality

DRAFT_CODE = "language_coaching"


def reference_at(world: Any, endpoint: str, actor: str) -> str:
    """The handover a page is about; who came too early asks for one that is still being prepared."""
    if actor == "too_early" or endpoint == "handovers_document.as_draft":
        return world.prepared.reference
    planned = endpoint == "handovers_sheet.reminder"
    return (world.planned if planned else world.ways.of(endpoint)).reference


def keys_at(world: Any, endpoint: str) -> dict[str, Any]:
    """Where a page needs another row than the others."""
    if endpoint in ("trajectories.claim", "trajectories.ask_to_claim"):
        return {"trajectory_id": world.waiting.id}
    if endpoint == "calendar.feed":
        return {"secret": world.secret}
    if endpoint == "admin.checklists.verify":
        return {"item_id": world.item.template_item_id, "code": world.item.template_item.template.code}
    if endpoint.startswith("admin."):
        return {"item_id": world.template_item.id}
    return {"volunteer_id": world.volunteer.id} if endpoint == "volunteers.remove_absence" else {}


def keys_of(world: Any) -> dict[str, Any]:
    """The name in an address → the key of a row."""
    type_ = world.make.type("social_support")
    return {
        "absence_id": world.absence.id,
        "client_id": world.household.clients[0].id,
        "code": DRAFT_CODE,
        "contact_id": world.contact.id,
        "coverage_id": world.team.coverage[0].id,
        "day": "2026-04-06",  # the second day of Easter
        "draft_id": world.upload.id,
        "goal_id": world.goal.id,
        "household_id": world.household.id,
        "invitation_id": world.invitation.id,
        "item_id": world.item.id,
        "language": "ar",
        "late_id": world.late.id,
        "location_id": world.here.id,
        "municipality_id": db.session.query(Municipality).first().id,
        "figure": "closures",
        "months": 6,
        "notice_id": world.notice.id,
        "number": 1,
        "question_id": world.question.id,
        "phase_id": type_.phases[0].id,
        "role": "gp",
        "role_id": world.role_of(world.colleague).id,
        "rule_id": world.rule.id,
        "silence_id": world.silence.id,
        "team_id": world.team.id,
        "token": world.token,
        "topic_id": world.make.topic().id,
        "trajectory_id": world.trajectory.id,
        "type_id": type_.id,
        "user_id": world.colleague.user_id,
        "volunteer_id": world.colleague.id,
    }
