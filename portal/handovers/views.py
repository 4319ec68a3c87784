"""Views of handovers."""

from typing import Any

from flask import Blueprint

from portal.web.rendering import answer

blueprint = Blueprint("handovers", __name__)


@blueprint.get("/overdrachten")
def overview() -> Any:
    """Overdrachten."""
    return answer("handovers/overview.html")
