"""The meeting: plan it, put it in a calendar, record it, let a missed one count."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.utils import parseaddr
from typing import Any

from flask import Blueprint, Response, current_app, url_for
from flask.typing import ResponseReturnValue

from portal.access import Action, may, require
from portal.handovers import queries as handover_queries
from portal.handovers.answer.views import answer_by, answered, back_to
from portal.handovers.meeting import queries, rules, service, words
from portal.handovers.meeting.forms import CountForm, MarkedForm, MeetingForm, PlanForm
from portal.handovers.meeting.service import fetch_meeting
from portal.handovers.meeting.words import party_label
from portal.handovers.models.handover import WarmHandover
from portal.handovers.page.views import too_late
from portal.handovers.traces import open_handover
from portal.i18n import gettext as _
from portal.refusals import Refused
from portal.web.acting import this_act
from portal.web.addresses import site
from portal.web.forms import submitted
from portal.web.rendering import answer
from portal.web.saying import succeeded
from portal.work import find

blueprint = Blueprint("handovers_meeting", __name__)


@blueprint.route("/overdrachten/<reference>/afspraak", methods=["GET", "POST"])
def plan(reference: str) -> ResponseReturnValue:
    """Plan the meeting, or plan it anew."""
    handover = _opened(reference)
    form = _plan_form(handover)

    def send() -> str:
        with _beside(form, lambda: _plan_form(answered(reference), formdata=None)):
            service.plan(this_act(), reference, form.meeting(), form.seen())
        return _("Het gesprek is gepland. De anderen krijgen bericht.")

    return answer_by(
        "handovers/meeting/plan.html", form, handover, send, expected=_expected(handover) if _readable(handover) else []
    )


@blueprint.get("/overdrachten/<reference>/afspraak.ics")
def invitation(reference: str) -> Response:
    """The meeting for somebody's own calendar; when it is off, the file that takes it out again."""
    meeting = fetch_meeting(this_act(), reference)
    config = current_app.extensions["config"]
    path = url_for("handovers.handover", reference=reference)
    body = words.invitation(meeting, site(), path, parseaddr(config.mail_sender)[1])
    method = "CANCEL" if meeting.off else "REQUEST"
    response = Response(body, content_type=f"text/calendar; charset=utf-8; method={method}")
    response.headers["Content-Disposition"] = f'attachment; filename="{reference}.ics"'
    return response


@blueprint.route("/overdrachten/<reference>/gesprek", methods=["GET", "POST"])
def hold(reference: str) -> ResponseReturnValue:
    """Record the meeting: who was present, what was agreed."""
    handover = _opened(reference)
    form = _meeting_form(handover)

    def send() -> str:
        with _beside(form, lambda: _recorded(answered(reference), form)):
            counts = service.hold(this_act(), reference, form.meeting(), form.seen())
        if counts:
            return _("Het gesprek is vastgelegd. Rond nu de overdracht af.")
        return _("Vastgelegd dat er iemand niet was. Plan een nieuwe afspraak.")

    return answer_by("handovers/meeting/meeting.html", form, handover, send, asks_row=form.wants_row())


@blueprint.route("/overdrachten/<reference>/telt-toch", methods=["GET", "POST"])
def count(reference: str) -> ResponseReturnValue:
    """Let a meeting count at which a party was absent."""
    handover = _coordinated(reference)
    form = CountForm()
    if submitted(form):
        try:
            service.count(this_act(), reference, form.reason.data)
            succeeded(_("Vastgelegd. De overdracht kan nu worden afgerond."), own_step=True)
            return back_to(reference)
        except Refused as refused:
            return too_late("handovers/meeting/count.html", _coordinated(reference), refused, form=form)
    status = 422 if form.errors else 200
    return answer("handovers/meeting/count.html", form=form, handover=handover, problem=None, status=status)


def _coordinated(reference: str) -> WarmHandover:
    handover = find(handover_queries.by_reference(this_act().actor, reference))
    require(this_act().actor, Action.COUNT_MEETING, handover)
    return handover


def _opened(reference: str) -> WarmHandover:
    """The handover whose meeting a form is about. Where it is and what was agreed are a client's: opening the form
    leaves a line."""
    answered(reference)
    return open_handover(this_act(), reference)


def _readable(handover: WarmHandover) -> bool:
    return may(this_act().actor, Action.VIEW_SNAPSHOT, handover)


def _expected(handover: WarmHandover) -> list[tuple[str, str | None]]:
    """Who is expected, by party. The client is not named: this page leaves no line of reading."""
    support, accepted = handover.trajectory.current, handover.accepted_by
    names = {
        "supporter": support.volunteer.name if support else _("de coördinator"),
        "team_member": handover.for_worker or (accepted.name if accepted else None),
    }
    return [(party_label(handover.path, party), names.get(party)) for party in rules.needed(handover.path)]


@contextmanager
def _beside(form: MarkedForm, fresh: Callable[[], MarkedForm]) -> Iterator[None]:
    """When somebody else was first, what now holds stands beside what was typed."""
    try:
        yield
    except Refused as refused:
        if refused.code == "stale":
            form.set_beside(fresh())
        raise


def _plan_form(handover: WarmHandover, **sent: Any) -> PlanForm:
    """The meeting as it is planned now, for who may read that."""
    known = ("meeting_on", "meeting_at", "meeting_place", "meeting_online") if _readable(handover) else ()
    planned = {name: getattr(handover, name) for name in known}
    return PlanForm(data={**planned, "version": handover.meeting_sequence}, **sent)


def _meeting_form(handover: WarmHandover, **sent: Any) -> MeetingForm:
    """The day that was planned, and what was agreed at a meeting that did not count, for who may read that."""
    agreed = [each for each in handover.agreements if each.stage == "meeting"]
    known = {
        "held_on": handover.meeting_on,
        "agreements": [{"what": each.what, "who": each.who, "before": each.before} for each in agreed],
    }
    version = queries.recorded(handover)
    form = MeetingForm(data={**(known if _readable(handover) else {}), "version": version}, **sent)
    form.offer_choices(handover.path)
    return form


def _recorded(handover: WarmHandover, typed: MeetingForm) -> MeetingForm:
    """The meeting as somebody else recorded it, to stand beside what was typed."""
    form = _meeting_form(handover, formdata=None)
    if _readable(handover):
        form.held_on.data = handover.held_on or handover.missed_on
        form.parties.data = [each.party for each in handover.presences]
    form.not_all_there.data = typed.not_all_there.data
    return form
