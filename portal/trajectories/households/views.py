"""A coordinator adds a household, looks at it and changes it."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from portal.access import Action
from portal.i18n import gettext
from portal.people.volunteers.queries import languages
from portal.refusals import Refused
from portal.trajectories import service as trajectory_service
from portal.trajectories import traces
from portal.trajectories.households import queries, service
from portal.trajectories.households.forms import ClientFields, HouseholdForm, NewHouseholdForm, NewTrajectoryForm
from portal.trajectories.households.page import about_client, languages_of
from portal.trajectories.households.steps import Adult
from portal.trajectories.models.household import Household
from portal.trajectories.queries import active_types, households_visible_to
from portal.trajectories.recognising.queries import mark_of
from portal.web.acting import require_here, this_act, today
from portal.web.editing import FormPage, Otherwise, done, edit, on_page
from portal.web.rendering import answer

# The button that says: whom this resembles is somebody else. Its value marks whom somebody saw.
ANOTHER = "another"
NOBODY_BESIDE: dict[str, Any] = {"beside": (), "mark": mark_of(())}
blueprint = Blueprint("households", __name__, url_prefix="/huishoudens")
blueprint.add_app_template_global(languages_of)
blueprint.add_app_template_global(about_client)


@blueprint.route("/nieuw", methods=["GET", "POST"])
def add() -> ResponseReturnValue:
    """A household with its first client and its first trajectory."""
    actor = require_here(Action.ADD_HOUSEHOLD)
    form = NewHouseholdForm(today(), data={"adults": 1, "children": 0, "starts_on": today()})
    form.offer_municipalities(queries.municipalities_of(actor.location_id))
    form.offer_languages(languages())
    form.offer_types(active_types())
    return edit(
        on_page("trajectories/households/household_new.html", form, **NOBODY_BESIDE),
        lambda: service.add_household(this_act(), form.household(), typed_adult(form), form.trajectory()),
        lambda row: to_household(row.id, gettext("Het huishouden is toegevoegd en wacht op een begeleider.")),
        otherwise=beside_whom(form, form.household),
    )


@blueprint.get("/<int:household_id>")
def household(household_id: int) -> ResponseReturnValue:
    """Who lives there, and the trajectories of the household."""
    row = traces.open_household(this_act(), household_id)
    return answer(
        "trajectories/households/household.html",
        household=row,
        trajectories=queries.trajectories_of(row.id),
        covered=queries.is_covered(row.area, today()),
    )


@blueprint.route("/<int:household_id>/wijzigen", methods=["GET", "POST"])
def change(household_id: int) -> ResponseReturnValue:
    """Change where and with how many a household lives."""
    row = _household(household_id)
    form = _form(row)
    return edit(
        on_page("trajectories/households/household_change.html", form, household=row),
        lambda: service.change_household(this_act(), household_id, form.expected_version(), form.household()),
        lambda _row: to_household(household_id, gettext("De wijziging is opgeslagen.")),
        now=lambda: _form(_household(household_id), formdata=None),
    )


@blueprint.route("/<int:household_id>/traject", methods=["GET", "POST"])
def add_trajectory(household_id: int) -> ResponseReturnValue:
    """Start another trajectory for the household."""
    row = _household(household_id)
    form = NewTrajectoryForm(data={"starts_on": today()})
    form.offer_types(active_types())
    return edit(
        on_page("trajectories/households/trajectory_new.html", form, household=row),
        lambda: trajectory_service.add_trajectory(this_act(), household_id, form.trajectory()),
        lambda _row: to_household(household_id, gettext("Het traject is begonnen en wacht op een begeleider.")),
    )


def to_household(household_id: int, message: str) -> ResponseReturnValue:
    """Say what was done, and go on to the page of the household."""
    return done(url_for("households.household", household_id=household_id), message)


def beside_whom(form: ClientFields, household: Callable[[], dict[str, Any]], but_for: Sequence[int] = ()) -> Otherwise:
    """When what was typed resembles people who are known, they stand beside it."""

    def resembling(refused: Refused, page: FormPage) -> ResponseReturnValue | None:
        if refused.code not in ("household_exists", "person_resembles"):
            return None
        page.form.refuse(refused)
        beside = traces.read_resembling(this_act(), household(), form.client(), but_for)
        return page.show(status=422, beside=beside, mark=mark_of(beside))

    return resembling


def typed_adult(form: ClientFields) -> Adult:
    """The adult as typed, with the mark of the people shown beside it."""
    return Adult(form.client(), form.languages(), request.form.get(ANOTHER, ""))


def _household(household_id: int) -> Household:
    statement = households_visible_to(this_act().actor).where(Household.id == household_id)
    return traces.read_household(this_act(), statement)


def _form(row: Household, **options: Any) -> HouseholdForm:
    """The form of a household; its own municipality can stay chosen whatever the location serves now."""
    form = HouseholdForm(obj=row, **options)
    served = queries.municipalities_of(row.location_id)
    form.offer_municipalities(served if row.municipality in served else [row.municipality, *served])
    return form
