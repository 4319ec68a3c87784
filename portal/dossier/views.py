"""Views of dossier."""

from typing import Any

from flask import Blueprint

from portal.web.rendering import answer

blueprint = Blueprint("dossier", __name__)


@blueprint.get("/trajecten/<int:trajectory_id>")
def trajectory(trajectory_id: int) -> Any:
    """Traject."""
    return answer("dossier/trajectory.html")
