"""The form that logs a contact, as far as it ticks items of the checklist."""

from typing import Any

from sqlalchemy import func, select

from portal.checklists import service as checklists
from portal.checklists.models import ChecklistItem
from portal.contacts.models import ContactMoment
from portal.db import db
from portal.trajectories.models.trajectory import Trajectory
from tests.make import Maker
from tests.pages import Page
from tests.support.dom import Node

FOLD = "Ook iets afgevinkt?"


def address(trajectory: Trajectory) -> str:
    """Where a contact is logged."""
    return f"/trajecten/{trajectory.id}/contact"


def keys(*items: ChecklistItem) -> list[str]:
    """The items as a form sends them."""
    return [str(item.id) for item in items]


def offered(page: Page) -> list[str]:
    """The items with a box, in their order."""
    return [box.get("value") for box in page.all("input", name="ticks")]


def ticked(page: Page) -> list[str]:
    """The items whose box is ticked."""
    return page.form("Vastleggen").fields.get("ticks", [])


def fold(page: Page) -> Node | None:
    """The fold with the items, when there is one."""
    return next((node for node in page.all("details") if FOLD in node.text), None)


def beside(page: Page, name: str) -> str:
    """The error beside the boxes of this name."""
    return " ".join(node.text for node in page.all("p", id=f"{name}-error"))


def stored() -> int:
    """How many contacts there are."""
    return db.session.scalar(select(func.count(ContactMoment.id))) or 0


def done(make: Maker, *items: ChecklistItem) -> list[tuple[str, str | None]]:
    """Where each item stands now, and who did it."""
    return [(now.state, now.done_by) for now in map(make.reload, items)]


def set_aside(make: Maker, item: ChecklistItem) -> Any:
    """A coordinator says that an item is not for this household."""
    return checklists.set_not_applicable(make.act(make.coordinator()), item.id, "Er zijn geen kinderen.", item.version)
