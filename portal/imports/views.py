"""Views of imports."""

from typing import Any

from flask import Blueprint

from portal.access import Action
from portal.web.acting import require_here
from portal.web.rendering import answer

blueprint = Blueprint("imports", __name__)


@blueprint.get("/importeren")
def upload() -> Any:
    """Importeren."""
    require_here(Action.IMPORT)
    return answer("imports/upload.html")
