"""The page to search on, the answers while somebody types, and whether a key leads there."""

from flask import Blueprint, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.access import Action
from portal.search import page, rules
from portal.search.words import found_words
from portal.web.acting import require_here, this_act
from portal.web.rendering import answer, is_fragment_request

MOST, MOST_BESIDE = 20, 5  # rows of a kind: on the page, and under the bar at the top
WHILE_TYPING = 3  # signs from which somebody who still types is answered
_KEPT = 400 * 24 * 3600  # seconds: as long as a browser keeps anything
blueprint = Blueprint("search", __name__)


@blueprint.get("/zoeken")
def search() -> ResponseReturnValue:
    """Everything that somebody finds by a text, in groups; `kort` asks for the few that fit under the bar."""
    require_here(Action.SEARCH)
    text = request.args.get("q", "")
    beside = "kort" in request.args
    asked = rules.asked(text)
    enough = asked.enough and (len(text.strip()) >= WHILE_TYPING or not is_fragment_request())
    groups = page.groups(this_act(), asked, MOST_BESIDE if beside else MOST) if enough else []
    return answer(
        "search/search.html",
        "search/_beside.html" if beside else "search/_found.html",
        text=text,
        enough=enough,
        groups=groups,
        count=found_words(groups) if enough else "",
    )


@blueprint.post("/zoeken/toets")
def turn_key() -> ResponseReturnValue:
    """Turn the key that leads to the field off or on, for this browser: who speaks to it may press keys unawares."""
    require_here(Action.SEARCH)
    told = redirect(url_for("search.search"), 303)
    if search_key():
        production = current_app.extensions["config"].production
        told.set_cookie(_cookie(), "uit", max_age=_KEPT, secure=production, httponly=True, samesite="Lax")
    else:
        told.delete_cookie(_cookie())
    return told


@blueprint.app_template_global()
def search_key() -> bool:
    """Whether "/" leads to the field in the bar at the top."""
    return _cookie() not in request.cookies


def _cookie() -> str:
    return f"{current_app.config['SESSION_COOKIE_NAME']}-toets"
