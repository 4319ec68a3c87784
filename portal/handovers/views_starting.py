"""Starting a handover that does not go to a team: to another organisation, or to the next trajectory."""

from collections.abc import Callable
from typing import Any

from flask import redirect, request, url_for

from portal.handovers import queries_organisations, rules, rules_kinds, service_internal, service_organisations
from portal.handovers.forms_kinds import OrganisationCourseForm
from portal.handovers.models import WarmHandover
from portal.handovers.views_pages import too_late
from portal.i18n import gettext as _
from portal.refusals import Refused
from portal.trajectories.models import Trajectory
from portal.web.acting import this_act
from portal.web.forms import BaseForm, submitted
from portal.web.rendering import answer
from portal.web.saying import succeeded
from portal.wording import label

Running = Callable[[], WarmHandover | None]
PAGES = {"wijkteam": rules.TEAM, "organisatie": rules.ORGANISATION}


def ways_of(trajectory: Trajectory) -> dict[str, tuple[str, ...]]:
    """The kinds of handover this trajectory can have, each with its variants."""
    type_ = trajectory.type
    return rules_kinds.ways_for(type_.ends_with, type_.next_type_id is not None, trajectory.open)


def chosen_way(trajectory: Trajectory) -> str | None:
    """The kind that the address asks for, else the first that is possible; None when none is."""
    ways = ways_of(trajectory)
    asked = PAGES.get(request.args.get("naar", ""))
    return asked if asked in ways else next(iter(ways), None)


def tabs_for(trajectory: Trajectory) -> list[dict[str, Any]]:
    """The kinds to choose from, as views of the page; empty when there is no choice."""
    ways, now = ways_of(trajectory), chosen_way(trajectory)
    here = url_for("handovers_prepare.start", trajectory_id=trajectory.id)
    shown = [
        {"url": f"{here}?naar={page}", "label": label("recipient_kind", kind), "current": kind == now}
        for page, kind in PAGES.items()
        if kind in ways
    ]
    return shown if len(shown) > 1 else []


def begin(form: BaseForm, prepare: Callable[[], WarmHandover], said: str, running: Running) -> Any:
    """To the handover that was begun, or to the one that runs already: begun twice, or by two at once. None when
    the form was not sent, or was refused and says why."""
    if not submitted(form):
        return None
    try:
        made = prepare()
    except Refused as refused:
        open_one = running()
        if open_one is not None:
            return to(open_one.reference)
        form.refuse(refused)
        return None
    succeeded(said)
    return to(made.reference)


def start_internal(trajectory: Trajectory, running: Running) -> Any:
    """Ask once more, and start."""
    form = BaseForm()
    said = _("De voorbereiding is begonnen. Plan nu het gesprek.")
    begun = begin(form, lambda: service_internal.prepare(this_act(), trajectory.id), said, running)
    status = 422 if form.errors else 200
    return begun or answer("handovers/start_internal.html", form=form, trajectory=trajectory, status=status)


def start_organisation(trajectory: Trajectory, running: Running) -> Any:
    """Choose an organisation or add one, and start."""
    form = _form(trajectory)

    def prepare() -> WarmHandover:
        return service_organisations.prepare(this_act(), trajectory.id, form.choice(), form.variant.data)

    return begin(form, prepare, now_ready(), running) or _page(form, trajectory)


def now_ready() -> str:
    """What follows a beginning: the list of what is missing."""
    return _("De voorbereiding is begonnen. Hieronder staat wat er nog mist.")


def change_organisation(handover: WarmHandover, own: Any) -> Any:
    """Choose another organisation or variant."""
    form = _form(handover.trajectory, handover)
    if submitted(form):
        try:
            service_organisations.change_course(
                this_act(), handover.reference, form.expected_version(), form.choice(), form.variant.data
            )
            return to(handover.reference)
        except Refused as refused:
            if refused.code in ("stale", "handover_moved_on"):
                handover = own(handover.reference)
                form.set_beside(_form(handover.trajectory, handover, formdata=None))
                page = "handovers/course_organisation.html"
                return too_late(page, handover, refused, form=form, trajectory=handover.trajectory)
            form.refuse(refused)
    return _page(form, handover.trajectory, handover)


def _form(trajectory: Trajectory, handover: WarmHandover | None = None, **sent: Any) -> OrganisationCourseForm:
    chosen: dict[str, Any] = {}
    if handover is not None:
        chosen = {
            "organisation": handover.organisation_id,
            "variant": handover.variant,
            "version": handover.version,
        }
    form = OrganisationCourseForm(data=chosen, **sent)
    form.offer_choices(
        queries_organisations.choosable(trajectory.location_id), ways_of(trajectory).get(rules.ORGANISATION, ())
    )
    return form


def _page(form: OrganisationCourseForm, trajectory: Trajectory, handover: WarmHandover | None = None) -> Any:
    return answer(
        "handovers/course_organisation.html",
        form=form,
        trajectory=trajectory,
        handover=handover,
        tabs_shown=[] if handover else tabs_for(trajectory),
        now=None,
        problem=None,
        status=422 if form.errors else 200,
    )


def to(reference: str) -> Any:
    """To the page of the handover."""
    return redirect(url_for("handovers.handover", reference=reference), 303)
