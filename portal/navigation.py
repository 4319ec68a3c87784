"""The main navigation: what each role finds where, and where each role starts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import request, session, url_for
from flask_login import current_user

from portal.access import Actor, RoleKind
from portal.i18n import gettext
from portal.web.acting import ROLE_KEY
from portal.wording import N_, label

# (endpoint, label, icon) per role; the first is where the role starts.
ENTRIES: dict[RoleKind, tuple[tuple[str, str, str], ...]] = {
    RoleKind.VOLUNTEER: (
        ("today.today", N_("Vandaag"), "today"),
        ("contacts.week", N_("Deze week"), "calendar"),
        ("trajectories.pool", N_("Beschikbaar"), "pool"),
    ),
    RoleKind.COORDINATOR: (
        ("board.board", N_("Bord"), "board"),
        ("handovers.overview", N_("Overdrachten"), "handover"),
        ("volunteers.overview", N_("Vrijwilligers"), "people"),
        ("reports.handovers", N_("Cijfers"), "board"),
        ("imports.upload", N_("Importeren"), "import"),
    ),
    RoleKind.TEAM_MEMBER: (
        ("handovers.overview", N_("Overdrachten"), "handover"),
        ("handovers_afterwards.feedback", N_("Terugmelding"), "check"),
    ),
    RoleKind.MUNICIPAL_READER: (("reports.handovers", N_("Cijfers"), "board"),),
    RoleKind.FUNCTIONAL_ADMIN: (("admin.overview", N_("Beheer"), "admin"),),
}


@dataclass(slots=True)
class Entry:
    """A link of the navigation."""

    url: str
    label: str
    icon: str
    current: bool


@dataclass(slots=True)
class RoleEntry:
    """A role in the switch."""

    id: int
    label: str
    current: bool


def start_url(actor: Actor) -> str:
    """The address where the actor's role starts."""
    assert actor.kind is not None
    return url_for(ENTRIES[actor.kind][0][0])


def navigation(actor: Actor | None, address: Callable[[str], str]) -> dict[str, object]:
    """The values of layout.html around a page; `address` gives that of an endpoint."""
    if actor is None or actor.kind is None:
        return {"nav": [], "roles": [], "role_label": "", "theme": "wegwijs.css", "unread": 0, "here": request.path}
    identity = current_user.identity
    role = identity.role(session.get(ROLE_KEY))
    return {
        "nav": [_entry(address(endpoint), text, icon) for endpoint, text, icon in ENTRIES[actor.kind]],
        "roles": [RoleEntry(choice.id, role_label(choice), choice.id == role.id) for choice in identity.roles],
        "role_label": role_label(role),
        "theme": f"{role.theme}.css",
        "unread": identity.unread,
        "here": request.full_path.rstrip("?"),
    }


def _entry(url: str, text: str, icon: str) -> Entry:
    """A link of the navigation; it is the current one on its own page and below it."""
    return Entry(url, gettext(text), icon, request.path == url or request.path.startswith(f"{url}/"))


def role_label(role: Any) -> str:
    """A role as people read it: "Vrijwilliger, Team Haarlemmermeer"."""
    name = label("role", role.kind)
    return f"{name}, {role.place}" if role.place else name
