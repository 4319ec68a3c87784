"""The parts that the pages share by which a handover begins: the ways to choose from, and where one lands."""

from collections.abc import Callable

from flask import request, url_for
from flask.typing import ResponseReturnValue

from portal.handovers import path as handover_path
from portal.handovers.beginning import rules
from portal.handovers.beginning.service import prepare
from portal.handovers.models.handover import WarmHandover
from portal.handovers.page.views import to_handover
from portal.i18n import gettext as _
from portal.refusals import Refused
from portal.trajectories.models.trajectory import Trajectory
from portal.web.acting import this_act
from portal.web.editing import FormPage, edit, on_page
from portal.web.forms import BaseForm
from portal.wording import label

Running = Callable[[], WarmHandover | None]
PAGES = {"wijkteam": handover_path.TEAM, "organisatie": handover_path.ORGANISATION}


def ways_of(trajectory: Trajectory) -> dict[str, tuple[str, ...]]:
    """The kinds of handover this trajectory can have, each with its variants."""
    type_ = trajectory.type
    return rules.ways_for(type_.ends_with, type_.next_type_id is not None, trajectory.open)


def chosen_way(trajectory: Trajectory) -> str | None:
    """The kind that the address asks for, else the first that is possible; None when none is."""
    ways = ways_of(trajectory)
    asked = PAGES.get(request.args.get("naar", ""))
    return asked if asked in ways else next(iter(ways), None)


def tabs_for(trajectory: Trajectory) -> list[dict[str, object]]:
    """The kinds to choose from, as views of the page; empty when there is no choice."""
    ways, now = ways_of(trajectory), chosen_way(trajectory)
    here = url_for("handovers_beginning.start", trajectory_id=trajectory.id)
    shown = [
        {"url": f"{here}?naar={page}", "label": label("recipient_kind", kind), "current": kind == now}
        for page, kind in PAGES.items()
        if kind in ways
    ]
    return shown if len(shown) > 1 else []


def begin(
    page: FormPage, trajectory: Trajectory, course: Callable[[], rules.Course], said: str, running: Running
) -> ResponseReturnValue:
    """To the handover that was begun, or to the one that runs already: begun twice, or by two at once."""

    def start() -> WarmHandover:
        return prepare(this_act(), trajectory.id, course())

    def to_running(_refused: Refused, _page: FormPage) -> ResponseReturnValue | None:
        open_one = running()
        return to_handover(open_one.reference) if open_one else None

    return edit(page, start, lambda made: to_handover(made.reference, said), otherwise=to_running)


def start_internal(trajectory: Trajectory, running: Running) -> ResponseReturnValue:
    """Ask once more, and start."""
    page = on_page("handovers/beginning/start_internal.html", BaseForm(), trajectory=trajectory)
    said = _("De voorbereiding is begonnen. Plan nu het gesprek.")
    return begin(page, trajectory, lambda: rules.Course(rules.ToNextType()), said, running)


def now_ready() -> str:
    """The message after a beginning; the list of what is missing follows it."""
    return _("De voorbereiding is begonnen. Hieronder staat wat er nog mist.")
