"""Signing in and out, switching role, choosing a language."""

from flask import Blueprint, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from portal import i18n
from portal.db import key
from portal.people.sessions import cookies, service
from portal.people.sessions.forms import SignInForm
from portal.web.acting import ROLE_KEY, WARNED_AHEAD, end_session, seconds_left, session_token, this_act, this_actor
from portal.web.addresses import own_path
from portal.web.editing import edit, on_page
from portal.web.forms import submitted
from portal.web.rendering import answer, is_fragment_request
from portal.web.security import no_sign_of_life, public

blueprint = Blueprint("people", __name__)


@blueprint.route("/inloggen", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    """Sign in, then go on to where the person was heading."""
    form = SignInForm(data={"next": request.args.get("next")})
    if this_actor() is not None and not submitted(form):
        return redirect(url_for("start.home"), 303)
    return edit(
        on_page("people/sessions/sign_in.html", form),
        lambda: cookies.start_session(form.email.data, form.password.data),
        lambda _made: redirect(own_path(form.next.data) or url_for("start.home"), 303),
    )


@blueprint.post("/uitloggen")
@public
def sign_out() -> ResponseReturnValue:
    """End the session, if it was not over yet; the browser forgets what it kept for this person, such as drafts.
    Where a script wiped those already, what somebody else did not send yet from the same phone stays."""
    token = session_token()
    if token is not None:
        service.sign_out(this_act(), token)
    end_session()
    response = redirect(url_for("people.sign_in"), 303)
    if not request.form.get("wiped"):
        response.headers["Clear-Site-Data"] = '"storage"'
    return response


@blueprint.get("/sessie")
@public
@no_sign_of_life
def time_left() -> ResponseReturnValue:
    """Tell a page that lies open whether the person will be signed out soon, or was. Asking keeps nobody signed in."""
    if not is_fragment_request():
        return redirect(url_for("start.home"), 303)
    left = seconds_left()
    state = "over" if left <= 0 else "ending" if left <= WARNED_AHEAD else "open"
    return answer("people/sessions/_idle.html", left=left, ahead=WARNED_AHEAD, state=state)


@blueprint.get("/sessie/blijf")
@public
def stay() -> ResponseReturnValue:
    """Stay signed in: like any page this is a sign of life. Whoever was signed out meanwhile reads that."""
    return time_left()


@blueprint.post("/rol")
def switch_role() -> ResponseReturnValue:
    """Take on another role and go to its start."""
    role_id = request.form.get("role", type=key) or 0
    service.switch_role(this_act(), role_id)
    session[ROLE_KEY] = role_id
    return redirect(url_for("start.home"), 303)


@blueprint.post("/taal")
@public
def choose_language() -> ResponseReturnValue:
    """Dutch or English, kept with the account, or with the session of a stranger."""
    chosen = request.form.get("locale", "nl")
    chosen = chosen if chosen in i18n.LOCALES else "nl"
    if this_actor() is None:
        session["locale"] = chosen
    else:
        service.choose_language(this_act(), chosen)
    return redirect(own_path(request.form.get("next")) or url_for("start.home"), 303)
