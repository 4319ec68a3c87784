"""Logging a contact; correcting or withdrawing an own one."""

from collections.abc import Sequence
from functools import partial

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from portal.access import Action, may
from portal.contacts import queries, rules, service, words
from portal.contacts.appointments.queries import agreed
from portal.contacts.forms import CorrectForm, LogForm
from portal.contacts.models import ContactMoment
from portal.contacts.queries import LoggedTrajectory
from portal.contacts.ticks import service as ticks_service
from portal.i18n import _, in_language
from portal.refusals import Refused
from portal.trajectories import traces
from portal.web.acting import require_here, this_act
from portal.web.editing import FormPage, done, edit, succeeded, when_stale
from portal.web.forms import new_key
from portal.web.rendering import answer
from portal.work import AMSTERDAM, Act, find

blueprint = Blueprint("contacts", __name__)
ONWARD = Markup('{} <a class="onward" href="{}">{}</a>')


@blueprint.route("/trajecten/<int:trajectory_id>/contact", methods=["GET", "POST"])
def log(trajectory_id: int) -> ResponseReturnValue:
    """Log a contact: once, however often it is sent."""
    act = this_act()
    trajectory = to_log(act, trajectory_id)
    form = log_form(act, trajectory)

    def show(status: int) -> ResponseReturnValue:
        form.offer_ticks(ticks_service.nearest(trajectory_id, form.ticked().item_ids), act.today, act.actor)
        return answer("contacts/log.html", status=status, form=form, trajectory=trajectory)

    def stored(contacts: Sequence[ContactMoment]) -> ResponseReturnValue:
        succeeded(thanks(act, contacts[0], form), own_step=True)
        flash(form.submission_key.data, "stored")
        return redirect(place_after(act, form, contacts[0]), 303)

    def log_anew(refused: Refused, _page: FormPage) -> None:
        if refused.code == "already_stored":
            form.submission_key.data = new_key()

    def log_it() -> list[ContactMoment]:
        ids, submission_key = [trajectory_id, *form.also.data], form.submission_key.data
        return service.log(act, ids, form.details(), submission_key, form.ticked())

    return edit(FormPage(form, show), log_it, stored, otherwise=log_anew)


def to_log(act: Act, trajectory_id: int) -> LoggedTrajectory:
    """The trajectory a contact is logged for, by name, with the trace of that. Raises NotVisible."""
    return traces.read_one(act, "contact", lambda: queries.to_log(act.actor, trajectory_id))


def log_form(act: Act, trajectory: LoggedTrajectory) -> LogForm:
    """The form for a trajectory, with what is usual there. Raises Forbidden."""
    require_here(Action.LOG_CONTACT, trajectory)
    first_day = rules.first_day(trajectory.starts_on, act.today)
    on_date = rules.day_from(request.args.get("dag", ""), first_day, act.today)
    suggested = queries.suggestions(act.actor.user_id, trajectory.household_id)
    form = LogForm(data=LogForm.beginning(on_date, suggested, request.args.get("waarom", "")))
    form.offer(suggested.topics, trajectory.also)
    form.on_date.render_kw = {"min": first_day.isoformat(), "max": act.today.isoformat()}
    return form


def stored_in_words(act: Act, contact: ContactMoment, form: LogForm) -> str:
    """The message after storing, with the items of the checklist that the contact closed."""
    closed = [in_language(item, "title") for item in ticks_service.closed_by(contact)]
    return words.stored(contact.said, act.today, len(form.ticked().item_ids), closed)


def thanks(act: Act, contact: ContactMoment, form: LogForm) -> str:
    """The message after storing: thanks, what was stored, and a link to the next step. Whoever asked for the next
    household is there already."""
    of_month = act.today.replace(day=1) <= contact.on_date and contact.reached
    count = queries.logged_this_month(act.actor.user_id, act.today) if of_month else 0
    said = words.thanks(act.actor.name, stored_in_words(act, contact, form), count)
    step = next_step(act, contact) if act.actor.volunteer_id and not form.next.data else None
    return ONWARD.format(said, *step) if step else said


def next_step(act: Act, contact: ContactMoment) -> tuple[str, str] | None:
    """The address and the words of the next appointment of today; without one, of agreeing on the next with this
    household when there is none yet. That is said with the contact."""
    trajectory, mine = contact.trajectory, agreed(act.actor)
    after = rules.next_of_today(mine, trajectory.household_id, act.at.astimezone(AMSTERDAM))
    if after is not None:
        name = traces.read_name(act, "appointments", after.trajectory.id).name
        return url_for("dossier.trajectory", trajectory_id=after.trajectory.id), words.onward(name, after.at)
    ahead = {each.trajectory.id for each in mine if each.on >= act.today}
    if trajectory.closed_on is not None or trajectory.id in ahead:
        return None
    place = url_for("contacts.correct", contact_id=contact.id, _anchor="next_appointment_on")
    return place, _("Plan de volgende afspraak")


def place_after(act: Act, form: LogForm, contact: ContactMoment) -> str:
    """Where somebody goes on after storing: to what they stored, or to the next household of a week."""
    if not form.next.data:
        return _place_of(contact)
    left = [each for each in queries.week(act.actor, act.today) if each.logged_on is None]
    return url_for("contacts.log", trajectory_id=left[0].id) if left else url_for("contacts.week")


@blueprint.get("/deze-week")
def week() -> ResponseReturnValue:
    """My households of this week: those with nothing logged yet, and the others."""
    actor = require_here(Action.VIEW_POOL)
    act = this_act()
    mine = traces.listed(act, "week", lambda: queries.week(actor, act.today))
    return answer("contacts/week.html", mine=mine, words=words)


@blueprint.route("/contacten/<int:contact_id>", methods=["GET", "POST"])
def correct(contact_id: int) -> ResponseReturnValue:
    """Correct an own contact, or read why that is no longer possible and what it said before."""
    act = this_act()
    contact = _contact(contact_id)
    form = CorrectForm(data=CorrectForm.beginning(contact.said, contact.version))
    form.offer([topic for topic in queries.all_topics().values() if topic.active or topic in contact.topics])
    return edit(
        FormPage(form, partial(_show, contact_id, form)),
        lambda: service.correct(act, contact_id, form.details(), form.expected_version()),
        lambda _made: done(_place_of(contact), _("Het contact is gewijzigd. De vorige tekst blijft bewaard.")),
        otherwise=when_stale,
    )


def _show(contact_id: int, form: CorrectForm, status: int) -> ResponseReturnValue:
    """The contact as it is now beside the typed text. After a refusal because of another change the form carries the
    new version: saving again is a choice, with both texts in view."""
    act = this_act()
    contact = _contact(contact_id)
    stale = status == 409
    if stale:
        form.version.data = str(contact.version)
    return answer(
        "contacts/correct.html",
        status=status,
        form=form,
        stale=stale,
        contact=contact,
        trajectory=contact.trajectory,
        topics=queries.all_topics(),
        changes=may(act.actor, Action.CORRECT_CONTACT, contact) and contact.correctable(act.today),
        first_day=rules.first_day(contact.trajectory.starts_on, act.today),
    )


@blueprint.post("/contacten/<int:contact_id>/intrekken")
def withdraw(contact_id: int) -> ResponseReturnValue:
    """Withdraw an own contact."""
    contact = service.withdraw(this_act(), contact_id)
    return done(_place_of(contact), _("Het contact is ingetrokken. Het telt niet meer mee."), own_step=True)


def _contact(contact_id: int) -> ContactMoment:
    """A contact the reader may see, whose reading has left its trace."""
    act = this_act()
    mine = queries.visible_to(act.actor).where(ContactMoment.id == contact_id)
    traces.read_name(act, "contact", find(mine).trajectory_id)
    return find(mine)


def _place_of(contact: ContactMoment) -> str:
    return url_for("dossier.trajectory", trajectory_id=contact.trajectory_id, _anchor=f"contact-{contact.id}")
