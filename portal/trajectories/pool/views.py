"""The pool, claiming from it, and releasing."""

from functools import partial

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.access import Action, RoleKind
from portal.i18n import gettext
from portal.people.models.people import User
from portal.people.queries import coordinators_to_ask
from portal.refusals import NotVisible, Refused
from portal.trajectories import queries as trajectory_queries
from portal.trajectories import traces
from portal.trajectories.assignments import service as assignments_service
from portal.trajectories.assignments.forms import ReleaseForm
from portal.trajectories.models.trajectory import Trajectory
from portal.trajectories.pool import queries, reader, words
from portal.trajectories.pool.fit import Position
from portal.trajectories.pool.forms import PoolFilter
from portal.trajectories.pool.reader import Reader
from portal.web.acting import require_here, this_act, today
from portal.web.editing import FormPage, attempt, done, edit
from portal.web.paging import PAGE_SIZE, page_of
from portal.web.rendering import answer
from portal.wording import say
from portal.work import fetch_all

blueprint = Blueprint("trajectories", __name__)


@blueprint.get("/beschikbaar")
def pool() -> ResponseReturnValue:
    """The pool without names, best fit first."""
    who = _reader()
    if who is None:
        return answer("trajectories/pool/pool.html", who=None, to_ask=_to_ask())
    if who.obstacles:
        return answer(
            "trajectories/pool/pool.html", who=who, total=queries.how_many(who), words=words, to_ask=_to_ask()
        )
    form = PoolFilter(request.args)
    search, after = form.search(), Position.of(request.args.get("na", ""))
    form.offer(queries.choices(who, search))
    found = queries.pool(who, search, after, PAGE_SIZE + 1)
    return answer(
        "trajectories/pool/pool.html",
        "trajectories/pool/_pool.html",
        who=who,
        form=form,
        search=search,
        found=page_of(found.rows, lambda row: str(row.position)),
        total=found.total,
        words=words,
    )


@blueprint.get("/trajecten/<int:trajectory_id>/claimen")
def ask_to_claim(trajectory_id: int) -> ResponseReturnValue:
    """The trajectory without names, and one question."""
    who = _reader()
    row = queries.waiting(who, trajectory_id) if who else None
    if row is not None:
        return answer("trajectories/pool/claim.html", who=who, row=row, words=words, to_ask=_to_ask())
    taker = queries.taken_by(who.location_id, trajectory_id) if who else None
    if taker is not None and taker == this_act().actor.volunteer_id:
        return redirect(url_for("dossier.trajectory", trajectory_id=trajectory_id), 303)
    return _too_late(who, Refused("already_claimed") if taker else None)


@blueprint.post("/trajecten/<int:trajectory_id>/claimen")
def claim(trajectory_id: int) -> ResponseReturnValue:
    """Claim, then show the household at once."""
    said = gettext("U begeleidt dit huishouden nu. Plan de intake binnen 14 dagen.")
    try:
        return attempt(
            lambda: assignments_service.claim(this_act(), trajectory_id),
            lambda _made: done(url_for("dossier.trajectory", trajectory_id=trajectory_id), said, own_step=True),
            partial(_refused, trajectory_id),
        )
    except NotVisible:
        return _too_late(_reader())


@blueprint.route("/trajecten/<int:trajectory_id>/vrijgeven", methods=["GET", "POST"])
def release(trajectory_id: int) -> ResponseReturnValue:
    """Release with a reason; the trajectory waits again."""
    oneself = this_act().actor.kind is RoleKind.VOLUNTEER
    form = ReleaseForm(oneself)

    def show(status: int) -> ResponseReturnValue:
        trajectory = _to_release(trajectory_id)
        if trajectory.current is not None and status != 422:
            form.assignment_id.data = str(trajectory.current.id)
        facts = {"form": form, "trajectory": trajectory, "oneself": oneself}
        return answer("trajectories/pool/release.html", status=status, **facts)

    def refuse(refused: Refused, page: FormPage) -> ResponseReturnValue:
        form.refuse(refused)
        return page.show(status=409)

    said = gettext("Het traject is vrijgegeven en wacht op een nieuwe begeleider.")
    return edit(
        FormPage(form, show),
        lambda: assignments_service.release(this_act(), trajectory_id, form.reason.data, form.note.data, form.ends()),
        lambda _made: done(_after_release(oneself, trajectory_id), said, own_step=True),
        otherwise=refuse,
    )


def _reader() -> Reader | None:
    return reader.reader(require_here(Action.VIEW_POOL), today())


def _to_ask() -> list[User]:
    return fetch_all(coordinators_to_ask(this_act().actor))


def _refused(trajectory_id: int, refused: Refused) -> ResponseReturnValue:
    """Somebody was first, or rule 4 says no: then the question comes back with the reason."""
    who = _reader()
    row = queries.waiting(who, trajectory_id) if who else None
    if row is None:
        return _too_late(who, refused)
    facts = {"who": who, "row": row, "words": words, "problem": say(refused), "to_ask": _to_ask()}
    return answer("trajectories/pool/claim.html", status=409, **facts)


def _too_late(who: Reader | None, refused: Refused | None = None) -> ResponseReturnValue:
    """The trajectories that are still free instead. One that is not here, is closed or never was reads the same."""
    free = queries.pool(who).rows if who else []
    status = 404 if refused is None else 409
    problem = say(refused) if refused else None
    return answer("trajectories/pool/too_late.html", status=status, who=who, rows=free, problem=problem, words=words)


def _to_release(trajectory_id: int) -> Trajectory:
    """The trajectory of the page, whose name the reader now sees (rule 11)."""
    statement = trajectory_queries.visible_to(this_act().actor).where(Trajectory.id == trajectory_id)
    trajectory = traces.read_one(this_act(), "release", lambda: fetch_all(statement))
    require_here(Action.RELEASE, trajectory)
    if trajectory.current is None:
        raise Refused("nobody_assigned")
    return trajectory


def _after_release(oneself: bool, trajectory_id: int) -> str:
    """A volunteer no longer sees the file."""
    return url_for("today.today") if oneself else url_for("dossier.trajectory", trajectory_id=trajectory_id)
