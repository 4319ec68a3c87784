"""A handover with loose ends, and what was decided about them."""

from datetime import time
from typing import Any

from sqlalchemy import select

from portal.db import db
from portal.handovers.loose_ends import service as loose_ends_service
from portal.handovers.loose_ends.models import LooseEndDecision
from portal.handovers.loose_ends.rules import Decision
from tests.make import Maker
from tests.support.handovers import Scene


def with_loose_ends(make: Maker) -> Any:
    """A prepared handover of variant B, ready but for its loose ends: two items, an appointment, a late contact."""
    scene: Any = Scene(make, "B").prepare().consent().fill().read()
    scene.items = make.checklist(scene.trajectory, 2, due_on=make.day(-3))
    user = scene.volunteer.user
    appointment = {"next_appointment_on": make.day(4), "next_appointment_at": time(14, 30)}
    scene.contact = make.contact(scene.trajectory, user, on_date=make.day(-1), **appointment)
    scene.late = make.late_contact(scene.trajectory, make.volunteer().user, on_date=make.day(-2))
    return scene


def names(scene: Any) -> list[str]:
    """Their names in the form: both items, the appointment, the late contact."""
    return [*(f"item-{each.id}" for each in scene.items), f"appointment-{scene.contact.id}", f"late-{scene.late.id}"]


def decide(scene: Any, *decisions: Decision, by: Any = None) -> None:
    """Decide this, as the coordinator unless told otherwise."""
    loose_ends_service.decide(scene.act(by or scene.coordinator), scene.reference, decisions)


def decide_all(scene: Any) -> None:
    """Pass the first item on; somebody keeps each of the others."""
    first, second, appointment, late = names(scene)
    decide(
        scene,
        Decision(first, "passed_on"),
        Decision(second, "kept", "Taalcoach Anna"),
        Decision(appointment, "kept", "Begeleider"),
        Decision(late, "kept", "Coördinator"),
    )


def decided() -> list[tuple[str, str | None]]:
    """Every decision there is, with who keeps it."""
    rows = db.session.scalars(select(LooseEndDecision).order_by(LooseEndDecision.id))
    return [(row.decision, row.kept_by) for row in rows]
