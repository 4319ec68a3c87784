"""Views of caseload."""

from typing import Any

from flask import Blueprint

from portal.access import Action
from portal.web.acting import require_here
from portal.web.rendering import answer

blueprint = Blueprint("caseload", __name__)


@blueprint.get("/vandaag")
def today() -> Any:
    """Vandaag."""
    require_here(Action.VIEW_POOL)
    return answer("caseload/today.html")


@blueprint.get("/bord")
def board() -> Any:
    """Bord."""
    require_here(Action.VIEW_BOARD)
    return answer("caseload/board.html")
