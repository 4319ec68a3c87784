"""Carrying out plans of volunteers and of neighbourhood teams in the transaction of an import."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import cast

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from portal import audit
from portal.access import RoleKind
from portal.bulk import change_rows, insert_rows, reserve_keys
from portal.imports.rules.columns import folded
from portal.imports.rules.comparing_people import TeamPlan, VolunteerPlan
from portal.imports.rules.rows import TeamRow, VolunteerRow
from portal.imports.steps import Subject, language_keys
from portal.organisation.models import Coverage, Municipality, NeighbourhoodTeam
from portal.people.invitations.rules import OFFERED, plain_offer
from portal.people.invitations.steps import invite
from portal.people.models.people import Role, User, Volunteer, VolunteerLanguage
from portal.work import Act, Work

_USERS = cast("Table", User.__table__)
_ROLES = cast("Table", Role.__table__)
_VOLUNTEERS = cast("Table", Volunteer.__table__)
_SPOKEN = cast("Table", VolunteerLanguage.__table__)
_TEAMS = cast("Table", NeighbourhoodTeam.__table__)
_USER_COLUMNS = (*("id", "email", "first_name", "last_name", "phone", "active", "demo", "created_at"),)
_VOLUNTEER_COLUMNS = (
    *("id", "user_id", "location_id", "function", "status", "postcode", "hours_per_week", "max_households"),
    *("conduct_certificate_seen_on", "confidentiality_signed_on", "basic_course_on"),
)


def apply_volunteers(work: Work, location_id: int, plan: VolunteerPlan) -> None:
    """Make accounts, roles and volunteers, change what differs, and leave a line for each.
    An account has no password until somebody hands out a one-time link."""
    session, act = work.session, work.act
    languages = language_keys(session, plan.new_languages)
    users = _accounts(session, act, plan)
    insert_rows(
        session,
        _ROLES,
        ("user_id", "kind", "location_id", "granted_on"),
        ((user, RoleKind.VOLUNTEER.value, location_id, act.today) for user in users),
    )
    keys = reserve_keys(session, _VOLUNTEERS, len(plan.added))
    insert_rows(
        session,
        _VOLUNTEERS,
        _VOLUNTEER_COLUMNS,
        (
            (
                *(key, user, location_id, row.function, row.status, row.postcode, row.hours_per_week),
                *(row.max_households, row.conduct_certificate_seen_on, row.confidentiality_signed_on),
                row.basic_course_on,
            )
            for key, user, row in zip(keys, users, plan.added, strict=True)
        ),
    )
    change_rows(session, _USERS, plan.account_changes)
    change_rows(session, _VOLUNTEERS, plan.changes)
    spoken = [(key, each) for key, row in zip(keys, plan.added, strict=True) for each in row.languages]
    rows = ((key, languages[folded(each.name)]) for key, each in [*spoken, *plan.spoken])
    insert_rows(session, _SPOKEN, ("volunteer_id", "language_id"), rows)
    marks = [(key, "new") for key in keys] + [(key, "changed") for key in plan.touched]
    _leave_lines(session, act, "volunteer", location_id, marks)
    for now, row in plan.invited:
        _invite(work, location_id, now.id, row, [languages[folded(each.name)] for each in row.languages])


def _invite(work: Work, location_id: int, user_id: int, row: VolunteerRow, language_ids: list[int]) -> None:
    offer = plain_offer({name: getattr(row, name) for name in OFFERED}, language_ids)
    user = work.lock(select(User).where(User.id == user_id))
    invitation = invite(work, user, RoleKind.VOLUNTEER, {"location_id": location_id}, offer)
    work.note("volunteer.invited", invitation)


def _accounts(session: Session, act: Act, plan: VolunteerPlan) -> list[int]:
    """The key of each added volunteer's account, which is made here."""
    keys = reserve_keys(session, _USERS, len(plan.added))
    insert_rows(
        session,
        _USERS,
        _USER_COLUMNS,
        (
            (key, row.email, row.first_name, row.last_name, row.phone, True, False, act.at)
            for key, row in zip(keys, plan.added, strict=True)
        ),
    )
    return list(keys)


def apply_teams(work: Work, location_id: int, plan: TeamPlan) -> None:
    """Make teams and their municipalities, change what differs, begin and end areas from today on."""
    session, act = work.session, work.act
    municipalities = _municipalities(session, plan.added)
    added = [_team(row, municipalities[folded(row.municipality)], act.today) for row in plan.added]
    session.add_all(added)
    session.flush()
    change_rows(session, _TEAMS, plan.changes)
    session.add_all(
        Coverage(team_id=key, postcode_area=area, valid_from=act.today)
        for key, areas in plan.begun.items()
        for area in areas
    )
    for coverage in session.scalars(
        select(Coverage).where(Coverage.team_id.in_(plan.ended), Coverage.valid_until.is_(None))
    ):
        if coverage.postcode_area in plan.ended[coverage.team_id]:
            # A period has at least a day: what began today or later lasts that one day.
            coverage.valid_until = max(act.today, coverage.valid_from + timedelta(days=1))
    session.flush()
    marks = [(team.id, "new") for team in added] + [(key, "changed") for key in plan.changes]
    _leave_lines(session, act, "neighbourhood_team", location_id, marks)


def _municipalities(session: Session, rows: list[TeamRow]) -> Mapping[str, int]:
    """Folded name → key of every municipality, after adding those that only the file knows."""
    known = {folded(name): key for name, key in session.execute(select(Municipality.name, Municipality.id))}
    new = {folded(row.municipality): Municipality(name=row.municipality) for row in rows}
    new = {name: municipality for name, municipality in new.items() if name not in known}
    session.add_all(new.values())
    session.flush()
    return known | {name: municipality.id for name, municipality in new.items()}


def _team(row: TeamRow, municipality_id: int, today: date) -> NeighbourhoodTeam:
    return NeighbourhoodTeam(
        name=row.name,
        municipality_id=municipality_id,
        organisation=row.organisation,
        email=row.email,
        phone=row.phone,
        focal_officer=row.focal_officer,
        coverage=[Coverage(postcode_area=area, valid_from=today) for area in row.areas],
    )


def _leave_lines(session: Session, act: Act, table: str, location_id: int, marks: list[tuple[int, str]]) -> None:
    event = "volunteer.imported" if table == "volunteer" else "team.imported"
    audit.write_all(
        session,
        [audit.line(act, event, Subject(table, key, None, location_id), {"change": change}) for key, change in marks],
    )
