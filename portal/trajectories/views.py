"""The pool, claiming and releasing."""

from typing import Any

from flask import Blueprint, redirect, url_for

from portal.access import Action
from portal.trajectories import service
from portal.trajectories import words as words
from portal.web.acting import require_here, this_act
from portal.web.rendering import answer

blueprint = Blueprint("trajectories", __name__)


@blueprint.get("/beschikbaar")
def pool() -> Any:
    """The pool without names."""
    require_here(Action.VIEW_POOL)
    return answer("trajectories/pool.html")


@blueprint.post("/trajecten/<int:trajectory_id>/claimen")
def claim(trajectory_id: int) -> Any:
    """Claim, then show the household at once."""
    service.claim(this_act(), trajectory_id)
    return redirect(url_for("dossier.trajectory", trajectory_id=trajectory_id), 303)
