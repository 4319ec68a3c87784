"""A coordinator chooses who supports a household, and for how long."""

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import joinedload

from portal.access import Action
from portal.db import key
from portal.i18n import gettext, short_day
from portal.refusals import Refused
from portal.trajectories import queries as trajectory_queries
from portal.trajectories import service as trajectory_service
from portal.trajectories import traces
from portal.trajectories.assignments import queries, service, words
from portal.trajectories.assignments.forms import AssignForm, ExtendForm, ReassignForm
from portal.trajectories.assignments.queries import Candidate
from portal.trajectories.models.household import Client, Household
from portal.trajectories.models.trajectory import Assignment, Trajectory
from portal.web.acting import require_here, this_act, today
from portal.web.addresses import own_path
from portal.web.editing import FormPage, done, edit, on_page
from portal.web.paging import PAGE_SIZE, page_of
from portal.web.rendering import answer, is_fragment_request
from portal.work import fetch_all

blueprint = Blueprint("assigning", __name__)
# How many stand beside a row of the waiting list: enough to choose from, few enough to read.
BEST = 3


@blueprint.get("/trajecten/<int:trajectory_id>/toewijzen")
def choose(trajectory_id: int) -> ResponseReturnValue:
    """The volunteers of the location, the best fit first."""
    trajectory = _visible(trajectory_id, Action.ASSIGN, "assign")
    search = request.args.get("zoek", "").strip()
    actor = this_act().actor
    first = queries.best_first(actor, trajectory, today(), search)
    keys, back = list(first), own_path(request.args.get("terug"))

    def shown(start: int, size: int) -> list[Candidate]:
        some = {each: first[each] for each in keys[start : start + size]}
        return queries.candidates(actor, trajectory, some, today())

    if request.args.get("kort") and is_fragment_request():
        best = [each for each in shown(0, BEST) if each.fits]
        return answer("trajectories/assignments/_best.html", trajectory=trajectory, best=best, words=words, back=back)
    after = request.args.get("na", type=key)
    start = keys.index(after) + 1 if after in first else 0
    page = page_of(shown(start, PAGE_SIZE + 1), lambda each: each.volunteer.id)
    return answer(
        "trajectories/assignments/assign_choose.html",
        "trajectories/assignments/_candidates.html",
        trajectory=trajectory,
        found=page,
        search=search,
        words=words,
        back=back,
    )


@blueprint.route("/trajecten/<int:trajectory_id>/toewijzen/<int:volunteer_id>", methods=["GET", "POST"])
def assign(trajectory_id: int, volunteer_id: int) -> ResponseReturnValue:
    """One question before it happens, then it happens."""
    trajectory = _visible(trajectory_id, Action.ASSIGN, "assign")
    candidate = queries.candidate(this_act().actor, trajectory, volunteer_id, today())
    form = _form(trajectory)
    facts = {"trajectory": trajectory, "candidate": candidate, "words": words, "back": own_path(form.back.data)}
    return edit(
        on_page("trajectories/assignments/assign.html", form, **facts),
        lambda: _assign(trajectory.id, volunteer_id, form),
        lambda _made: _assigned(trajectory, candidate, form),
    )


@blueprint.route("/trajecten/<int:trajectory_id>/verlengen", methods=["GET", "POST"])
def extend(trajectory_id: int) -> ResponseReturnValue:
    """A longer period, with a reason."""
    trajectory = _visible(trajectory_id, Action.EXTEND, "extend")
    form = ExtendForm(data={"version": trajectory.version})

    def know_the_present(_refused: Refused, _page: FormPage) -> None:
        form.version.data = trajectory.version

    return edit(
        on_page("trajectories/assignments/extend.html", form, trajectory=trajectory),
        lambda: trajectory_service.extend(
            this_act(), trajectory_id, form.ends_on.data, form.reason.data, form.expected_version()
        ),
        lambda _made: done(
            url_for("dossier.trajectory", trajectory_id=trajectory_id),
            gettext("De begeleiding loopt nu tot %(day)s.", day=short_day(form.ends_on.data)),
        ),
        otherwise=know_the_present,
    )


def _visible(trajectory_id: int, action: Action, list_name: str) -> Trajectory:
    """The trajectory of this page, whose name the reader now sees (rule 11)."""
    people = joinedload(Trajectory.household).selectinload(Household.clients).selectinload(Client.spoken)
    statement = trajectory_queries.visible_to(this_act().actor).where(Trajectory.id == trajectory_id).options(people)
    trajectory = traces.read_one(this_act(), list_name, lambda: fetch_all(statement))
    require_here(action, trajectory)
    return trajectory


def _form(trajectory: Trajectory) -> AssignForm:
    """The form of what was asked: a page that knew of a present volunteer says which assignment ends."""
    current: Assignment | None = trajectory.current
    asked_to_pass = "assignment_id" in request.form if request.method == "POST" else current is not None
    back = request.args.get("terug")
    if asked_to_pass:
        return ReassignForm(data={"assignment_id": current and current.id, "from_day": today(), "back": back})
    return AssignForm(data={"back": back})


def _assign(trajectory_id: int, volunteer_id: int, form: AssignForm) -> None:
    act, override = this_act(), form.override_reason.data
    if isinstance(form, ReassignForm):
        passing = service.Passing(form.ends(), form.from_day.data, form.reason.data, form.note.data)
        service.reassign(act, trajectory_id, volunteer_id, passing, override)
    else:
        service.assign(act, trajectory_id, volunteer_id, override)


def _assigned(trajectory: Trajectory, candidate: Candidate, form: AssignForm) -> ResponseReturnValue:
    names = {"household": trajectory.household.name, "volunteer": candidate.volunteer.name}
    return done(
        own_path(form.back.data) or url_for("dossier.trajectory", trajectory_id=trajectory.id),
        gettext("%(volunteer)s begeleidt nu %(household)s.", **names),
    )
