"""The page about one's calendar, and the calendar itself as a phone fetches it."""

from flask import Blueprint, Response, current_app, request, url_for
from flask.typing import ResponseReturnValue

from portal import i18n
from portal.access import Action
from portal.calendar import queries, rules, service, words
from portal.calendar.forms import AddressForm
from portal.i18n import gettext
from portal.people.queries import identity
from portal.refusals import Refused
from portal.web.acting import now, require_here, this_act
from portal.web.addresses import site
from portal.web.editing import FormPage, done, edit
from portal.web.rendering import answer
from portal.web.security import public
from portal.wording import say

blueprint = Blueprint("calendar", __name__)


@blueprint.route("/agenda", methods=["GET", "POST"])
def page() -> ResponseReturnValue:
    """My calendar on a phone. A new address is shown once: it is kept nowhere, so the answer is the page
    itself, no redirect."""
    require_here(Action.SUBSCRIBE)
    form = AddressForm()

    def make() -> str:
        home, secret_key = site(), current_app.extensions["config"].secret_key
        secret = service.make_address(this_act(), secret_key, form.submission_key.data, form.replaces())
        return home + url_for("calendar.feed", secret=secret)

    def show_once(address: str) -> ResponseReturnValue:
        webcal = "webcal://" + address.partition("://")[2]
        return answer("calendar/address.html", address=address, webcal=webcal, replaced=form.replaces())

    def refuse(refused: Refused, page: FormPage) -> ResponseReturnValue:
        return page.show(status=409, problem=say(refused))

    return edit(FormPage(form, _page), make, show_once, otherwise=refuse)


@blueprint.post("/agenda/stoppen")
def stop() -> ResponseReturnValue:
    """Let my address answer no more."""
    service.stop(this_act())
    return done(url_for("calendar.page"), gettext("De agenda is gestopt. Het adres werkt niet meer."))


@blueprint.get("/agenda/<secret>.ics")
@public
def feed(secret: str) -> ResponseReturnValue:
    """My appointments, for whoever has the address: the address itself is the secret."""
    found = service.fetch(secret, now())
    i18n.locale.set(found.locale)
    body = words.feed(rules.one_each(found.upcoming), site() + url_for("start.home"))
    response = Response(body, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="wegwijs.ics"'
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    response.add_etag(weak=True)
    return response.make_conditional(request)


def _page(status: int, problem: str | None = None) -> ResponseReturnValue:
    act = this_act()
    mine = queries.feed_of(act.actor.user_id)
    actors = queries.volunteers_in(identity(act.actor.user_id)) if mine else []
    return answer(
        "calendar/calendar.html",
        status=status,
        feed=mine,
        problem=problem,
        fields=AddressForm.beginning(mine.id if mine else None),
        how_many=len(rules.one_each(queries.upcoming(actors, act.today))),
        words=words,
    )
