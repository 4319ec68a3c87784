"""The front door: each role to its own start, and a health check for the machine."""

from typing import Any

from flask import Blueprint, redirect
from sqlalchemy import text

from portal.db import db
from portal.navigation import start_url
from portal.web.acting import this_actor
from portal.web.security import public

blueprint = Blueprint("start", __name__)


@blueprint.get("/")
def home() -> Any:
    """Lead each role to its own start."""
    actor = this_actor()
    assert actor is not None
    return redirect(start_url(actor), 303)


@blueprint.get("/healthz")
@public
def health() -> Any:
    """Whether the portal and its database answer. Tells nothing else."""
    db.session.execute(text("SELECT 1"))
    return {"status": "ok"}
