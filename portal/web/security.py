"""Closed by default: sessions, headers and CSRF. Opening a route is visible as `@public`."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from flask import Flask, Response, current_app, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.middleware.proxy_fix import ProxyFix

from portal.config import Config
from portal.web import logs, resume
from portal.web.acting import lock_when_idle, this_actor
from portal.web.addresses import is_behind_unknown_proxy
from portal.web.carried import RESUME_EMAIL
from portal.web.tokens import MaskedCSRF

F = TypeVar("F", bound=Callable[..., object])

csrf = MaskedCSRF()

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
SAFE = ("GET", "HEAD", "OPTIONS")
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}


def public(view: F) -> F:
    """Open a route to people without a session. Each use is on the list of a test."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def without_role(view: F) -> F:
    """Open a route to people who have no role yet and may take one on. Each use is on the list of a test."""
    view.needs_no_role = True  # type: ignore[attr-defined]
    return view


def no_sign_of_life(view: F) -> F:
    """Let a page ask this by itself: it keeps no session alive. Each use is on the list of a test."""
    view.is_no_sign_of_life = True  # type: ignore[attr-defined]
    return view


def opens_without_role(app: Flask, endpoint: str) -> bool:
    """Whether an endpoint answers to somebody who has no role yet."""
    return getattr(app.view_functions[endpoint], "needs_no_role", False)


def is_public(app: Flask, endpoint: str | None) -> bool:
    """Whether an endpoint answers without a session; an unknown address is a 404 for everyone."""
    if endpoint is None or endpoint == "static":
        return True
    return getattr(app.view_functions[endpoint], "is_public", False)


def init_security(app: Flask, config: Config) -> None:
    """Cookies, CSRF, the gate before every route and the headers after it."""
    app.config.update(
        SECRET_KEY=config.secret_key,
        SESSION_COOKIE_NAME="__Host-wegwijs" if config.production else "wegwijs",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.production,
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        # `_check_token` does it, once: after signing in on the spot the token belongs to a session that is gone.
        WTF_CSRF_CHECK_DEFAULT=False,
    )
    if config.trusted_proxies:
        hops = config.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops, x_prefix=0
        )
    csrf.init_app(app)
    app.before_request(_notice_proxy)
    app.before_request(_gate)
    app.before_request(_check_token)
    app.register_error_handler(CSRFError, resume.ask_again)
    app.after_request(_finish)


def _notice_proxy() -> None:
    """Say once that a proxy stands in front of which nobody told: to the portal all people are one address then."""
    if is_behind_unknown_proxy() and "proxy_noticed" not in current_app.extensions:
        current_app.extensions["proxy_noticed"] = True
        logs.log.warning("proxy_unknown", all_people_are_one_address=True, set_this="TRUSTED_PROXIES")


def _gate() -> ResponseReturnValue | None:
    """Let signed-in people through. A stranger who reads goes to the sign-in. One who sends something signs in on the
    spot, and nothing they sent is lost (rule 10)."""
    lock_when_idle(not getattr(current_app.view_functions.get(request.endpoint or ""), "is_no_sign_of_life", False))
    if is_public(current_app, request.endpoint):
        return None
    if current_user.is_authenticated:
        return None if _has_role_for(str(request.endpoint)) else redirect(url_for("invitations.overview"), 303)
    if request.method in SAFE:
        target = url_for("people.sign_in", next=request.full_path.rstrip("?"))
        if "HX-Request" in request.headers:
            return Response(status=204, headers={"HX-Redirect": target})
        return redirect(target, 303)
    csrf_first = RESUME_EMAIL in request.form
    if csrf_first:
        csrf.protect()
    return resume.sign_in_and_continue()


def _has_role_for(endpoint: str) -> bool:
    """Whether the person has a role, or needs none here."""
    actor = this_actor()
    return (actor is not None and actor.kind is not None) or opens_without_role(current_app, endpoint)


def _check_token() -> None:
    """Refuse to change anything for a request that does not come from a page of ours."""
    if not g.get("csrf_valid", False):
        csrf.protect(apply_exemptions=True)


def _finish(response: Response) -> Response:
    own = {name.lower() for name, _value in response.headers}
    response.headers.extend((name, value) for name, value in HEADERS.items() if name.lower() not in own)
    if request.method not in SAFE and resume.sent_from_elsewhere():
        # The browser kept the session to itself; a new one would take its place and sign the person out.
        session.clear()
        session.modified = False
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.endpoint != "static":
        # Nothing of a file stays on a shared phone: not in the cache, not behind the back button.
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.add("Vary", "HX-Request")
    return response
