"""The meeting: plan it, put it in a calendar, record it, let a missed one count."""

from email.utils import parseaddr
from functools import partial
from typing import Any

from flask import Blueprint, Response, current_app, url_for
from flask.typing import ResponseReturnValue

from portal.access import Action, may, require
from portal.handovers import queries as handover_queries
from portal.handovers.answer.views import answered
from portal.handovers.meeting import queries, rules, service, words
from portal.handovers.meeting.forms import CountForm, MeetingForm, PlanForm
from portal.handovers.meeting.service import fetch_meeting
from portal.handovers.meeting.words import party_label
from portal.handovers.models.handover import WarmHandover
from portal.handovers.page.views import to_handover, too_late
from portal.handovers.traces import open_handover
from portal.i18n import gettext as _
from portal.web.acting import this_act, today
from portal.web.addresses import site
from portal.web.editing import edit, on_page
from portal.work import find

blueprint = Blueprint("handovers_meeting", __name__)


@blueprint.route("/overdrachten/<reference>/afspraak", methods=["GET", "POST"])
def plan(reference: str) -> ResponseReturnValue:
    """Plan the meeting, or plan it anew."""
    handover = _opened(reference)
    form = _plan_form(handover)
    expected = _expected(handover) if _readable(handover) else []
    return edit(
        on_page("handovers/meeting/plan.html", form, handover=handover, problem=None, expected=expected),
        lambda: service.plan(this_act(), reference, form.meeting(), form.seen()),
        lambda _made: to_handover(reference, _("Het gesprek is gepland. De anderen krijgen bericht."), own_step=True),
        now=lambda: _plan_form(answered(reference), formdata=None),
        otherwise=too_late(partial(answered, reference)),
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
    page = on_page("handovers/meeting/meeting.html", form, handover=handover, problem=None)
    if form.wants_row():
        return page.show()
    counted = _("Het gesprek is vastgelegd. Rond nu de overdracht af.")
    missed = _("Vastgelegd dat er iemand niet was. Plan een nieuwe afspraak.")
    return edit(
        page,
        lambda: service.hold(this_act(), reference, form.meeting(), form.seen()),
        lambda counts: to_handover(reference, counted if counts else missed, own_step=True),
        now=lambda: _recorded(answered(reference), form),
        otherwise=too_late(partial(answered, reference)),
    )


@blueprint.route("/overdrachten/<reference>/telt-toch", methods=["GET", "POST"])
def count(reference: str) -> ResponseReturnValue:
    """Let a meeting count at which a party was absent."""
    handover = _coordinated(reference)
    form = CountForm()
    said = _("Vastgelegd. De overdracht kan nu worden afgerond.")
    return edit(
        on_page("handovers/meeting/count.html", form, handover=handover, problem=None),
        lambda: service.count(this_act(), reference, form.reason.data),
        lambda _made: to_handover(reference, said, own_step=True),
        otherwise=too_late(partial(_coordinated, reference)),
    )


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


def _plan_form(handover: WarmHandover, **sent: Any) -> PlanForm:
    """The meeting as it is planned now, for who may read that."""
    known = ("meeting_on", "meeting_at", "meeting_place", "meeting_online") if _readable(handover) else ()
    planned = {name: getattr(handover, name) for name in known}
    return PlanForm(data={**planned, "version": handover.meeting_sequence}, **sent)


def _meeting_form(handover: WarmHandover, **sent: Any) -> MeetingForm:
    """The day that was planned, and what was agreed at a meeting that did not count, for who may read that."""
    agreed = [each for each in handover.agreements if each.stage == "meeting"]
    known = {
        "held_on": rules.usual_day(handover.meeting_on, today()),
        "agreements": [{"what": each.what, "who": each.who, "before": each.before} for each in agreed],
    }
    version = queries.recorded(handover)
    form = MeetingForm(data={"held_on": today(), **(known if _readable(handover) else {}), "version": version}, **sent)
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
