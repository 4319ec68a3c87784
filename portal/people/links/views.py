"""One-time links: shown once or mailed, to one or to many, and choosing a password by one."""

from functools import partial
from typing import Any, cast

from flask import Blueprint, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.access import Action, RoleKind
from portal.config import Config
from portal.db import key
from portal.i18n import gettext, ngettext
from portal.people import queries as people_queries
from portal.people.links import queries, service
from portal.people.links.forms import InviteForm
from portal.people.links.words import standing
from portal.people.models.people import User, Volunteer
from portal.people.own.forms import ChoosePasswordForm
from portal.people.sessions.cookies import begin_session_of, this_visit
from portal.refusals import Refused
from portal.web.acting import now, require_here, this_act
from portal.web.addresses import site
from portal.web.editing import FormPage, done, edit, press, succeeded
from portal.web.forms import submitted
from portal.web.paging import page_of
from portal.web.rendering import answer
from portal.web.security import public
from portal.work import find

blueprint = Blueprint("accounts", __name__)
# The address itself is the secret: the browser passes it on to no other page, not even of our own.
AT_ONCE = 100  # people on a page to invite
UNTOLD = {"Referrer-Policy": "no-referrer"}


@blueprint.post("/gebruikers/<int:user_id>/link")
def hand_out_link(user_id: int) -> ResponseReturnValue:
    """Show a new link, once: it is kept nowhere, so the answer is the page itself, no redirect."""
    return new_link(user_id)


@blueprint.post("/gebruikers/<int:user_id>/link/mailen")
def mail_link(user_id: int) -> ResponseReturnValue:
    """Have a link mailed; where no mail goes out it is shown."""
    if not _config().sends_mail:
        return new_link(user_id)
    user = find(people_queries.users_visible_to(this_act().actor).where(User.id == user_id))
    return press(
        lambda: service.have_link_mailed(this_act(), user_id, _config().link_days),
        _page_of(user),
        gettext("De link wordt gemaild naar %(email)s.", email=user.email),
    )


@blueprint.route("/gebruikers/uitnodigen", methods=["GET", "POST"])
def invite() -> ResponseReturnValue:
    """Have a link mailed to several people who have no password yet."""
    actor = require_here(Action.INVITE)
    after = request.args.get("na", type=key)
    part = page_of(queries.invitable_rows(actor, after, AT_ONCE + 1), lambda user: user.id, AT_ONCE)
    form = InviteForm()
    form.offer(part.rows, queries.mailed_links([user.id for user in part.rows]), now())
    facts = {"part": part, "mails": _config().sends_mail, "back_url": _list_of(actor.kind)}
    return edit(
        FormPage(form, partial(answer, "people/links/invite.html", form=form, **facts)),
        lambda: service.invite_many(this_act(), [each for each in form.who.data if each], _config().link_days),
        lambda count: done(
            url_for("accounts.invite"),
            ngettext("Naar %(n)s persoon wordt een link gemaild.", "Naar %(n)s mensen wordt een link gemaild.", count),
        ),
    )


def link_facts(user: User) -> dict[str, Any]:
    """The facts about a link on the page of an account: whether mail goes out, and how far a mailed one is."""
    mail = queries.mailed_links([user.id]).get(user.id)
    return {"mails": _config().sends_mail, "link_state": standing(mail, now())}


def _config() -> Config:
    return cast(Config, current_app.extensions["config"])


def _list_of(kind: RoleKind | None) -> str:
    return url_for("volunteers.overview" if kind is RoleKind.COORDINATOR else "admin.users.overview")


def _page_of(user: User) -> str:
    actor = this_act().actor
    if actor.kind is not RoleKind.COORDINATOR:
        return url_for("admin.users.show", user_id=user.id)
    here = people_queries.volunteers_visible_to(actor).where(Volunteer.user_id == user.id)
    return url_for("volunteers.volunteer", volunteer_id=find(here).id)


def link_after(user_id: int, why: str) -> ResponseReturnValue:
    """A new link after what `why` says: mailed, or shown where no mail goes out."""
    if not _config().sends_mail:
        return new_link(user_id, why)
    succeeded(why)
    return mail_link(user_id)


def new_link(user_id: int, why: str | None = None) -> ResponseReturnValue:
    """The page with a new link for somebody; `why` says first what made it necessary."""
    config = _config()
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
