"""Late contacts on the coordinator's screen: the list, one of them, and what becomes of it."""

from collections.abc import Callable
from datetime import datetime, time
from functools import partial

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from portal.access import Action
from portal.contacts import queries as contacts_queries
from portal.contacts.late import queries, rules, service, words
from portal.contacts.late.forms import DeclineForm
from portal.contacts.late.models import LateContact
from portal.days import AMSTERDAM
from portal.db import key
from portal.i18n import _
from portal.refusals import Refused
from portal.trajectories import traces
from portal.trajectories.named import named_among
from portal.web.acting import require_here, this_act
from portal.web.editing import FormPage, attempt, done, edit
from portal.web.paging import PAGE_SIZE, page_of
from portal.web.rendering import answer
from portal.work import Act, find

blueprint = Blueprint("late", __name__)


@blueprint.get("/nagekomen")
def overview() -> ResponseReturnValue:
    """The late contacts, the oldest first, and below them those that were settled lately."""
    actor = require_here(Action.VIEW_BOARD)
    act = this_act()
    after = request.args.get("na", type=key)
    waiting = page_of(queries.oldest_waiting(actor, after, PAGE_SIZE + 1), lambda row: row.id)
    settled = [] if after else queries.just_settled(actor, _still_listed_since(act))
    keys = {row.trajectory_id for row in (*waiting.rows, *settled)}
    named = traces.listed(act, "late", lambda: named_among(actor, keys))
    return answer(
        "contacts/late/list.html",
        waiting=waiting,
        settled=settled,
        names={each.id: each.name for each in named},
        words=words,
    )


@blueprint.get("/nagekomen/<int:late_id>")
def late(late_id: int) -> ResponseReturnValue:
    """A late contact, and what the coordinator can do with it."""
    return _page(late_id)


@blueprint.post("/nagekomen/<int:late_id>/in-dossier")
def put_in_file(late_id: int) -> ResponseReturnValue:
    """Log it in the name of its author."""
    said = _("Het contact staat in het dossier. %(who)s krijgt een melding.")
    return _settle(late_id, service.put_in_file, said)


@blueprint.post("/nagekomen/<int:late_id>/verwerkt")
def handle(late_id: int) -> ResponseReturnValue:
    """Say that what came as text is done."""
    return _settle(late_id, service.handle, _("Verwerkt. %(who)s krijgt een melding."))


def _settle(late_id: int, command: Callable[[Act, int], LateContact], said: str) -> ResponseReturnValue:
    """Do what a button asks, and tell whose contact it was."""
    return attempt(
        lambda: command(this_act(), late_id),
        lambda made: done(url_for("late.overview"), said % {"who": made.author.name}, own_step=True),
        partial(_page, late_id),
    )


@blueprint.route("/nagekomen/<int:late_id>/niet-overnemen", methods=["GET", "POST"])
def decline(late_id: int) -> ResponseReturnValue:
    """Leave it out of the file, with a reason."""
    found = _late(late_id)
    form = DeclineForm()

    def show(status: int) -> ResponseReturnValue:
        if found.settled:
            return _page(late_id)
        return answer("contacts/late/decline.html", status=status, form=form, late=found)

    said = _("Het contact is niet overgenomen. %(who)s leest waarom.")
    return edit(
        FormPage(form, show),
        lambda: service.decline(this_act(), late_id, form.reason.data),
        lambda _made: done(url_for("late.overview"), said % {"who": found.author.name}, own_step=True),
        otherwise=lambda refused, _asked: _page(late_id, refused, typed=form.reason.data),
    )


def _page(late_id: int, refused: Refused | None = None, typed: str = "") -> ResponseReturnValue:
    """A late contact as it is now, with why nothing came of what somebody just asked."""
    found = _late(late_id)
    periods = queries.periods_of(found)
    return answer(
        "contacts/late/late.html",
        status=409 if refused else 200,
        late=found,
        said=None if found.text else found.said,
        topics=contacts_queries.all_topics(),
        refused=refused,
        typed=typed,
        in_the_way=None
        if found.settled or found.text
        else attempt(found.check_day, lambda _fine: None, lambda refused: refused),
        within=rules.supported_on(found.day, periods),
        support=words.support(periods),
        same_day=[] if found.settled else queries.of_that_day(found),
        words=words,
    )


def _late(late_id: int) -> LateContact:
    """A late contact the reader may see, whose reading has left its trace."""
    act = this_act()
    theirs = queries.visible_to(act.actor).where(LateContact.id == late_id)
    traces.read_name(act, "late", find(theirs).trajectory_id)
    return find(theirs)


def _still_listed_since(act: Act) -> datetime:
    return datetime.combine(rules.still_listed_since(act.today), time.min, AMSTERDAM)
