"""The sender prepares: start, choose the team and the variant, fill in what goes along."""

from functools import partial
from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from portal.access import Action, require
from portal.capacity_questions import queries as capacity_questions_queries
from portal.capacity_questions.words import said_on
from portal.handovers import path as handover_path
from portal.handovers import queries as handover_queries
from portal.handovers.beginning import queries, rules, service
from portal.handovers.beginning.forms import ContentForm, CourseForm
from portal.handovers.beginning.ways import begin, chosen_way, now_ready, start_internal, tabs_for, ways_of
from portal.handovers.models.handover import WarmHandover
from portal.handovers.organisations.start import change_organisation, start_organisation
from portal.handovers.page.views import if_moved_on, to_handover
from portal.handovers.traces import open_handover
from portal.i18n import gettext as _
from portal.i18n import in_language
from portal.trajectories.models.trajectory import Trajectory
from portal.trajectories.traces import open_file
from portal.web.acting import this_act, today
from portal.web.editing import FormPage, edit, on_page
from portal.web.rendering import answer
from portal.work import fetch_all

blueprint = Blueprint("handovers_beginning", __name__)


@blueprint.route("/trajecten/<int:trajectory_id>/overdracht", methods=["GET", "POST"])
def start(trajectory_id: int) -> ResponseReturnValue:
    """Start a handover, or go on with the one that is open. Where it can go follows from the type."""
    trajectory = open_file(this_act(), trajectory_id)
    require(this_act().actor, Action.PREPARE_HANDOVER, trajectory)
    running = partial(_running, trajectory)
    open_one = running()
    if open_one is not None:
        return to_handover(open_one.reference)
    way = chosen_way(trajectory)
    if way is None:
        return answer("handovers/beginning/no_way.html", trajectory=trajectory)
    if way == handover_path.INTERNAL:
        return start_internal(trajectory, running)
    if way == handover_path.ORGANISATION:
        return start_organisation(trajectory, running)
    form, covering = _course_form(trajectory)
    page = _course_page(form, trajectory, covering)
    return begin(page, trajectory, form.course, now_ready(), running)


@blueprint.route("/overdrachten/<reference>/wijkteam", methods=["GET", "POST"])
def course(reference: str) -> ResponseReturnValue:
    """Choose another team or organisation, or another variant. An internal one has neither."""
    handover = _own(reference)
    if handover.kind == handover_path.INTERNAL:
        return to_handover(reference)
    if handover.kind == handover_path.ORGANISATION:
        return change_organisation(handover, _own)
    form, covering = _course_form(handover.trajectory, handover)

    def reopen() -> WarmHandover:
        fresh = _own(reference)
        form.set_beside(_course_form(fresh.trajectory, fresh, formdata=None)[0])
        return fresh

    return edit(
        _course_page(form, handover.trajectory, covering, handover),
        lambda: service.change_course(this_act(), reference, form.expected_version(), form.course()),
        lambda _made: to_handover(reference),
        otherwise=if_moved_on(reopen),
    )


@blueprint.route("/overdrachten/<reference>/inhoud", methods=["GET", "POST"])
def content(reference: str) -> ResponseReturnValue:
    """Write what goes along in variant B: needs, who else helps, agreements."""
    handover = _own(reference)
    form = _content_form(handover)
    page = on_page("handovers/beginning/content.html", form, handover=handover, problem=None)
    if form.wants_row():
        return page.show()

    def saved(_made: object) -> ResponseReturnValue:
        sent = _own(reference).can("renew")
        unread = _("Opgeslagen. Dit gaat pas mee als u een nieuwe versie stuurt.")
        return to_handover(reference, unread if sent else _("Opgeslagen."))

    def reopen() -> WarmHandover:
        fresh = _own(reference)
        form.set_beside(_content_form(fresh, formdata=None))
        return fresh

    return edit(
        page,
        lambda: service.change_content(this_act(), reference, form.expected_version(), form.content()),
        saved,
        otherwise=if_moved_on(reopen),
    )


def _content_form(handover: WarmHandover, **sent: Any) -> ContentForm:
    agreements = [each for each in handover.agreements if each.stage == "offer"]
    form = ContentForm(
        data={
            "version": handover.version,
            "needs": [{"topic": str(need.topic_id), "sentence": need.sentence} for need in handover.needs],
            "who_else_helps": handover.who_else_helps,
            "agreements": [{"what": each.what, "who": each.who, "before": each.before} for each in agreements],
        },
        **sent,
    )
    form.offer_choices([(topic.id, in_language(topic)) for topic in fetch_all(queries.topics())])
    if handover.variant == "C":
        form.ask_questions()
    return form


def _own(reference: str) -> WarmHandover:
    handover = open_handover(this_act(), reference)
    require(this_act().actor, Action.PREPARE_HANDOVER, handover)
    return handover


def _running(trajectory: Trajectory) -> WarmHandover | None:
    return next(iter(fetch_all(handover_queries.open_of(trajectory.id))), None)


def _course_form(
    trajectory: Trajectory, handover: WarmHandover | None = None, **sent: Any
) -> tuple[CourseForm, list[Any]]:
    household = trajectory.household
    covering = queries.covering(household, today())
    proposed = rules.proposed_team([team.id for team in covering])
    chosen: dict[str, Any] = {"team": proposed}
    if handover is not None:
        chosen = {
            "team": handover.team_id,
            "variant": handover.variant,
            "reason": handover.other_team_reason,
            "version": handover.version,
        }
    form = CourseForm(data=chosen, **sent)
    teams = queries.choosable(household, today())
    answers = capacity_questions_queries.last_answers(household.location_id, [team.id for team in teams], today())
    said = {team_id: said_on(answer) for team_id, answer in answers.items()}
    form.offer_choices(teams, proposed, said, ways_of(trajectory).get(handover_path.TEAM, ()))
    return form, covering


def _course_page(
    form: CourseForm, trajectory: Trajectory, covering: list[Any], handover: WarmHandover | None = None
) -> FormPage:
    return on_page(
        "handovers/beginning/course.html",
        form,
        trajectory=trajectory,
        covering=covering,
        handover=handover,
        tabs_shown=[] if handover else tabs_for(trajectory),
        problem=None,
    )
