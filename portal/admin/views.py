"""The screens of the functional admin: one gate before them all, and the overview."""

from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue

from portal.access import Action
from portal.admin import (
    queries,
    views_checklists,
    views_clock,
    views_drafts,
    views_languages,
    views_mail,
    views_places,
    views_rules,
    views_teams,
    views_topics,
    views_types,
    views_users,
)
from portal.web.acting import require_here, today
from portal.web.addresses import is_behind_unknown_proxy
from portal.web.rendering import answer

blueprint = Blueprint("admin", __name__)
for part in (
    views_users,
    views_places,
    views_teams,
    views_types,
    views_rules,
    views_topics,
    views_checklists,
    views_drafts,
    views_clock,
    views_languages,
    views_mail,
):
    blueprint.register_blueprint(part.blueprint)


@blueprint.before_request
def only_functional_admins() -> None:
    """Nobody else gets as far as a view of this part."""
    require_here(Action.CONFIGURE)


@blueprint.get("/beheer")
def overview() -> ResponseReturnValue:
    """What can be configured, how much of it there is, and what asks for a look."""
    config = current_app.extensions["config"]
    return answer(
        "admin/overview.html",
        parts=queries.overview(today()),
        unknown_proxy=is_behind_unknown_proxy(),
        no_address=config.production and not config.public_url,
    )
