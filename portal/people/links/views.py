"""One-time links, and choosing a password by one."""

from flask import Blueprint, current_app, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.i18n import gettext
from portal.people import queries as people_queries
from portal.people.links import service
from portal.people.models.people import User
from portal.people.own.forms import ChoosePasswordForm
from portal.people.sessions.cookies import begin_session_of, this_visit
from portal.refusals import Refused
from portal.web.acting import this_act
from portal.web.addresses import site
from portal.web.editing import succeeded
from portal.web.forms import submitted
from portal.web.rendering import answer
from portal.web.security import public
from portal.work import find

blueprint = Blueprint("accounts", __name__)
# The address itself is the secret: the browser passes it on to no other page, not even of our own.
UNTOLD = {"Referrer-Policy": "no-referrer"}


@blueprint.post("/gebruikers/<int:user_id>/link")
def hand_out_link(user_id: int) -> ResponseReturnValue:
    """Show a new link, once: it is kept nowhere, so the answer is the page itself, no redirect."""
    return new_link(user_id)


def new_link(user_id: int, why: str | None = None) -> ResponseReturnValue:
    """The page with a new link for somebody; `why` says first what made it necessary."""
    config = current_app.extensions["config"]
    act = this_act()
    home = site()
    token = service.hand_out(act, user_id, config.link_days)
    address = home + url_for("accounts.welcome", token=token)
    user = find(people_queries.users_visible_to(act.actor).where(User.id == user_id))
    return answer("people/links/link.html", user=user, address=address, days=config.link_days, why=why)


@blueprint.route("/welkom/<token>", methods=["GET", "POST"])
@public
def welcome(token: str) -> ResponseReturnValue:
    """Choose a password by a one-time link, and come in."""
    form = ChoosePasswordForm()
    try:
        user = service.whose(this_act(), token)
        if submitted(form):
            begin_session_of(service.choose_password(this_act(), token, form.password.data, this_visit()))
            succeeded(gettext("Uw wachtwoord is ingesteld. U bent ingelogd."))
            return redirect(url_for("start.home"), 303)
    except Refused as refused:
        if refused.code == "link_not_usable":
            return (*answer("people/links/link_gone.html", status=404), UNTOLD)
        form.refuse(refused)
    return (*answer("people/links/welcome.html", status=422 if form.errors else 200, form=form, user=user), UNTOLD)
