"""One's own data: who I am here, my papers, when I am away, what mail I want, my password."""

from functools import partial
from typing import Any

from flask import Blueprint, current_app, session, url_for
from flask.typing import ResponseReturnValue

from portal.i18n import gettext
from portal.people.accounts import queries as accounts_queries
from portal.people.mail import service as mail_service
from portal.people.models.people import Role
from portal.people.own import service
from portal.people.own.forms import ChangePasswordForm, IdleForm, MailForm, PhoneForm, StandInForm
from portal.people.queries import coordinators_to_ask
from portal.people.rules import idle_minutes
from portal.people.sessions import queries as sessions_queries
from portal.people.sessions import service as sessions_service
from portal.people.sessions.cookies import begin_session_of, this_visit, trace
from portal.people.sessions.steps import Entered
from portal.people.stand_ins import service as stand_ins_service
from portal.people.stand_ins.queries import own_role, possible_deputies, stand_in_of
from portal.people.volunteers import queries as volunteers_queries
from portal.people.volunteers import service as volunteers_service
from portal.people.volunteers.forms import AbsenceForm
from portal.people.volunteers.words import papers
from portal.refusals import NotVisible, Refused
from portal.web.acting import ROLE_KEY, this_act, today
from portal.web.editing import FormPage, done, edit
from portal.web.forms import BaseForm, submitted
from portal.web.rendering import answer
from portal.work import fetch_all, find

blueprint = Blueprint("own", __name__)


@blueprint.get("/mijn-gegevens")
def data() -> ResponseReturnValue:
    """The data that the portal keeps of me, and what I can change myself."""
    return _page()


@blueprint.post("/mijn-gegevens/wachtwoord")
def change_password() -> ResponseReturnValue:
    """Choose a new password; every other session ends, this one goes on."""
    form = ChangePasswordForm()
    act = this_act()

    def enter(entered: Entered) -> ResponseReturnValue:
        begin_session_of(entered)
        session[ROLE_KEY] = act.actor.role_id
        return _done(gettext("Uw wachtwoord is gewijzigd. Op andere apparaten bent u uitgelogd."))

    def leave_trace(refused: Refused, _page: FormPage) -> None:
        if refused.code in ("present_password_wrong", "too_many_tries"):
            trace(refused, accounts_queries.account(act.actor.user_id).email)

    return edit(
        FormPage(form, partial(_page, password_form=form)),
        lambda: service.change_password(act, form.present_password.data, form.password.data, this_visit()),
        enter,
        otherwise=leave_trace,
    )


@blueprint.post("/mijn-gegevens/mail")
def wish_mail() -> ResponseReturnValue:
    """Choose how often I get mail, and of what."""
    form = MailForm()
    if submitted(form):
        mail_service.wish_mail(this_act(), form.pace.data == "daily", form.reminders.data)
        return _done(gettext("Uw keuze voor de mail is opgeslagen."))
    return _page(422, mail_form=form)


@blueprint.post("/mijn-gegevens/stilte")
def choose_idle() -> ResponseReturnValue:
    """Say after how many silent minutes I sign in again."""
    form = _idle_form(None)
    return edit(
        FormPage(form, partial(_page, idle_form=form)),
        lambda: sessions_service.choose_idle(this_act(), form.minutes.data),
        lambda _made: _done(gettext("Opgeslagen. Het geldt meteen.")),
    )


@blueprint.post("/mijn-gegevens/nummer")
def allow_phone() -> ResponseReturnValue:
    """Say who may read my number."""
    form = PhoneForm()
    return edit(
        FormPage(form, partial(_page, phone_form=form)),
        lambda: service.allow_phone(this_act(), form.allowed.data),
        lambda _made: _done(gettext("Uw keuze voor uw nummer is opgeslagen.")),
    )


@blueprint.post("/mijn-gegevens/afwezig")
def plan_absence() -> ResponseReturnValue:
    """Say when I am away."""
    form = AbsenceForm()
    return edit(
        FormPage(form, partial(_page, absence_form=form)),
        lambda: volunteers_service.plan_absence(this_act(), _volunteer_id(), form.starts_on.data, form.ends_on.data),
        lambda _made: _done(gettext("Uw afwezigheid is vastgelegd.")),
    )


@blueprint.post("/mijn-gegevens/afwezig/<int:absence_id>/weg")
def remove_absence(absence_id: int) -> ResponseReturnValue:
    """Take back an absence."""
    volunteers_service.remove_absence(this_act(), _volunteer_id(), absence_id)
    return _done(gettext("De afwezigheid is weggehaald."))


@blueprint.post("/mijn-gegevens/vervanging")
def set_stand_in() -> ResponseReturnValue:
    """Say who stands in for me, and when I am away."""
    role = find(own_role(this_act().actor))
    form = _stand_in_form(role)
    return edit(
        FormPage(form, partial(_page, stand_in_form=form)),
        lambda: stand_ins_service.set_stand_in(this_act(), form.deputy.data, form.away_from.data, form.away_until.data),
        lambda _made: _done(gettext("Opgeslagen.")),
    )


def _stand_in_form(role: Role, **sent: Any) -> StandInForm:
    """The form as it was filled in the last time; of days that are over nothing."""
    before = stand_in_of(role.id)
    days = {}
    if before and before.away_until and before.away_until >= today():
        days = {"away_from": before.away_from, "away_until": before.away_until}
    form = StandInForm(data={"deputy": before.deputy_id if before else None, **days}, **sent)
    form.offer_choices([(each.id, each.user.name) for each in possible_deputies(role)])
    return form


def _idle_form(chosen: int | None, **sent: Any) -> IdleForm:
    """The form with what they chose, as far as the organisation still allows it."""
    bounds = sessions_queries.setting()
    usual = current_app.extensions["config"].idle_minutes
    within = partial(idle_minutes, usual=usual, shortest=bounds.shortest_idle, longest=bounds.longest_idle)
    form = IdleForm(data={"minutes": within(chosen) if chosen else None}, **sent)
    form.offer_choices(within(None), bounds.shortest_idle, bounds.longest_idle)
    return form


def _volunteer_id() -> int:
    volunteer_id = this_act().actor.volunteer_id
    if volunteer_id is None:
        raise NotVisible
    return volunteer_id


def _done(message: str) -> ResponseReturnValue:
    return done(url_for("own.data"), message)


def _page(status: int = 200, **sent: BaseForm) -> ResponseReturnValue:
    """The page, with at most one form on it as it was sent and refused."""
    volunteer = volunteers_queries.own_record(this_act().actor)
    role = next(iter(fetch_all(own_role(this_act().actor))), None)
    if "absence_form" in sent and volunteer is None:
        raise NotVisible
    user = accounts_queries.account(this_act().actor.user_id)
    forms = {
        "password_form": ChangePasswordForm(formdata=None),
        "absence_form": AbsenceForm(formdata=None),
        "mail_form": MailForm.of(user),
        "phone_form": PhoneForm(formdata=None, data={"allowed": user.phone_for_teams}),
        "idle_form": _idle_form(user.idle_minutes, formdata=None),
        "stand_in_form": _stand_in_form(role, formdata=None) if role else None,
        **sent,
    }
    return answer(
        "people/own/own_data.html",
        status=status,
        invalid=bool(sent),
        user=user,
        volunteer=volunteer,
        papers=papers(volunteer, today()) if volunteer else [],
        to_ask=fetch_all(coordinators_to_ask(this_act().actor)),
        stand_in=stand_in_of(role.id) if role else None,
        **forms,
    )
