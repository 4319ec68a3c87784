"""Papers for the client: the sheet of what is shared, and the reminder of the meeting."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.access import Action, may
from portal.handovers.meeting import words as meeting_words
from portal.handovers.models.handover import WarmHandover
from portal.handovers.path import INTERNAL
from portal.handovers.sheet.queries import language_of, sheet_of
from portal.handovers.sheet.words import sheet_in_words
from portal.handovers.traces import open_handover
from portal.organisation.languages.queries import checked
from portal.paper.sentences import LANGUAGES, Voice
from portal.paper.typesetting import Sheet, typeset
from portal.refusals import NotVisible
from portal.web.acting import now, this_act
from portal.web.rendering import answer, paper

blueprint = Blueprint("handovers_sheet", __name__)
# Asks for what a newer version would share, as ?versie=nieuw.
NEWER = "nieuw"


@blueprint.get("/overdrachten/<reference>/blad")
def own_language(reference: str) -> ResponseReturnValue:
    """The sheet in the language the household speaks."""
    handover = _open_sheet(reference)
    versie = NEWER if _newer() else None
    return redirect(url_for(".sheet", reference=reference, language=language_of(handover), versie=versie), 303)


@blueprint.get("/overdrachten/<reference>/blad/<language>")
def sheet(reference: str, language: str) -> ResponseReturnValue:
    """The sheet in the client's language beside Dutch, to read together."""
    voice, handover = _voice(language), _open_sheet(reference)
    found = sheet_of(handover, _newer())
    words = sheet_in_words(found, voice, checked(language))
    versie = NEWER if found.both and not found.frozen else None
    return answer(
        "handovers/sheet/sheet.html", handover=handover, voice=voice, sheet=words, both=found.both, versie=versie
    )


@blueprint.get("/overdrachten/<reference>/blad/<language>.pdf")
def sheet_on_paper(reference: str, language: str) -> ResponseReturnValue:
    """The same sheet to print and sign."""
    voice, handover = _voice(language), _open_sheet(reference)
    words = sheet_in_words(sheet_of(handover, _newer()), voice, checked(language))
    body = typeset(
        "sheet",
        {"sheet": words},
        Sheet(voice.say("sheet_title"), language, now(), handover.trajectory.location.name, footer=reference),
    )
    return paper(body, f"blad-{reference}-{language}.pdf")


@blueprint.get("/overdrachten/<reference>/herinnering/<language>.pdf")
def reminder(reference: str, language: str) -> ResponseReturnValue:
    """When and where the planned meeting is, for the client to take home."""
    voice, handover = _voice(language), _open(reference, Action.VIEW_SNAPSHOT)
    if handover.state != "planned":
        raise NotVisible
    words = meeting_words.reminder_in_words(handover, voice, checked(language))
    body = typeset("reminder", {"sheet": words}, Sheet(voice.say("meeting_title"), language, now()))
    return paper(body, f"afspraak-{reference}-{language}.pdf")


def _newer() -> bool:
    return request.args.get("versie") == NEWER


def _open_sheet(reference: str) -> WarmHandover:
    """The handover of this sheet. There is no sheet inside the organisation, where nobody is asked, and none for an
    organisation once the consent is withdrawn."""
    handover = _open(reference, Action.RECORD_CONSENT)
    readable = handover.can("change") or may(this_act().actor, Action.VIEW_SNAPSHOT, handover)
    if handover.kind == INTERNAL or not readable:
        raise NotVisible
    return handover


def _open(reference: str, action: Action) -> WarmHandover:
    """The handover, for who may do this with it; to everybody else the paper does not exist."""
    handover = open_handover(this_act(), reference)
    if not may(this_act().actor, action, handover):
        raise NotVisible
    return handover


def _voice(language: str) -> Voice:
    if language not in LANGUAGES:
        raise NotVisible
    return Voice(language)
