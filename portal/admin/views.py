"""Views of admin."""

from typing import Any

from flask import Blueprint

from portal.access import Action
from portal.web.acting import require_here
from portal.web.rendering import answer

blueprint = Blueprint("admin", __name__)


@blueprint.get("/beheer")
def overview() -> Any:
    """Beheer."""
    require_here(Action.CONFIGURE)
    return answer("admin/overview.html")
