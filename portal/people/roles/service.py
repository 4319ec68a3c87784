"""Commands of the functional admin on roles: grant one, end one. A role is never removed."""

from dataclasses import dataclass

from sqlalchemy import select

from portal.access import Action, RoleKind, require
from portal.organisation.models import Location, Municipality, NeighbourhoodTeam
from portal.people.invitations.steps import current_role, invite
from portal.people.models.people import Role, User, Volunteer
from portal.people.roles.leaving import before_leaving
from portal.refusals import Refused
from portal.work import Act, Work, constraint_refuses, unit_of_work

constraint_refuses("uq_role_current", code="role_exists")


@dataclass(frozen=True)
class Granted:
    """The result of giving a role. `invited`: it waits until its owner accepts. `needs_link`: their password, or the
    link to choose one, is no longer good, so that they come in by a new link."""

    invited: bool
    needs_link: bool


@dataclass(frozen=True)
class RolePlace:
    """Where somebody has a role: only the place that belongs to the kind of role counts."""

    location_id: int | None = None
    team_id: int | None = None
    municipality_id: int | None = None


def grant_role(act: Act, user_id: int, kind: RoleKind, where: RolePlace) -> Granted:
    """Give a person a role at the location, team or municipality that the kind of role asks for. An account that nobody
    ever had gets it from today, and a coordinator's link no longer works; to others it is offered (see `invite`).
    Raises NotVisible, Forbidden, Refused "role_exists", "invited_already", "location_needed", "team_needed",
    "municipality_needed", or "volunteer_unknown_here": a volunteer's hours and papers come first, from that
    location."""
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        # First the place, as whoever ends a role there.
        place = _place(work, kind, where)
        user = work.lock(select(User).where(User.id == user_id))
        if kind is RoleKind.VOLUNTEER and not work.session.scalar(
            select(Volunteer.id).where(Volunteer.user_id == user_id, Volunteer.location_id == place["location_id"])
        ):
            raise Refused("volunteer_unknown_here", field="kind")
        if current_role(work, user_id, kind, place):
            raise Refused("role_exists", field="kind")
        if invited := not _is_unused(user):
            invite(work, user, kind, place, {})
            work.commit("role.offered", user, role=str(kind))
        else:
            work.add(Role(user_id=user_id, kind=kind, granted_on=act.today, **place))
            work.commit("role.granted", user, role=str(kind))
    return Granted(invited, needs_link=invited and kind is not RoleKind.VOLUNTEER and user.password_hash is None)


def _is_unused(user: User) -> bool:
    """Whether nobody has this account yet: no password, and no role or invitation, now or before."""
    return user.password_hash is None and not user.roles and not user.invitations


def _place(work: Work, kind: RoleKind, where: RolePlace) -> dict[str, int | None]:
    """Only the place that belongs to the kind of role; a place that does not exist is no place."""
    if kind in (RoleKind.VOLUNTEER, RoleKind.COORDINATOR):
        return _found(work, "location_id", Location, where.location_id)
    if kind is RoleKind.TEAM_MEMBER:
        return _found(work, "team_id", NeighbourhoodTeam, where.team_id)
    if kind is RoleKind.MUNICIPAL_READER:
        return _found(work, "municipality_id", Municipality, where.municipality_id)
    return {}


def _found(work: Work, name: str, model: type, key: int | None) -> dict[str, int | None]:
    if key is None or work.session.get(model, key, with_for_update={"key_share": True}) is None:
        raise Refused(f"{name.removesuffix('_id')}_needed", field=name)
    return {name: key}


def end_role(act: Act, user_id: int, role_id: int, knowingly: bool = False) -> None:
    """End a role from the next request on; that they had it stays known.
    Raises NotVisible, Forbidden, Refused("role_ended"), Refused("last_admin") when nobody would be left to configure,
    and as `before_leaving` does."""
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        role = work.session.scalar(select(Role).where(Role.id == role_id, Role.user_id == user_id))
        if role is not None and role.ended_on is None:
            before_leaving(work, [role], knowingly)
        if role is not None and role.kind == RoleKind.FUNCTIONAL_ADMIN:
            refuse_last_admin(work, user_id)
        role = work.lock(select(Role).where(Role.id == role_id, Role.user_id == user_id))
        if role.ended_on is not None:
            raise Refused("role_ended")
        role.ended_on = act.today
        work.commit("role.ended", role.user, role=str(role.kind))


def refuse_last_admin(work: Work, user_id: int) -> None:
    """Raise Refused("last_admin") when this person is the only active functional admin. Holds all admins, always in the
    same order. Two who end each other wait for one another: the second finds that they are the last."""
    admins = list(
        work.session.execute(
            select(Role, User)
            .join(User, User.id == Role.user_id)
            .where(Role.kind == RoleKind.FUNCTIONAL_ADMIN, Role.ended_on.is_(None), User.active)
            .order_by(Role.id)
            .with_for_update(key_share=True),
            execution_options={"populate_existing": True},
        )
    )
    if {user.id for _role, user in admins} == {user_id}:
        raise Refused("last_admin")
