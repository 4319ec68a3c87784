"""Commands on neighbourhood teams and the postcode areas they cover, for the functional admin."""

from datetime import date

from sqlalchemy import or_, select

from portal.access import Action, require
from portal.names import name_key
from portal.organisation.models import Coverage, NeighbourhoodTeam
from portal.refusals import Refused
from portal.work import Act, Work, constraint_refuses, count_as_change, put, unit_of_work

constraint_refuses(
    "uq_neighbourhood_team_municipality_id_name",
    "neighbourhood_team.municipality_id, neighbourhood_team.name",
    code="team_exists",
)

constraint_refuses("uq_coverage_current", "coverage.team_id, coverage.postcode_area", code="area_covered")


def add_team(act: Act, name: str, municipality_id: int, **values: object) -> NeighbourhoodTeam:
    """A neighbourhood team of a municipality. `values`: organisation, email, phone, focal_officer.
    Raises Forbidden or Refused("team_exists")."""
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        _refuse_same_name(work, name, municipality_id, 0)
        team = work.add(NeighbourhoodTeam(name=name, municipality_id=municipality_id, **values))
        work.commit("configuration.changed", team, what=name, change="added")
    return team


def change_team(act: Act, team_id: int, version: int | None, name: str, municipality_id: int, **values: object) -> None:
    """Change what is known of a team; `ended_on` is the day it stopped, None while it works.
    Raises NotVisible, Forbidden, Refused("stale") or Refused("team_exists")."""
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        team = work.lock_as_seen(select(NeighbourhoodTeam).where(NeighbourhoodTeam.id == team_id), version)
        if (name, municipality_id) != (team.name, team.municipality_id):
            _refuse_same_name(work, name, municipality_id, team_id)
        changed = put(team, name=name, municipality_id=municipality_id, **values)
        work.commit("configuration.changed", team, what=name, change=",".join(changed))


def cover_area(act: Act, team_id: int, postcode_area: str, valid_from: date) -> list[str]:
    """Let a team cover a postcode area (four digits) from a day; gives the names of other teams that do from then on.
    Raises NotVisible, Forbidden, or Refused("area_covered") when the team itself covers it on or after that day."""
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        team = work.lock(select(NeighbourhoodTeam).where(NeighbourhoodTeam.id == team_id))
        teams = list(
            work.session.scalars(
                select(NeighbourhoodTeam)
                .join(NeighbourhoodTeam.coverage)
                .where(
                    Coverage.postcode_area == postcode_area,
                    or_(Coverage.valid_until.is_(None), Coverage.valid_until > valid_from),
                    NeighbourhoodTeam.ended_on.is_(None),
                )
                .order_by(NeighbourhoodTeam.name_key, NeighbourhoodTeam.id)
                .distinct()
            )
        )
        if team in teams:
            raise Refused("area_covered", field="postcode_area")
        work.add(Coverage(team_id=team.id, postcode_area=postcode_area, valid_from=valid_from))
        count_as_change(team)
        work.commit("configuration.changed", team, what=team.name, change=f"covers {postcode_area}")
    return [other.name for other in teams]


def end_coverage(act: Act, team_id: int, coverage_id: int, valid_until: date) -> None:
    """Let a team no longer cover an area from a day on (that day excluded). Raises NotVisible, Forbidden,
    Refused("coverage_ended") when it was ended already, or Refused("ends_before_start")."""
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        team = work.lock(select(NeighbourhoodTeam).where(NeighbourhoodTeam.id == team_id))
        coverage = work.lock(select(Coverage).where(Coverage.id == coverage_id, Coverage.team_id == team_id))
        if coverage.valid_until is not None:
            raise Refused("coverage_ended")
        if valid_until <= coverage.valid_from:
            raise Refused("ends_before_start", field="valid_until")
        coverage.valid_until = valid_until
        count_as_change(team)
        work.commit("configuration.changed", team, what=team.name, change=f"leaves {coverage.postcode_area}")


def _refuse_same_name(work: Work, name: str, municipality_id: int, own_id: int) -> None:
    statement = select(NeighbourhoodTeam.id).where(
        NeighbourhoodTeam.name_key == name_key(name),
        NeighbourhoodTeam.municipality_id == municipality_id,
        NeighbourhoodTeam.id != own_id,
    )
    if work.session.scalar(statement):
        raise Refused("team_exists", field="name")
