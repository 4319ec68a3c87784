"""Reads of who stands in for whom. No client is in it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, and_, false, or_, select
from sqlalchemy.orm import aliased, joinedload

from portal.access import Actor, RoleKind
from portal.db import db
from portal.people.models.people import Role, User
from portal.people.models.stand_ins import StandIn
from portal.people.stand_ins.rules import Post, in_place_of
from portal.people.stand_ins.rules import told_for as told_by_rule

KINDS = (RoleKind.COORDINATOR, RoleKind.TEAM_MEMBER)


@dataclass(frozen=True)
class Away:
    """Somebody who is away today, until when, and who acts for them."""

    name: str
    until: date
    by: Sequence[str]


def own_role(actor: Actor) -> Select[Role]:
    """The role in which somebody acts now, when it is one that somebody can stand in for."""
    if actor.kind not in KINDS:
        return select(Role).where(false())
    return select(Role).where(Role.id == actor.role_id, Role.user_id == actor.user_id, Role.ended_on.is_(None))


def stand_in_of(role_id: int) -> StandIn | None:
    """Who stands in for a role, and when."""
    return db.session.get(StandIn, role_id)


def possible_deputies(role: Role) -> list[Role]:
    """The colleagues who can stand in: the same kind of role at the same place, by name."""
    return list(
        db.session.scalars(
            select(Role)
            .join(Role.user)
            .options(joinedload(Role.user))
            .where(
                Role.kind == role.kind,
                Role.team_id == role.team_id if role.team_id else Role.location_id == role.location_id,
                Role.id != role.id,
                Role.ended_on.is_(None),
                User.active,
            )
            .order_by(User.name_key, Role.id)
        )
    )


def told_for(role_ids: Collection[int], today: date) -> list[int]:
    """The users to tell when these roles are to be told, in the order of their keys. For who is away today their deputy
    is told too or, without one, their colleagues at the same place."""
    return sorted(told_by_rule(role_ids, _posts(role_ids), today)) if role_ids else []


def away_of(role_ids: Collection[int], today: date) -> list[Away]:
    """Who of these is away today, until when, and who acts for them; for the other side of a handover."""
    posts = _posts(role_ids) if role_ids else {}
    gone = [posts[role_id] for role_id in sorted(role_ids) if posts[role_id].away(today)]
    if not gone:
        return []
    users = db.session.scalars(select(User).where(User.id.in_({post.user_id for post in posts.values()})))
    people = {user.id: user for user in users}
    acting = {post.role_id: _names(people[each.user_id] for each in in_place_of(post, posts, today)) for post in gone}
    return [Away(people[post.user_id].name, post.away_until, acting[post.role_id]) for post in gone if post.away_until]


def _names(users: Iterable[User]) -> list[str]:
    return [user.name for user in sorted(users, key=lambda user: (user.name_key, user.id))]


def _posts(role_ids: Collection[int]) -> dict[int, Post]:
    """These roles, and every other of the same kind at the same places."""
    chosen = aliased(Role)
    # A comparison that also holds for two without a place finds no index.
    same_place = or_(chosen.location_id == Role.location_id, chosen.team_id == Role.team_id)
    rows = db.session.execute(
        select(Role, User.active, StandIn)
        .join(User, User.id == Role.user_id)
        .outerjoin(StandIn, StandIn.role_id == Role.id)
        .join(chosen, and_(chosen.kind == Role.kind, same_place))
        .where(chosen.id.in_(role_ids))
        .distinct()
    )
    return {role.id: _post(role, active, stand_in) for role, active, stand_in in rows}


def _post(role: Role, active: bool, stand_in: StandIn | None) -> Post:
    return Post(
        role_id=role.id,
        user_id=role.user_id,
        place=(role.kind, role.location_id or role.team_id or 0),
        in_service=active and role.ended_on is None,
        away_from=stand_in.away_from if stand_in else None,
        away_until=stand_in.away_until if stand_in else None,
        deputy_id=stand_in.deputy_id if stand_in else None,
    )
