"""Nothing typed is lost when the session ended or a token grew old (domain.md rule 10).
The answer carries the sent form along; after a sign-in, or a tap, the same request goes through. It stores nothing."""

from collections.abc import Callable

from flask import Flask, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import SQLAlchemyError

from portal.engine import is_away
from portal.i18n import _
from portal.refusals import Busy, Refused
from portal.web import logs
from portal.web.acting import ask_for_nobody, this_actor
from portal.web.carried import RESUME_EMAIL, RESUME_PASSWORD, carried_fields, is_carried_whole, typed_texts
from portal.web.errors import broken, error_page
from portal.wording import say
from portal.work import let_go

RETRY_SECONDS = "30"


def init_resume(app: Flask, sign_in: Callable[[str, str], None]) -> None:
    """`sign_in(email, password)` starts a session or raises Refused."""
    app.extensions["resume_sign_in"] = sign_in
    app.register_error_handler(Busy, wait_and_send_again)
    app.register_error_handler(SQLAlchemyError, _without_database)


def sent_from_elsewhere() -> bool:
    """Whether the browser says that a page of another site sent this. Older browsers name only the origin."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    # An origin has no path; what is no address at all is none of ours either.
    return origin is not None and origin.partition("://")[2] != request.host


def sign_in_and_continue() -> ResponseReturnValue | None:
    """Sign in with the credentials that came along and go on (None), or answer with a sign-in that carries the fields.
    A form of another site is not carried: its sender looks like a stranger, and signing in would confirm it."""
    if sent_from_elsewhere():
        return error_page(400)
    problem = None
    if RESUME_EMAIL in request.form:
        try:
            current_app.extensions["resume_sign_in"](request.form[RESUME_EMAIL], request.form.get(RESUME_PASSWORD, ""))
        except Refused as refused:
            problem = say(refused)
        else:
            return None
    return _page("errors/sign_in_again.html", 401, problem=problem)


def ask_again(error: CSRFError) -> ResponseReturnValue:
    """Answer a missing or old token: a page of our own may be sent again with one tap, a foreign one gets a plain
    refusal. A stranger whose browser reopened several tabs, each with a session, signs in on a new page."""
    ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    if ours and this_actor() is not None:
        return _page("errors/send_again.html", 400, problem=_("De pagina stond lang open."))
    if this_actor() is None and request.endpoint == "people.sign_out" and not sent_from_elsewhere():
        return redirect(url_for("people.sign_in"), 303)  # of two taps the second finds the session ended
    if ours and request.endpoint == "people.sign_in":
        flash(_("De pagina was te oud. Vul uw gegevens nog een keer in."))
        return redirect(url_for("people.sign_in", next=request.form.get("next")), 303)
    return error_page(400)


def wait_and_send_again(_error: Busy) -> ResponseReturnValue:
    """Answer when the database had no room: nothing was stored, and what was sent goes with the page."""
    if request.method != "POST" or this_actor() is None:
        return error_page(503)
    return _page("errors/send_again.html", 503, problem=_("Iemand anders slaat nu veel tegelijk op."))


def _without_database(error: SQLAlchemyError) -> ResponseReturnValue:
    """Answer anybody while the database is away: it cannot tell who asks. A form of a page of ours goes with the
    answer, to be sent again."""
    if not is_away(error):
        return broken(error)
    let_go()
    logs.away(error)
    ask_for_nobody()
    problem = _("Wegwijs kan nu niet bij de gegevens.")
    if request.method == "POST" and is_carried_whole() and _is_ours():
        html, status, headers = _page("errors/send_again.html", 503, typed=typed_texts(ours=True), problem=problem)
    else:
        (html, status), headers = error_page(503, problem), {}
    return html, status, headers | {"Retry-After": RETRY_SECONDS}


def _is_ours() -> bool:
    """Whether a page of ours sent this: its token says so, or the browser."""
    if not g.get("csrf_valid", False) and request.headers.get("Sec-Fetch-Site") != "same-origin":
        try:
            current_app.extensions["csrf"].protect()
        except CSRFError:
            return False
    return True


def _page(template: str, status: int, **context: object) -> tuple[str, int, dict[str, str]]:
    sent = {"fields": carried_fields(), "typed": typed_texts(), "action": request.full_path.rstrip("?")}
    html = render_template(template, **sent | context)
    # An htmx request replaces the whole main part, wherever its own target was.
    return html, status, {"HX-Retarget": "#main", "HX-Reswap": "outerHTML", "HX-Reselect": "#main"}
