"""The coordinator's volunteers: the list, adding, changing, papers, absence."""

from functools import partial
from typing import Any

from flask import Blueprint, flash, request, url_for
from flask.typing import ResponseReturnValue

from portal.access import Action
from portal.db import key
from portal.i18n import gettext
from portal.people.invitations.queries import waiting_invitations
from portal.people.links.views import link_facts
from portal.people.models.people import Volunteer
from portal.people.queries import volunteers_visible_to
from portal.people.volunteers import queries, service
from portal.people.volunteers.forms import AbsenceForm, NewVolunteerForm, VolunteerFilter, VolunteerForm
from portal.people.volunteers.words import papers
from portal.web.acting import require_here, this_act, today
from portal.web.editing import FormPage, done, edit, on_page
from portal.web.paging import PAGE_SIZE, page_of
from portal.web.rendering import answer
from portal.work import fetch_all, find

blueprint = Blueprint("volunteers", __name__, url_prefix="/vrijwilligers")


@blueprint.get("")
def overview() -> ResponseReturnValue:
    """The volunteers of my location."""
    actor = require_here(Action.VIEW_BOARD)
    form = VolunteerFilter(request.args)
    asked = queries.VolunteersAsked((form.q.data or "").strip() or None, form.status.data, form.functie.data)
    rows = queries.volunteer_rows(actor, asked, request.args.get("na", type=key), PAGE_SIZE + 1)
    part = page_of(rows, lambda volunteer: volunteer.id)
    return answer(
        "people/volunteers/volunteers.html",
        "people/volunteers/_volunteers.html",
        form=form,
        part=part,
        papers={volunteer.id: papers(volunteer, today()) for volunteer in part.rows},
        filtered=any(field.data for field in form),
        invitations=fetch_all(waiting_invitations(actor)),
    )


@blueprint.route("/nieuw", methods=["GET", "POST"])
def add() -> ResponseReturnValue:
    """Add a volunteer, with an account that still needs a link."""
    require_here(Action.ADD_VOLUNTEER)
    form = NewVolunteerForm(queries.languages(), today())
    return edit(
        on_page("people/volunteers/volunteer_new.html", form),
        lambda: service.add_volunteer(this_act(), form.account(), form.offer(), form.languages.data),
        _tell,
    )


def _tell(added: Volunteer | None) -> ResponseReturnValue:
    """Say what became of it, and go on."""
    if added is None:
        text = gettext("Er is al een account met dit e-mailadres. De eigenaar krijgt een uitnodiging.")
        flash(text, "info")
        return done(url_for("volunteers.overview"))
    return _done(
        added.id, gettext("De vrijwilliger is toegevoegd. Nodig deze persoon nu uit om een wachtwoord te kiezen.")
    )


def _done(volunteer_id: int, message: str) -> ResponseReturnValue:
    return done(url_for("volunteers.volunteer", volunteer_id=volunteer_id), message)


@blueprint.get("/<int:volunteer_id>")
def volunteer(volunteer_id: int) -> ResponseReturnValue:
    """The offer of a volunteer, their papers and absence, each to be changed."""
    return _page(_visible(volunteer_id))


@blueprint.post("/<int:volunteer_id>")
def change(volunteer_id: int) -> ResponseReturnValue:
    """Change what a volunteer offers and their papers."""
    row = _visible(volunteer_id)
    form = _form(row)

    def change_it() -> None:
        told = service.VolunteerTold(form.offer(), form.languages.data, form.phone_number())
        service.change_volunteer(this_act(), volunteer_id, form.expected_version(), told)

    return edit(
        FormPage(form, partial(_page, row, form=form)),
        change_it,
        lambda _made: _done(volunteer_id, gettext("De wijziging is opgeslagen.")),
        now=lambda: _form(_visible(volunteer_id), formdata=None),
    )


@blueprint.post("/<int:volunteer_id>/afwezig")
def plan_absence(volunteer_id: int) -> ResponseReturnValue:
    """Record days on which a volunteer offers no hours."""
    row = _visible(volunteer_id)
    form = AbsenceForm()
    return edit(
        FormPage(form, partial(_page, row, absence_form=form)),
        lambda: service.plan_absence(this_act(), volunteer_id, form.starts_on.data, form.ends_on.data),
        lambda _made: _done(volunteer_id, gettext("De afwezigheid is vastgelegd.")),
    )


@blueprint.post("/<int:volunteer_id>/afwezig/<int:absence_id>/weg")
def remove_absence(volunteer_id: int, absence_id: int) -> ResponseReturnValue:
    """Take back an absence."""
    service.remove_absence(this_act(), volunteer_id, absence_id)
    return _done(volunteer_id, gettext("De afwezigheid is weggehaald."))


def _visible(volunteer_id: int) -> Volunteer:
    return find(volunteers_visible_to(this_act().actor).where(Volunteer.id == volunteer_id))


def _form(row: Volunteer, **options: Any) -> VolunteerForm:
    """The form of a volunteer; without the phone number where it is not the coordinator's to change."""
    form = VolunteerForm(queries.languages(), today(), row, **options)
    if row.user.only_volunteer_at != row.location_id:
        del form.phone
    return form


def _page(
    row: Volunteer, form: VolunteerForm | None = None, absence_form: AbsenceForm | None = None, status: int = 200
) -> ResponseReturnValue:
    return answer(
        "people/volunteers/volunteer.html",
        status=status,
        volunteer=row,
        papers=papers(row, today()),
        form=form or _form(row, formdata=None),
        absence_form=absence_form or AbsenceForm(formdata=None),
        invalid=form or absence_form,
        **link_facts(row.user),
    )
