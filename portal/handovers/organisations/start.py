"""The pages by which a handover to another organisation begins, or changes its organisation."""

from typing import Any

from flask.typing import ResponseReturnValue

from portal.handovers import path as handover_path
from portal.handovers.beginning.service import change_course
from portal.handovers.beginning.ways import Running, begin, now_ready, tabs_for, ways_of
from portal.handovers.models.handover import WarmHandover
from portal.handovers.organisations import queries
from portal.handovers.organisations.forms import OrganisationCourseForm
from portal.handovers.page.views import if_moved_on, to_handover
from portal.trajectories.models.trajectory import Trajectory
from portal.web.acting import this_act
from portal.web.editing import FormPage, edit, on_page


def start_organisation(trajectory: Trajectory, running: Running) -> ResponseReturnValue:
    """Choose an organisation or add one, and start."""
    form = _form(trajectory)
    return begin(_page(form, trajectory), trajectory, form.course, now_ready(), running)


def change_organisation(handover: WarmHandover, own: Any) -> ResponseReturnValue:
    """Choose another organisation or variant."""
    form, reference = _form(handover.trajectory, handover), handover.reference

    def reopen() -> WarmHandover:
        fresh = own(reference)
        form.set_beside(_form(fresh.trajectory, fresh, formdata=None))
        return fresh

    return edit(
        _page(form, handover.trajectory, handover),
        lambda: change_course(this_act(), reference, form.expected_version(), form.course()),
        lambda _made: to_handover(reference),
        otherwise=if_moved_on(reopen),
    )


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


def _page(form: OrganisationCourseForm, trajectory: Trajectory, handover: WarmHandover | None = None) -> FormPage:
    return on_page(
        "handovers/organisations/course_organisation.html",
        form,
        trajectory=trajectory,
        handover=handover,
        tabs_shown=[] if handover else tabs_for(trajectory),
        problem=None,
    )
