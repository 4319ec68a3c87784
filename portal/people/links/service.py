"""One-time links: the way to a first password, and to a new one when it was forgotten. The token is shown once, to
whoever hands the link out, or made when it is mailed; only its hash is kept."""

import secrets
from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import select

from portal import places
from portal.access import NOBODY, Action, RoleKind, may, require
from portal.people import queries as people_queries
from portal.people.links import queries
from portal.people.links.steps import have_mailed, void_links
from portal.people.models.people import OneTimeLink, User
from portal.people.notices.steps import warn
from portal.people.passwords import service as passwords_service
from portal.people.rules import hash_of
from portal.people.sessions import steps as sessions_steps
from portal.people.sessions.steps import Entered, enter
from portal.people.sessions.tries import Visit
from portal.refusals import NotVisible, Refused
from portal.work import Act, find, unit_of_work


def hand_out(act: Act, user_id: int, days: int) -> str:
    """The token of a new link for a user, good for so many days; earlier links stop working.
    Raises NotVisible, Forbidden, or Refused("account_closed") for somebody who may not be in."""
    token = secrets.token_urlsafe(32)
    with unit_of_work(act) as work:
        user = work.lock(people_queries.users_visible_to(act.actor).where(User.id == user_id))
        require(act.actor, Action.HAND_OUT_LINK, user)
        if not user.active:
            raise Refused("account_closed")
        void_links(work, user.id)
        work.session.add(
            OneTimeLink(
                user_id=user.id,
                token_hash=hash_of(token),
                handed_out_by_id=act.actor.user_id or user.id,
                by_admin=act.actor.kind is RoleKind.FUNCTIONAL_ADMIN,
                created_at=act.at,
                expires_at=act.at + timedelta(days=days),
            )
        )
        warn(work, user.id, "link_handed_out", places.OWN_DATA)
        work.commit("user.link_handed_out", user)
    return token


def have_link_mailed(act: Act, user_id: int, days: int) -> User:
    """Have a link mailed to one person, also to one with a password. One that waits to be sent stays as it is.
    Raises NotVisible, Forbidden, or Refused("account_closed") for somebody who may not be in."""
    with unit_of_work(act) as work:
        user = work.lock(people_queries.users_visible_to(act.actor).where(User.id == user_id))
        require(act.actor, Action.HAND_OUT_LINK, user)
        if not user.active:
            raise Refused("account_closed")
        if have_mailed(work, user, days):
            work.commit("user.link_asked", user)
    return user


def invite_many(act: Act, user_ids: Collection[int], days: int) -> int:
    """Have a link mailed to each of these people who has no password yet; gives to how many. Nobody else is touched:
    not who chose a password or whose account was closed meanwhile, nor who is not this person's to invite.
    Raises Forbidden."""
    require(act.actor, Action.INVITE)
    with unit_of_work(act) as work:
        chosen = queries.invitable(act.actor).where(User.id.in_(user_ids)).order_by(User.id)
        held = chosen.with_for_update(of=User, key_share=True)
        found = list(work.session.scalars(held, execution_options={"populate_existing": True}))
        asked = [user for user in found if may(act.actor, Action.HAND_OUT_LINK, user) and have_mailed(work, user, days)]
        for user in asked[1:]:
            work.note("user.link_asked", user)
        if asked:
            work.commit("user.link_asked", asked[0])
    return len(asked)


def whose(act: Act, token: str) -> User:
    """The person a usable link is for. Raises Refused("link_not_usable"), whatever is the matter."""
    try:
        return find(queries.usable_link(hash_of(token), act.at)).user
    except NotVisible:
        raise Refused("link_not_usable") from None


def choose_password(act: Act, token: str, password: str, visit: Visit) -> Entered:
    """Set the password of the person the link is for; it ends their sessions and begins a new one.
    Raises Refused("link_not_usable"), also for the second of two at once, or the refusal of a weak password."""
    user = whose(act, token)
    passwords_service.refuse_weak(password, user.email)
    password_hash = passwords_service.hash_password(password)
    identity = people_queries.identity(user.id)
    actor = identity.actor(None) if identity else None
    with unit_of_work(Act(actor or NOBODY, act.at)) as work:
        user = work.lock(select(User).where(User.id == user.id))
        link = work.session.scalars(queries.usable_link(hash_of(token), act.at)).first()
        if link is None:
            raise Refused("link_not_usable")
        user.password_by_admin = link.by_admin
        void_links(work, user.id)
        sessions_steps.set_password(work, user, password_hash)
        entered = enter(work, user, visit)
        work.commit("user.password_set", user)
    return entered
