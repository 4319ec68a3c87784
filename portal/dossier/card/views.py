"""The contact card: who helps a household now, with what, on a sheet that folds into a pocket."""

from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from portal.access import Action, RoleKind, require
from portal.dossier.card import words
from portal.dossier.card.queries import card_language, entries_of
from portal.i18n import gettext as _
from portal.organisation.languages.queries import checked
from portal.paper.sentences import LANGUAGES, Voice
from portal.paper.typesetting import Sheet, typeset
from portal.refusals import NotVisible
from portal.trajectories import traces
from portal.trajectories.households import service as households_service
from portal.trajectories.households.forms import HelperForm
from portal.trajectories.households.queries import helpers_of
from portal.trajectories.models.household import HELPER_ROLES
from portal.trajectories.models.trajectory import Trajectory
from portal.web.acting import now, this_act, today
from portal.web.editing import done, edit, on_page
from portal.web.rendering import answer, paper

blueprint = Blueprint("card", __name__)


@blueprint.get("/trajecten/<int:trajectory_id>/contactkaart")
def card(trajectory_id: int) -> ResponseReturnValue:
    """The card on the screen, and who is on it."""
    trajectory = _open(trajectory_id)
    voice, own_number = _voice(trajectory), _own_number()
    return answer(
        "dossier/card/card.html",
        trajectory=trajectory,
        voice=voice,
        card=_words(trajectory, voice),
        own_number=own_number,
        may_offer_own=_volunteers() and not trajectory.location.phone,
        helpers=helpers_of(trajectory.household_id),
        functions=HELPER_ROLES,
    )


@blueprint.get("/trajecten/<int:trajectory_id>/contactkaart.pdf")
def on_paper(trajectory_id: int) -> ResponseReturnValue:
    """The card on A4, to fold."""
    trajectory = _open(trajectory_id)
    voice = _voice(trajectory)
    data = {"card": _words(trajectory, voice)}
    body = typeset("card", data, Sheet(title=voice.say("card_name"), language=voice.language, made_at=now()))
    return paper(body, f"contactkaart-{voice.language}.pdf")


@blueprint.route("/trajecten/<int:trajectory_id>/contactkaart/<role>", methods=["GET", "POST"])
def helper(trajectory_id: int, role: str) -> ResponseReturnValue:
    """Who somebody is for this household, and their number."""
    trajectory = _open(trajectory_id)
    if role not in HELPER_ROLES:
        raise NotVisible
    form = _form(trajectory, role)

    def keep() -> None:
        told = households_service.Helper(form.name.data, form.phone.data)
        households_service.set_helper(this_act(), trajectory_id, role, form.expected_version(), told)

    return edit(
        on_page("dossier/card/helper.html", form, trajectory=trajectory, role=role),
        keep,
        lambda _made: done(url_for(".card", trajectory_id=trajectory_id), _("De contactkaart is bijgewerkt.")),
        now=lambda: _form(_open(trajectory_id), role, formdata=None),
    )


def _open(trajectory_id: int) -> Trajectory:
    trajectory = traces.open_file(this_act(), trajectory_id)
    require(this_act().actor, Action.KEEP_CARD, trajectory)
    return trajectory


def _form(trajectory: Trajectory, role: str, **options: Any) -> HelperForm:
    row = helpers_of(trajectory.household_id).get(role)
    stored = {"version": row.version, "name": row.name, "phone": row.phone} if row else {"version": 0}
    return HelperForm(data=stored, **options)


def _words(trajectory: Trajectory, voice: Voice) -> dict[str, Any]:
    entries = entries_of(trajectory, today(), _own_number())
    return words.card_in_words(entries, voice, checked(voice.language), today())


def _voice(trajectory: Trajectory) -> Voice:
    """The language that was asked for, or the household's own."""
    asked = request.args.get("taal", "")
    return Voice(asked if asked in LANGUAGES else card_language(trajectory))


def _own_number() -> bool:
    """Only volunteers themselves put their own number on a card."""
    return _volunteers() and request.args.get("eigen") == "ja"


def _volunteers() -> bool:
    return this_act().actor.kind is RoleKind.VOLUNTEER
