"""Neighbourhood teams: who they are, which postcode areas they cover, who belongs to them."""

from typing import Any

from flask import Blueprint, flash, request, url_for
from flask.typing import ResponseReturnValue

from portal.admin import queries as admin_queries
from portal.admin.page import change_row, form_page
from portal.admin.teams import queries
from portal.admin.teams.forms import AreaForm, ChangeTeamForm, EndAreaForm, TeamForm
from portal.db import key
from portal.i18n import gettext as _
from portal.identifiers import display_phone
from portal.organisation.teams import service as teams_service
from portal.refusals import NotVisible
from portal.web.acting import this_act, today
from portal.web.editing import done, edit
from portal.web.paging import PAGE_SIZE, page_of
from portal.web.rendering import answer

blueprint = Blueprint("teams", __name__, url_prefix="/beheer/wijkteams")


@blueprint.get("")
def overview() -> ResponseReturnValue:
    """Every team, by name, of one municipality or all."""
    municipality_id, after = (request.args.get(name, type=key) for name in ("gemeente", "na"))
    rows = queries.teams(municipality_id, after, PAGE_SIZE + 1)
    return answer(
        "admin/teams/teams.html",
        "admin/teams/_teams.html",
        teams=page_of(rows, lambda team: team.id),
        municipalities=admin_queries.municipality_names(),
        chosen=municipality_id,
    )


@blueprint.route("/nieuw", methods=["GET", "POST"])
def add() -> ResponseReturnValue:
    """Add a team; its areas come next."""
    form = TeamForm()
    return edit(
        form_page(form, title=_("Wijkteam toevoegen"), back_url=url_for(".overview"), button=_("Toevoegen")),
        lambda: teams_service.add_team(this_act(), **form.values()),
        lambda team: done(
            url_for(".show", team_id=team.id), _("Het wijkteam is toegevoegd. Voeg nu de postcodegebieden toe.")
        ),
    )


@blueprint.get("/<int:team_id>")
def show(team_id: int) -> ResponseReturnValue:
    """A team with its areas and members."""
    team = queries.team(team_id)
    return answer(
        "admin/teams/team.html",
        team=team,
        phone=display_phone(team.phone) if team.phone else None,
        shared=queries.shared_areas(team_id, today()),
        members=queries.members(team_id),
    )


@blueprint.route("/<int:team_id>/wijzigen", methods=["GET", "POST"])
def change(team_id: int) -> ResponseReturnValue:
    """Change what is known of a team."""
    form = _change_form(team_id)
    return change_row(
        form,
        lambda: teams_service.change_team(this_act(), team_id, form.expected_version(), **form.values()),
        _("De wijziging is opgeslagen."),
        now=lambda: _change_form(team_id, formdata=None),
        title=_("Wijkteam wijzigen"),
        back_url=url_for(".show", team_id=team_id),
    )


def _change_form(team_id: int, **sent: Any) -> ChangeTeamForm:
    form = ChangeTeamForm(obj=queries.team(team_id), **sent)
    return form.offer_members(queries.members(team_id))


@blueprint.route("/<int:team_id>/gebieden/nieuw", methods=["GET", "POST"])
def cover(team_id: int) -> ResponseReturnValue:
    """Let a team cover an area; another team with the same one is named, not refused."""
    team = queries.team(team_id)
    form = AreaForm(valid_from=today())
    return edit(
        form_page(
            form,
            title=_("Postcodegebied toevoegen"),
            lead=team.name,
            back_url=url_for(".show", team_id=team_id),
            button=_("Toevoegen"),
        ),
        lambda: _warn(
            form.postcode_area.data,
            teams_service.cover_area(this_act(), team_id, form.postcode_area.data, form.valid_from.data),
        ),
        lambda _made: done(url_for(".show", team_id=team_id), _("Het postcodegebied is toegevoegd.")),
    )


def _warn(area: str, others: list[str]) -> None:
    if others:
        flash(_("%(area)s hoort ook bij %(teams)s.", area=area, teams=", ".join(others)), "warning")


@blueprint.route("/<int:team_id>/gebieden/<int:coverage_id>", methods=["GET", "POST"])
def end_cover(team_id: int, coverage_id: int) -> ResponseReturnValue:
    """Let an area end on a day."""
    team = queries.team(team_id)
    coverage = next((each for each in team.coverage if each.id == coverage_id), None)
    if coverage is None:
        raise NotVisible
    form = EndAreaForm()
    return edit(
        form_page(
            form,
            title=_("Postcodegebied %(area)s beëindigen", area=coverage.postcode_area),
            lead=team.name,
            back_url=url_for(".show", team_id=team_id),
            button=_("Beëindigen"),
        ),
        lambda: teams_service.end_coverage(this_act(), team_id, coverage_id, form.valid_until.data),
        lambda _made: done(url_for(".show", team_id=team_id), _("Het postcodegebied is beëindigd.")),
    )
