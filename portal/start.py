"""The front door: each role to its own start, and a health check for the machine."""

from flask import Blueprint, redirect
from flask.typing import ResponseReturnValue

from portal.access import NOBODY
from portal.health import health
from portal.navigation import start_url
from portal.people.queries import coordinators_to_ask
from portal.web.acting import this_actor
from portal.web.rendering import answer
from portal.web.security import public, without_role
from portal.work import fetch_all

blueprint = Blueprint("start", __name__)


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """Lead each role to its own start."""
    actor = this_actor()
    assert actor is not None
    return redirect(start_url(actor), 303)


@blueprint.get("/hulp")
@public
@without_role
def whom_to_ask() -> ResponseReturnValue:
    """Name who helps: the coordinators here, for who has a role at the location, and whoever keeps the portal."""
    return answer("people/help.html", people=fetch_all(coordinators_to_ask(this_actor() or NOBODY)))


@blueprint.get("/healthz/alive")
@public
def alive() -> ResponseReturnValue:
    """That this process answers, whatever the database does: when it does not, start it again."""
    return {"alive": True}


@blueprint.get("/healthz")
@public
def ready() -> ResponseReturnValue:
    """Whether the portal can serve people now, and if not, what is in the way: send nobody here while it answers 503.
    Tells nothing else."""
    found = health()
    is_ready = set(found.values()) == {"ok"}
    return {"status": "ok" if is_ready else "not ready", "alive": True, "ready": is_ready, **found}, (
        200 if is_ready else 503
    )
