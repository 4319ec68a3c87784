"""Reads of the importer: what the portal knows when a file comes in, in a fixed number of queries."""

from collections import defaultdict
from datetime import date, datetime

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, load_only

from portal.access import Actor, RoleKind
from portal.db import db
from portal.imports.models import ImportDraft
from portal.imports.rules.columns import folded
from portal.imports.rules.comparing_people import AccountNow, PresentTeams, PresentVolunteers, TeamNow, VolunteerNow
from portal.imports.rules.judging import REGIMES, Known
from portal.imports.rules.present import AliasNow, ClientNow, CourseNow, HomeNow, PresentTrajectories
from portal.imports.rules.values import Choices
from portal.organisation.models import Coverage, Language, LocationMunicipality, Municipality, NeighbourhoodTeam
from portal.people.models.invitations import Invitation
from portal.people.models.people import Role, User, Volunteer, VolunteerLanguage
from portal.people.words import LABELS
from portal.trajectories.models.configuration import TrajectoryType
from portal.trajectories.models.household import Client, ClientAlias, ClientLanguage, Household
from portal.trajectories.models.trajectory import Trajectory

Present = PresentTrajectories | PresentVolunteers | PresentTeams


def present(session: Session, kind: str, location_id: int, today: date) -> Present:
    """The present rows of a kind, for an import at a location to compare with."""
    if kind == "trajectories":
        return present_trajectories(session, location_id)
    if kind == "volunteers":
        return present_volunteers(session, location_id)
    return present_teams(session, location_id, today)


def known(kind: str, location_id: int, today: date) -> Known:
    """The names a file may use at a location. Trajectories are about its own municipalities; a
    team may be of any, and makes it known."""
    types = db.session.execute(select(TrajectoryType.name, TrajectoryType.code).where(TrajectoryType.active))
    served = db.session.scalars(
        select(Municipality.name)
        .join(LocationMunicipality, LocationMunicipality.municipality_id == Municipality.id)
        .where(LocationMunicipality.location_id == location_id)
        .order_by(Municipality.name_key)
    )
    return Known(
        today=today,
        types=Choices(dict(types.all())),
        regimes=REGIMES,
        functions=Choices({name: code for code, name in LABELS["function"].items()}),
        municipalities=Choices({name: name for name in served}) if kind == "trajectories" else None,
        covered_areas=frozenset(covering(db.session(), today)) or None,
    )


def type_names() -> dict[str, str]:
    """The name of each trajectory type by its code."""
    return dict(db.session.execute(select(TrajectoryType.code, TrajectoryType.name)).all())


def covering(session: Session, today: date) -> dict[str, list[tuple[int, str]]]:
    """Area → the key and name of each working team that covers it on a day."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for area, key, name in session.execute(
        select(Coverage.postcode_area, NeighbourhoodTeam.id, NeighbourhoodTeam.name)
        .join(Coverage.team)
        .where(
            Coverage.valid_from <= today,
            or_(Coverage.valid_until.is_(None), Coverage.valid_until > today),
            or_(NeighbourhoodTeam.ended_on.is_(None), NeighbourhoodTeam.ended_on > today),
        )
    ):
        found[area].append((key, name))
    return found


def present_trajectories(session: Session, location_id: int) -> PresentTrajectories:
    """The clients, households and trajectories of a location."""
    homes = {
        row.id: HomeNow(*row)
        for row in session.execute(
            select(
                *(Household.id, Household.street, Household.house_number, Household.postcode, Household.city),
                *(Municipality.name, Household.housed_on, Household.adults, Household.children),
                Household.case_manager,
            )
            .join(Household.municipality)
            .where(Household.location_id == location_id)
        )
    }
    aliases: dict[int, tuple[AliasNow, ...]] = {}
    for row in session.execute(
        select(ClientAlias.client_id, ClientAlias.number, ClientAlias.name_key, ClientAlias.birth_year)
        .where(ClientAlias.location_id == location_id)
        .order_by(ClientAlias.id)
    ):
        aliases[row.client_id] = (*aliases.get(row.client_id, ()), AliasNow(*row[1:]))
    people = [
        ClientNow(
            row.id, homes[row.household_id], *row[3:], left=row.left_on is not None, aliases=aliases.get(row.id, ())
        )
        for row in session.execute(
            select(
                *(Client.household_id, Client.left_on, Client.id, Client.client_number),
                *(Client.first_name, Client.last_name, Client.birth_year, Client.phone, Client.email),
                Client.interpreter_needed,
            )
            .where(Client.location_id == location_id)
            .order_by(Client.id)
        )
    ]
    courses: dict[tuple[int, str], list[CourseNow]] = defaultdict(list)
    for row in session.execute(
        select(
            *(Trajectory.household_id, TrajectoryType.code, Trajectory.id, Trajectory.legal_regime),
            *(Trajectory.starts_on, Trajectory.closed_on),
        )
        .join(TrajectoryType, TrajectoryType.id == Trajectory.type_id)
        .where(Trajectory.location_id == location_id)
        .order_by(Trajectory.id)
    ):
        courses[row.household_id, row.code].append(CourseNow(*row[2:]))
    names = language_names(session)
    spoken: dict[int, dict[str, str | None]] = defaultdict(dict)
    for client_id, language_id, level in session.execute(
        select(ClientLanguage.client_id, ClientLanguage.language_id, ClientLanguage.level)
        .join(Client, Client.id == ClientLanguage.client_id)
        .where(Client.location_id == location_id)
    ):
        spoken[client_id][names[language_id]] = level
    return PresentTrajectories(people, courses, spoken, frozenset(names.values()))


def present_volunteers(session: Session, location_id: int) -> PresentVolunteers:
    """All accounts, for an address may belong to somebody of another location, with what each
    offers at this one."""
    names = language_names(session)
    offers = {
        row.user_id: VolunteerNow(*row[1:])
        for row in session.execute(
            select(
                *(Volunteer.user_id, Volunteer.id, Volunteer.function, Volunteer.status, Volunteer.postcode),
                *(Volunteer.hours_per_week, Volunteer.max_households, Volunteer.conduct_certificate_seen_on),
                *(Volunteer.confidentiality_signed_on, Volunteer.basic_course_on),
            ).where(Volunteer.location_id == location_id)
        )
    }
    roles: dict[int, set[tuple[str, int | None]]] = defaultdict(set)
    for user_id, kind, place in session.execute(
        select(Role.user_id, Role.kind, Role.location_id).where(Role.ended_on.is_(None))
    ):
        roles[user_id].add((kind, place))
    mine = (RoleKind.VOLUNTEER.value, location_id)
    # The last one counts: a later invitation takes the place of an earlier answer.
    asked = select(Invitation.user_id, Invitation.answer).order_by(Invitation.id)
    here = asked.where(Invitation.location_id == location_id, Invitation.kind == RoleKind.VOLUNTEER)
    invitations = {user_id: reply or "waits" for user_id, reply in session.execute(here)}
    accounts = {
        row.email: AccountNow(
            *row[1:],
            only_here=roles[row.id] == {mine},
            volunteer=offers.get(row.id),
            invitation=invitations.get(row.id),
        )
        for row in session.execute(
            select(User.email, User.id, User.first_name, User.last_name, User.phone, User.active)
        )
    }
    spoken: dict[int, dict[str, str | None]] = defaultdict(dict)
    for volunteer_id, language_id in session.execute(
        select(VolunteerLanguage.volunteer_id, VolunteerLanguage.language_id)
        .join(Volunteer, Volunteer.id == VolunteerLanguage.volunteer_id)
        .where(Volunteer.location_id == location_id)
    ):
        spoken[volunteer_id][names[language_id]] = None
    return PresentVolunteers(accounts, spoken, frozenset(names.values()))


def present_teams(session: Session, location_id: int, today: date) -> PresentTeams:
    """All neighbourhood teams, and which areas they cover: those without an end. A team is another
    location's when its municipality is served by others and not by this one."""
    served: dict[int, set[int]] = defaultdict(set)
    for municipality_id, by in session.execute(
        select(LocationMunicipality.municipality_id, LocationMunicipality.location_id)
    ):
        served[municipality_id].add(by)
    areas: dict[int, set[str]] = defaultdict(set)
    for team_id, area in session.execute(
        select(Coverage.team_id, Coverage.postcode_area).where(Coverage.valid_until.is_(None))
    ):
        areas[team_id].add(area)
    teams = {
        (folded(municipality), folded(team.name)): TeamNow(
            *(team.id, team.organisation, team.email, team.phone, team.focal_officer),
            team.ended_on is not None and team.ended_on <= today,
            frozenset(areas[team.id]),
            location_id not in served.get(team.municipality_id, {location_id}),
        )
        for team, municipality in session.execute(
            select(NeighbourhoodTeam, Municipality.name).join(NeighbourhoodTeam.municipality)
        )
    }
    return PresentTeams(teams, covering(session, today))


def language_names(session: Session) -> dict[int, str]:
    """The folded name of each language by its key."""
    return {key: folded(name) for key, name in session.execute(select(Language.id, Language.name))}


def drafts_visible_to(actor: Actor, made_after: datetime) -> Select[ImportDraft]:
    """The drafts of the person who uploaded them, at the location where they did so. None is older than a draft
    lives."""
    return select(ImportDraft).where(
        ImportDraft.user_id == actor.user_id,
        ImportDraft.location_id == actor.location_id,
        ImportDraft.created_at > made_after,
    )


def drafts_waiting(actor: Actor, made_after: datetime) -> Select[ImportDraft]:
    """The drafts somebody has not confirmed yet, newest first, without their rows."""
    shown = (ImportDraft.kind, ImportDraft.filename, ImportDraft.created_at, ImportDraft.counts)
    return (
        drafts_visible_to(actor, made_after)
        .where(ImportDraft.applied_at.is_(None))
        .order_by(ImportDraft.id.desc())
        .options(load_only(*shown))
    )
