"""A coordinator changes the clients of a household, and corrects its trajectories."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.access import Action
from portal.i18n import gettext
from portal.people.volunteers.queries import languages
from portal.refusals import Refused
from portal.trajectories import service as trajectory_service
from portal.trajectories import traces
from portal.trajectories.clients import service
from portal.trajectories.households.forms import ClientForm, LeaveForm, TrajectoryForm
from portal.trajectories.households.queries import household_of_client
from portal.trajectories.households.views import RESEMBLING, typed_adult
from portal.trajectories.models.household import Client, Household
from portal.trajectories.models.trajectory import Trajectory
from portal.trajectories.queries import households_visible_to, visible_to
from portal.trajectories.recognising.queries import Resembling, address_of, mark_of
from portal.web.acting import require_here, this_act, today
from portal.web.editing import succeeded
from portal.web.forms import submitted
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
    beside: list[Resembling] = []
    if submitted(form):
        try:
            service.add_client(this_act(), household_id, typed_adult(form))
            succeeded(gettext("De cliënt is toegevoegd."))
            return redirect(url_for("households.household", household_id=household_id), 303)
        except Refused as refused:
            form.refuse(refused)
            if refused.code in RESEMBLING:
                beside = traces.read_resembling(this_act(), address_of(household), form.client())
    status = 422 if form.errors else 200
    return answer(
        "trajectories/clients/client_new.html",
        status=status,
        form=form,
        household=household,
        beside=beside,
        mark=mark_of(beside),
    )


@blueprint.route("/clienten/<int:client_id>", methods=["GET", "POST"])
def change(client_id: int) -> ResponseReturnValue:
    """Change who a client is and how to reach them."""
    client = _client(client_id)
    form = _form(client)
    status, beside = 200, []
    if submitted(form):
        try:
            service.change_client(this_act(), client_id, form.expected_version(), typed_adult(form))
            succeeded(gettext("De wijziging is opgeslagen."))
            return redirect(url_for("households.household", household_id=client.household_id), 303)
        except Refused as refused:
            client = _client(client_id)
            status = form.refuse_change(refused, _form(client, formdata=None))
            if refused.code in RESEMBLING:
                address = address_of(client.household)
                beside = traces.read_resembling(this_act(), address, form.client(), [client.id])
    elif form.errors:
        status = 422
    return _page(client, form=form, status=status, beside=beside)


@blueprint.post("/clienten/<int:client_id>/vertrokken")
def leave(client_id: int) -> ResponseReturnValue:
    """The client no longer belongs to the household."""
    client = _client(client_id)
    form = LeaveForm()
    if submitted(form):
        try:
            service.leave(this_act(), client_id, form.left_on.data)
            succeeded(gettext("De cliënt hoort niet meer bij het huishouden."))
            return redirect(url_for("households.household", household_id=client.household_id), 303)
        except Refused as refused:
            form.refuse(refused)
    return _page(_client(client_id), leave_form=form, status=422)


@blueprint.post("/clienten/<int:client_id>/terug")
def come_back(client_id: int) -> ResponseReturnValue:
    """The client belongs to the household again."""
    service.come_back(this_act(), client_id)
    succeeded(gettext("De cliënt hoort weer bij het huishouden."))
    return redirect(url_for("clients.change", client_id=client_id), 303)


@blueprint.route("/trajecten/<int:trajectory_id>/wijzigen", methods=["GET", "POST"])
def change_trajectory(trajectory_id: int) -> ResponseReturnValue:
    """Correct the regime, the start or the urgency of a trajectory."""
    trajectory = _trajectory(trajectory_id)
    form = TrajectoryForm(obj=trajectory)
    status = 200
    if submitted(form):
        try:
            terms = trajectory_service.TrajectoryTerms(form.legal_regime.data, form.starts_on.data, form.urgent.data)
            trajectory_service.change_trajectory(this_act(), trajectory_id, form.expected_version(), terms)
            succeeded(gettext("De wijziging is opgeslagen."))
            return redirect(url_for("dossier.trajectory", trajectory_id=trajectory_id), 303)
        except Refused as refused:
            trajectory = _trajectory(trajectory_id)
            status = form.refuse_change(refused, TrajectoryForm(obj=trajectory, formdata=None))
    elif form.errors:
        status = 422
    return answer("trajectories/clients/trajectory_change.html", status=status, form=form, trajectory=trajectory)


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
    beside: Sequence[Resembling] = (),
) -> ResponseReturnValue:
    return answer(
        "trajectories/clients/client.html",
        status=status,
        client=client,
        form=form or _form(client, formdata=None),
        leave_form=leave_form or LeaveForm(formdata=None),
        beside=beside,
        mark=mark_of(beside),
        invalid=leave_form or (form.errors if form else None),
    )
