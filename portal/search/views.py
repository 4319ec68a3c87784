"""The page to search on, and what is found while somebody types."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from portal.access import Action
from portal.search import page, rules
from portal.search.words import found_words
from portal.web.acting import require_here, this_act
from portal.web.rendering import answer, is_fragment_request

MOST, MOST_BESIDE = 20, 5  # rows of a kind: on the page, and under the bar at the top
WHILE_TYPING = 3  # signs from which somebody who still types is answered
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
