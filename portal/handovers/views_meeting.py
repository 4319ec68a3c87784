"""The meeting: plan it, put it in a calendar, record it, let a missed one count."""

from email.utils import parseaddr
from typing import Any

from flask import Response, current_app, flash, request, url_for

from portal.access import Action, may, require
from portal.handovers import queries, rules_meeting, service_meeting, words_invitation
from portal.handovers import words_clock as words_clock
from portal.handovers.forms_meeting import CountForm, MeetingForm, PlanForm
from portal.handovers.models import WarmHandover
from portal.handovers.service_reading import fetch_meeting
from portal.handovers.views_answer import answer_by, answered, back_to, blueprint
from portal.handovers.views_pages import too_late
from portal.handovers.words_kinds import party_label
from portal.i18n import gettext as _
from portal.refusals import Refused
from portal.web.acting import this_act
from portal.web.forms import submitted
from portal.web.rendering import answer
from portal.work import find


@blueprint.route("/overdrachten/<reference>/afspraak", methods=["GET", "POST"])
def plan(reference: str) -> Any:
    """Plan the meeting, or plan it anew."""
    handover = answered(reference)
    readable = may(this_act().actor, Action.VIEW_SNAPSHOT, handover)
    form = PlanForm(obj=handover if readable else None)

    def send() -> str:
        on, at, place = form.meeting_on.data, form.meeting_at.data, form.meeting_place.data
        service_meeting.plan(this_act(), reference, on, at, place, form.meeting_online.data)
        return _("Het gesprek is gepland. De anderen krijgen bericht.")

    return answer_by("handovers/plan.html", form, handover, send, expected=_expected(handover) if readable else [])


@blueprint.get("/overdrachten/<reference>/afspraak.ics")
def invitation(reference: str) -> Response:
    """The meeting for somebody's own calendar; when it is off, the file that takes it out again."""
    meeting = fetch_meeting(this_act(), reference)
    config = current_app.extensions["config"]
    home = config.public_url or request.host_url.rstrip("/")
    path = url_for("handovers.handover", reference=reference)
    body = words_invitation.invitation(meeting, home, path, parseaddr(config.mail_sender)[1])
    method = "CANCEL" if meeting.off else "REQUEST"
    response = Response(body, content_type=f"text/calendar; charset=utf-8; method={method}")
    response.headers["Content-Disposition"] = f'attachment; filename="{reference}.ics"'
    return response


@blueprint.route("/overdrachten/<reference>/gesprek", methods=["GET", "POST"])
def hold(reference: str) -> Any:
    """Record the meeting: who was present, what was agreed."""
    handover = answered(reference)
    form = MeetingForm(data=_earlier(handover))
    form.offer_choices(handover.path)

    def send() -> str:
        counts = service_meeting.hold(
            this_act(),
            reference,
            form.held_on.data,
            form.parties.data,
            form.agreement_rows(),
            form.not_all_there.data,
        )
        if counts:
            return _("Het gesprek is vastgelegd. Rond nu de overdracht af.")
        return _("Vastgelegd dat er iemand niet was. Plan een nieuwe afspraak.")

    return answer_by("handovers/meeting.html", form, handover, send, asks_row=form.wants_row())


@blueprint.route("/overdrachten/<reference>/telt-toch", methods=["GET", "POST"])
def count(reference: str) -> Any:
    """Let a meeting count at which a party was absent."""
    handover = _coordinated(reference)
    form = CountForm()
    if submitted(form):
        try:
            service_meeting.count(this_act(), reference, form.reason.data)
            flash(_("Vastgelegd. De overdracht kan nu worden afgerond."), "positive")
            return back_to(reference)
        except Refused as refused:
            return too_late("handovers/count.html", _coordinated(reference), refused, form=form)
    status = 422 if form.errors else 200
    return answer("handovers/count.html", form=form, handover=handover, now=None, problem=None, status=status)


def _coordinated(reference: str) -> WarmHandover:
    handover = find(queries.by_reference(this_act().actor, reference))
    require(this_act().actor, Action.COUNT_MEETING, handover)
    return handover


def _expected(handover: WarmHandover) -> list[tuple[str, str | None]]:
    """Who is expected, by party. The client is not named: this page leaves no line of reading."""
    support, accepted = handover.trajectory.current, handover.accepted_by
    names = {
        "supporter": support.volunteer.name if support else _("de coördinator"),
        "team_member": handover.for_worker or (accepted.name if accepted else None),
    }
    return [(party_label(handover.path, party), names.get(party)) for party in rules_meeting.needed(handover.path)]


def _earlier(handover: WarmHandover) -> dict[str, Any]:
    """The day that was planned, and what was agreed at a meeting that did not count."""
    agreed = [each for each in handover.agreements if each.stage == "meeting"]
    return {
        "held_on": handover.meeting_on,
        "agreements": [{"what": each.what, "who": each.who, "before": each.before} for each in agreed],
    }
