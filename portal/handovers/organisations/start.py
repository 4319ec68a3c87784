"""The pages by which a handover to another organisation begins, or changes its organisation."""

from typing import Any

from flask.typing import ResponseReturnValue

from portal.handovers import path as handover_path
from portal.handovers.beginning.ways import Running, begin, now_ready, tabs_for, to, ways_of
from portal.handovers.models.handover import WarmHandover
from portal.handovers.organisations import queries, service
from portal.handovers.organisations.forms import OrganisationCourseForm
from portal.handovers.page.views import too_late
from portal.refusals import Refused
from portal.trajectories.models.trajectory import Trajectory
from portal.web.acting import this_act
from portal.web.forms import submitted
from portal.web.rendering import answer


def start_organisation(trajectory: Trajectory, running: Running) -> ResponseReturnValue:
    """Choose an organisation or add one, and start."""
    form = _form(trajectory)

    def prepare() -> WarmHandover:
        return service.prepare(this_act(), trajectory.id, form.choice(), form.variant.data)

    return begin(form, prepare, now_ready(), running) or _page(form, trajectory)


def change_organisation(handover: WarmHandover, own: Any) -> ResponseReturnValue:
    """Choose another organisation or variant."""
    form = _form(handover.trajectory, handover)
    if submitted(form):
        try:
            service.change_course(
                this_act(), handover.reference, form.expected_version(), form.choice(), form.variant.data
            )
            return to(handover.reference)
        except Refused as refused:
            if refused.code in ("stale", "handover_moved_on"):
                handover = own(handover.reference)
                form.set_beside(_form(handover.trajectory, handover, formdata=None))
                page = "handovers/organisations/course_organisation.html"
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
        queries.choosable(trajectory.location_id), ways_of(trajectory).get(handover_path.ORGANISATION, ())
    )
    return form


def _page(
    form: OrganisationCourseForm, trajectory: Trajectory, handover: WarmHandover | None = None
) -> ResponseReturnValue:
    return answer(
        "handovers/organisations/course_organisation.html",
        form=form,
        trajectory=trajectory,
        handover=handover,
        tabs_shown=[] if handover else tabs_for(trajectory),
        problem=None,
        status=422 if form.errors else 200,
    )
