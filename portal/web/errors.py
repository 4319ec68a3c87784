"""Error pages: clear words, the right status, nothing of the inside."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import Flask, current_app, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import Select
from werkzeug.exceptions import HTTPException

from portal.access import Actor, RoleKind
from portal.i18n import gettext
from portal.refusals import Forbidden, NotVisible, Refused
from portal.web import logs
from portal.web.acting import ask_for_nobody, this_actor
from portal.web.carried import typed_texts
from portal.wording import N_, asks_coordinator, say
from portal.work import fetch_all, let_go

# Status → (title, what happened, what the reader can do).
WORDS: dict[int, tuple[str, str, str]] = {
    400: (
        N_("Dit is niet goed aangekomen"),
        N_("De pagina was te oud, of er ging onderweg iets mis."),
        N_("Ga terug, laad de pagina opnieuw en probeer het nog eens."),
    ),
    403: (
        N_("Dit mag u niet doen"),
        N_("U kunt dit zien, maar uw rol mag dit niet wijzigen."),
        N_("Vraag het uw coördinator, of kies een andere rol."),
    ),
    404: (
        N_("Deze pagina is er niet"),
        N_("Misschien is het adres verkeerd, of hoort dit niet meer bij u."),
        N_("Begin opnieuw op uw startpagina."),
    ),
    405: (
        N_("Dit kan hier niet"),
        N_("De pagina kan zo niet worden geopend."),
        N_("Begin opnieuw op uw startpagina."),
    ),
    409: (
        N_("Dit is niet gelukt"),
        N_("Er is intussen iets veranderd."),
        N_("Kijk na wat er nu staat en probeer het opnieuw."),
    ),
    413: (
        N_("Dit is te groot"),
        N_("U stuurde meer dan deze pagina aanneemt."),
        N_("Maak uw tekst korter, of kies een kleiner bestand."),
    ),
    503: (
        N_("Dit lukt nu even niet"),
        N_("Iemand anders slaat nu veel tegelijk op."),
        N_("Wacht een halve minuut en probeer het dan opnieuw."),
    ),
    500: (
        N_("Er ging iets mis"),
        N_("Dat ligt aan ons. Wat al was opgeslagen, is er nog."),
        N_("Probeer het over een paar minuten opnieuw."),
    ),
}

# Nothing the reader did: these pages say whom to call.
FAILURES = (500, 503)


def init_errors(app: Flask, whom_to_ask: Callable[[Actor], Select[Any]]) -> None:
    """Answer what the domain and the server say no to. Who may not do something reads whom to ask."""
    app.extensions["whom_to_ask"] = whom_to_ask

    @app.errorhandler(NotVisible)
    def _not_visible(_error: NotVisible) -> ResponseReturnValue:
        logs.opening_refused(404)
        return error_page(404, people=who_helps())

    @app.errorhandler(Forbidden)
    def _forbidden(_error: Forbidden) -> ResponseReturnValue:
        logs.opening_refused(403)
        actor = this_actor()
        return error_page(403, people=fetch_all(whom_to_ask(actor)) if actor else [])

    @app.errorhandler(Refused)
    def _refused(refused: Refused) -> ResponseReturnValue:
        return error_page(409, say(refused), who_helps(refused))

    @app.errorhandler(HTTPException)
    def _http(error: HTTPException) -> ResponseReturnValue:
        if error.code is None or error.code < 400:
            return error
        return error_page(error.code, people=who_helps() if error.code == 404 else [])

    app.register_error_handler(Exception, broken)


def who_helps(refused: Refused | None = None) -> Sequence[Any]:
    """The coordinators whom a volunteer can ask about a page that is not there, whatever the address, or about a
    refusal that they can do something about; for others nobody."""
    actor = this_actor()
    if actor is None or actor.kind is not RoleKind.VOLUNTEER or not (refused is None or asks_coordinator(refused)):
        return []
    return fetch_all(current_app.extensions["whom_to_ask"](actor))


def broken(error: Exception) -> ResponseReturnValue:
    """Answer what nobody expected; in tests and while working it is raised."""
    if current_app.testing or current_app.debug:
        raise error
    let_go()
    logs.broken(error)
    return error_page(500)


def error_page(code: int, what_happened: str | None = None, people: Sequence[Any] = ()) -> tuple[str, int]:
    """The page for a status, with its own sentence where there is one. Whoever sent something reads
    their own words there, for they are stored nowhere. Asks the database for nothing."""
    ask_for_nobody()
    title, text, next_step = (gettext(each) for each in WORDS.get(code, WORDS[400]))
    said = {"title": title, "text": what_happened or text, "next": next_step, "failed": code in FAILURES}
    said["ask"] = gettext("Komt u er niet uit? Vraag het:") if people and code != 403 else ""
    return render_template("errors/error.html", **said, people=people, typed=typed_texts()), code
