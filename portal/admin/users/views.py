"""Users and their roles."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from portal.admin.page import change_row, form_page
from portal.admin.users import queries
from portal.admin.users.forms import RoleForm, SearchForm, UserForm
from portal.db import key
from portal.i18n import gettext as _
from portal.identifiers import display_phone
from portal.people.accounts import service as accounts_service
from portal.people.links.views import link_after, link_facts
from portal.people.models.people import Role
from portal.people.roles import leaving as roles_leaving
from portal.people.roles import service as roles_service
from portal.refusals import NotVisible
from portal.web.acting import this_act
from portal.web.editing import done, edit, press
from portal.web.paging import PAGE_SIZE, page_of
from portal.web.rendering import answer
from portal.wording import label, say

# Sent by the page that told what would be left behind.
KNOWINGLY = "toch"
blueprint = Blueprint("users", __name__, url_prefix="/beheer/gebruikers")


@blueprint.get("")
def overview() -> ResponseReturnValue:
    """Everybody with an account, by name."""
    form = SearchForm(request.args)
    words, kind = form.zoek.data or "", form.rol.data
    after = request.args.get("na", type=key)
    page = page_of(queries.users(words, kind, after, PAGE_SIZE + 1), lambda user: user.id)
    return answer(
        "admin/users/users.html", "admin/users/_users.html", form=form, users=page, filtered=bool(words or kind)
    )


@blueprint.route("/nieuw", methods=["GET", "POST"])
def add() -> ResponseReturnValue:
    """Add somebody; their roles come next."""
    form = UserForm()
    return edit(
        form_page(form, title=_("Gebruiker toevoegen"), back_url=url_for(".overview"), button=_("Toevoegen")),
        lambda: accounts_service.add_user(this_act(), **form.account()),
        lambda user: done(
            url_for(".show", user_id=user.id),
            _("Het account is gemaakt. Geef nu een rol, en daarna de link om een wachtwoord te kiezen."),
        ),
    )


@blueprint.get("/<int:user_id>")
def show(user_id: int) -> ResponseReturnValue:
    """A user: who, which roles, since when."""
    user = queries.user(user_id)
    phone = display_phone(user.phone) if user.phone else None
    return answer("admin/users/user.html", user=user, phone=phone, **link_facts(user))


@blueprint.route("/<int:user_id>/wijzigen", methods=["GET", "POST"])
def change(user_id: int) -> ResponseReturnValue:
    """Correct a name or address."""
    user = queries.user(user_id)
    form = UserForm(obj=user)
    return change_row(
        form,
        lambda: accounts_service.change_user(
            this_act(), user_id, form.expected_version(), accounts_service.Account(**form.account())
        ),
        _("De wijziging is opgeslagen."),
        now=lambda: UserForm(formdata=None, obj=queries.user(user_id)),
        title=_("Gebruiker wijzigen"),
        back_url=url_for(".show", user_id=user_id),
    )


@blueprint.route("/<int:user_id>/rollen/nieuw", methods=["GET", "POST"])
def grant(user_id: int) -> ResponseReturnValue:
    """Give a role, at a place where the kind of role asks for one. Where the password ended with it, the
    answer is the new link: it is shown once, as everywhere."""
    user = queries.user(user_id)
    form = RoleForm()

    def grant_role() -> roles_service.Granted:
        where = roles_service.RolePlace(form.location_id.data, form.team_id.data, form.municipality_id.data)
        return roles_service.grant_role(this_act(), user_id, form.role_kind, where)

    here = url_for(".show", user_id=user_id)
    page = form_page(form, title=_("Rol geven"), lead=user.name, back_url=here, button=_("Rol geven"))
    return edit(page, grant_role, partial(_tell, user_id))


def _tell(user_id: int, granted: roles_service.Granted) -> ResponseReturnValue:
    if granted.needs_link:
        return link_after(user_id, _("De rol is aangeboden. Een wachtwoord of link van eerder werkt niet meer."))
    offered = _("De rol is aangeboden. Zij of hij kiest bij het inloggen of dat goed is.")
    return done(url_for(".show", user_id=user_id), offered if granted.invited else _("De rol is gegeven."))


@blueprint.get("/<int:user_id>/rollen/<int:role_id>/beeindigen")
def ask_end_role(user_id: int, role_id: int) -> ResponseReturnValue:
    """Ask once before a role ends."""
    user = queries.user(user_id)
    role = next((each for each in user.roles if each.id == role_id and each.ended_on is None), None)
    if role is None:
        raise NotVisible
    text = _("%(name)s heeft de rol dan niet meer, vanaf nu. Dat de rol er was, blijft bekend.", name=user.name)
    if role.kind == "volunteer":
        text += " " + _("Huishoudens blijven op naam staan tot de coördinator ze vrijgeeft of overdraagt.")
    return answer(
        "admin/confirm.html",
        **_left_behind([role]),
        title=_("Rol beëindigen: %(role)s", role=label("role", role.kind)),
        text=text,
        button=_("Rol beëindigen"),
        back_url=url_for(".show", user_id=user_id),
    )


@blueprint.post("/<int:user_id>/rollen/<int:role_id>/beeindigen")
def end_role(user_id: int, role_id: int) -> ResponseReturnValue:
    """End a role."""
    return press(
        lambda: roles_service.end_role(this_act(), user_id, role_id, KNOWINGLY in request.form),
        url_for(".show", user_id=user_id),
        _("De rol is beëindigd."),
    )


@blueprint.get("/<int:user_id>/sluiten")
def ask_close(user_id: int) -> ResponseReturnValue:
    """Ask once before an account closes."""
    user = queries.user(user_id)
    return answer(
        "admin/confirm.html",
        **_left_behind([each for each in user.roles if each.ended_on is None]),
        title=_("Account sluiten"),
        text=_(
            "%(name)s wordt overal uitgelogd en kan niet meer inloggen. Wat zij of hij vastlegde, blijft staan. "
            "Huishoudens blijven op naam staan tot de coördinator ze vrijgeeft of overdraagt.",
            name=user.name,
        ),
        button=_("Account sluiten"),
        back_url=url_for(".show", user_id=user_id),
    )


@blueprint.post("/<int:user_id>/sluiten")
def close(user_id: int) -> ResponseReturnValue:
    """Close an account and end its sessions."""
    return press(
        lambda: accounts_service.close_account(this_act(), user_id, KNOWINGLY in request.form),
        url_for(".show", user_id=user_id),
        _("Het account is gesloten."),
    )


def _left_behind(roles: Sequence[Role]) -> dict[str, Any]:
    """The warning when nobody would read somewhere any more; whoever goes on then does so knowingly."""
    refused = roles_leaving.would_leave(roles)
    return {"warning": say(refused), "fields": {KNOWINGLY: "1"}} if refused else {}


@blueprint.post("/<int:user_id>/openen")
def reopen(user_id: int) -> ResponseReturnValue:
    """Open a closed account again."""
    return press(
        lambda: accounts_service.open_account(this_act(), user_id),
        url_for(".show", user_id=user_id),
        _("Het account is weer open."),
    )
