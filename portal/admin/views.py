"""The screens of the functional admin: one gate before them all, and the overview."""

from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue

from portal.access import Action
from portal.admin import queries
from portal.admin.checklists import views as checklists
from portal.admin.clock import views as clock
from portal.admin.drafts import views as drafts
from portal.admin.duration_rules import views as duration_rules
from portal.admin.idle import views as idle
from portal.admin.languages import views as languages
from portal.admin.mail import views as mail
from portal.admin.places import views as places
from portal.admin.teams import views as teams
from portal.admin.topics import views as topics
from portal.admin.types import views as types
from portal.admin.users import views as users
from portal.people.sessions import queries as sessions_queries
from portal.web.acting import require_here, today
from portal.web.addresses import is_behind_unknown_proxy
from portal.web.rendering import answer

blueprint = Blueprint("admin", __name__)
for room in (users, places, teams, types, duration_rules, topics, checklists, drafts, clock, languages, mail, idle):
    blueprint.register_blueprint(room.blueprint)


@blueprint.before_request
def only_functional_admins() -> None:
    """Nobody else gets as far as a view of this part."""
    require_here(Action.CONFIGURE)


@blueprint.get("/beheer")
def overview() -> ResponseReturnValue:
    """The parts of the configuration, how many rows each has, and how many of them ask for a look."""
    config = current_app.extensions["config"]
    return answer(
        "admin/overview.html",
        parts=queries.overview(today()),
        silence=sessions_queries.setting(),
        unknown_proxy=is_behind_unknown_proxy(),
        no_address=config.production and not config.public_url,
    )
