"""The figures of warm handovers, and the rows behind each number."""

from collections.abc import Callable

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from portal.access import Action, Actor, RoleKind
from portal.db import key
from portal.handovers.afterwards.rules import NEED_CATEGORIES
from portal.handovers.path import RETURN_REASONS
from portal.refusals import NotVisible
from portal.reports import queries
from portal.reports.rules import Cell, Figures, figures
from portal.reports.small_numbers.rules import hidden
from portal.trajectories.named import NamedTrajectory, named_among
from portal.trajectories.traces import listed
from portal.web.acting import require_here, this_act, today
from portal.web.paging import PAGE_SIZE, this_page
from portal.web.rendering import answer

blueprint = Blueprint("reports", __name__)
FIRST_YEAR = 2015


@blueprint.get("/cijfers")
def handovers() -> ResponseReturnValue:
    """The figures of a year, for a coordinator's location or a reader's municipality."""
    actor = require_here(Action.VIEW_FIGURES)
    year = _year()
    found = _figures(actor, year)
    return answer(
        "reports/handovers.html",
        figures=found,
        year=year,
        latest=today().year,
        number=_number(actor, found),
        link=_link(actor, year),
        small=actor.kind is RoleKind.MUNICIPAL_READER,
    )


@blueprint.get("/cijfers/<figure>")
def rows(figure: str) -> ResponseReturnValue:
    """The trajectories behind a number; for who may open them."""
    actor = require_here(Action.VIEW_BOARD)
    cell = next((each for each in _figures(actor, _year()).cells() if each.name == figure), None)
    if cell is None:
        raise NotVisible
    keys = sorted(set(cell.trajectories))
    after = request.args.get("na", type=key) or 0
    page = [each for each in keys if each > after][: PAGE_SIZE + 1]
    found: list[NamedTrajectory] = listed(this_act(), "figures", lambda: named_among(actor, page[:PAGE_SIZE]))
    return answer(
        "reports/rows.html",
        rows=sorted(found, key=lambda each: each.id),
        cell=cell,
        year=_year(),
        next_url=this_page(na=page[PAGE_SIZE - 1]) if len(page) > PAGE_SIZE else None,
    )


def _figures(actor: Actor, year: int) -> Figures:
    closures = queries.closures(actor, year)
    return figures(queries.cases(actor), closures, year, RETURN_REASONS, NEED_CATEGORIES)


def _year() -> int:
    """The year that is asked for; this one for anything that is no year of ours."""
    asked = request.args.get("jaar", type=key) or 0
    return asked if FIRST_YEAR <= asked <= today().year else today().year


def _number(actor: Actor, found: Figures) -> Callable[[Cell], int | None]:
    """How a cell is shown to this reader: every number to a coordinator, to a municipal reader None where it
    is hidden."""
    unseen = hidden(found) if actor.kind is RoleKind.MUNICIPAL_READER else frozenset()
    return lambda cell: None if cell.name in unseen else cell.count


def _link(actor: Actor, year: int) -> Callable[[Cell], str | None]:
    """Where a number opens its rows; a municipal reader sees no person, so there it opens nothing."""
    if actor.kind is RoleKind.MUNICIPAL_READER:
        return lambda _cell: None
    return lambda cell: url_for("reports.rows", figure=cell.name, jaar=year) if cell.count else None
