"""A coordinator changes the clients of a household, and corrects its trajectories."""

from functools import partial
from typing import Any

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from portal.access import Action
from portal.i18n import gettext
from portal.people.volunteers.queries import languages
from portal.trajectories import service as trajectory_service
from portal.trajectories import traces
from portal.trajectories.clients import service
from portal.trajectories.households.forms import ClientForm, LeaveForm, TrajectoryForm
from portal.trajectories.households.queries import household_of_client
from portal.trajectories.households.views import NOBODY_BESIDE, beside_whom, to_household, typed_adult
from portal.trajectories.models.household import Client, Household
from portal.trajectories.models.trajectory import Trajectory
from portal.trajectories.queries import households_visible_to, visible_to
from portal.trajectories.recognising.queries import address_of
from portal.web.acting import require_here, this_act, today
from portal.web.editing import FormPage, done, edit, on_page
from portal.web.rendering import answer
from portal.work import fetch_all

blueprint = Blueprint("clients", __name__)


@blueprint.route("/huishoudens/<int:household_id>/client", methods=["GET", "POST"])
def add(household_id: int) -> ResponseReturnValue:
    """Another adult of the household."""
    statement = households_visible_to(this_act().actor).where(Household.id == household_id)
    household = traces.read_household(this_act(), statement)
    form = ClientForm(today())
    form.offer_languages(languages())
    return edit(
        on_page("trajectories/clients/client_new.html", form, household=household, **NOBODY_BESIDE),
        lambda: service.add_client(this_act(), household_id, typed_adult(form)),
        lambda _made: to_household(household_id, gettext("De cliënt is toegevoegd.")),
        otherwise=beside_whom(form, lambda: address_of(household)),
    )


@blueprint.route("/clienten/<int:client_id>", methods=["GET", "POST"])
def change(client_id: int) -> ResponseReturnValue:
    """Change who a client is and how to reach them."""
    client = _client(client_id)
    form = _form(client)
    return edit(
        FormPage(form, partial(_page, client, form=form)),
        lambda: service.change_client(this_act(), client_id, form.expected_version(), typed_adult(form)),
        lambda _made: to_household(client.household_id, gettext("De wijziging is opgeslagen.")),
        now=lambda: _form(_client(client_id), formdata=None),
        otherwise=beside_whom(form, lambda: address_of(client.household), [client_id]),
    )


@blueprint.post("/clienten/<int:client_id>/vertrokken")
def leave(client_id: int) -> ResponseReturnValue:
    """The client no longer belongs to the household."""
    client = _client(client_id)
    form = LeaveForm()
    return edit(
        FormPage(form, partial(_page, client, leave_form=form)),
        lambda: service.leave(this_act(), client_id, form.left_on.data),
        lambda _made: to_household(client.household_id, gettext("De cliënt hoort niet meer bij het huishouden.")),
    )


@blueprint.post("/clienten/<int:client_id>/terug")
def come_back(client_id: int) -> ResponseReturnValue:
    """The client belongs to the household again."""
    service.come_back(this_act(), client_id)
    return done(url_for("clients.change", client_id=client_id), gettext("De cliënt hoort weer bij het huishouden."))


@blueprint.route("/trajecten/<int:trajectory_id>/wijzigen", methods=["GET", "POST"])
def change_trajectory(trajectory_id: int) -> ResponseReturnValue:
    """Correct the regime, the start or the urgency of a trajectory."""
    trajectory = _trajectory(trajectory_id)
    form = TrajectoryForm(obj=trajectory)

    def change() -> None:
        terms = trajectory_service.TrajectoryTerms(form.legal_regime.data, form.starts_on.data, form.urgent.data)
        trajectory_service.change_trajectory(this_act(), trajectory_id, form.expected_version(), terms)

    return edit(
        on_page("trajectories/clients/trajectory_change.html", form, trajectory=trajectory),
        change,
        lambda _made: done(
            url_for("dossier.trajectory", trajectory_id=trajectory_id), gettext("De wijziging is opgeslagen.")
        ),
        now=lambda: TrajectoryForm(obj=_trajectory(trajectory_id), formdata=None),
    )


def _client(client_id: int) -> Client:
    household = traces.read_household(this_act(), household_of_client(this_act().actor, client_id))
    return next(each for each in household.clients if each.id == client_id)


def _trajectory(trajectory_id: int) -> Trajectory:
    statement = visible_to(this_act().actor).where(Trajectory.id == trajectory_id)
    trajectory = traces.read_one(this_act(), "change", lambda: fetch_all(statement))
    require_here(Action.EDIT_HOUSEHOLD, trajectory)
    return trajectory


def _form(client: Client, **options: Any) -> ClientForm:
    form = ClientForm(today(), client, **options)
    form.offer_languages(languages())
    return form


def _page(
    client: Client,
    form: ClientForm | None = None,
    leave_form: LeaveForm | None = None,
    status: int = 200,
    **beside: Any,
) -> ResponseReturnValue:
    return answer(
        "trajectories/clients/client.html",
        status=status,
        client=client,
        form=form or _form(client, formdata=None),
        leave_form=leave_form or LeaveForm(formdata=None),
        **{**NOBODY_BESIDE, **beside},
        invalid=leave_form or (form.errors if form else None),
    )
