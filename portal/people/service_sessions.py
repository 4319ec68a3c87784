"""Commands around a session: signing in and out, taking on a role, choosing a language."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from portal.access import NOBODY
from portal.db import db
from portal.people import queries, service_passwords
from portal.people.models import User
from portal.people.models_sessions import UserSession
from portal.people.rules import hash_of
from portal.people.service_session_steps import begin_session, end_session
from portal.people.service_tries import (
    Visit,
    account_key,
    address_key,
    count_failure,
    forget_failures,
    judge_one_at_a_time,
    refuse_when_too_many,
)
from portal.refusals import Refused
from portal.work import Act, Work, unit_of_work


def sign_in(email: str, password: str, visit: Visit, at: datetime) -> tuple[int, str]:
    """Begin a session for the user whose address and password fit: gives whose, and its token.

    The password is looked at before anything is written, for that takes long; whether the answer may be
    given is decided afterwards, on what is true then. Raises Refused("too_many_tries") or
    Refused("sign_in_refused"); both say the same whether the account exists or not.
    """
    keys = account_key(visit.pepper, email), address_key(visit.pepper, visit.address)
    refuse_when_too_many(db.session(), *keys, at)
    user = queries.by_email(email)
    looked_at = user.password_hash if user else None
    fits = service_passwords.matches(looked_at, password)
    identity = queries.identity(user.id) if user else None
    actor = identity.actor(None) if identity else None
    with unit_of_work(Act(actor or NOBODY, at)) as work:
        judge_one_at_a_time(work, *keys)
        if user is not None and fits and actor is not None and _still(work, user.id, looked_at):
            forget_failures(work, keys[0])
            token = begin_session(work, user.id, visit.browser)
            work.commit("session.started", user, role=str(actor.kind or ""))
            return user.id, token
        count_failure(work, *keys)
        work.commit("session.refused", None)
    raise Refused("sign_in_refused")


def _still(work: Work, user_id: int, password_hash: str | None) -> bool:
    """Whether this is the password of an open account at this very moment too."""
    same = select(User.id).where(User.id == user_id, User.password_hash == password_hash, User.active)
    return work.session.scalar(same.with_for_update()) is not None


def sign_out(act: Act, token: str) -> None:
    """End a session, for every copy of its token."""
    with unit_of_work(act) as work:
        end_session(work, token)
        work.commit("session.ended", None)


def lock(act: Act, token: str) -> None:
    """End a session in which nothing happened for a while."""
    with unit_of_work(act) as work:
        end_session(work, token)
        work.commit("session.locked", None)


def see(act: Act, token: str) -> None:
    """Remember that a session is still used."""
    with unit_of_work(act) as work:
        session = work.session.scalars(select(UserSession).where(UserSession.token_hash == hash_of(token))).first()
        if session is not None:
            session.seen_at = act.at
            work.commit("session.seen", None)


def switch_role(act: Act, role_id: int) -> None:
    """Take on another of the own roles. Raises Refused("role_gone") when it is not theirs."""
    identity = queries.identity(act.actor.user_id)
    if identity is None or all(role.id != role_id for role in identity.roles):
        raise Refused("role_gone")
    actor = identity.actor(role_id)
    assert actor is not None
    with unit_of_work(replace(act, actor=actor)) as work:
        work.commit("session.role_switched", None, role=str(actor.kind))


def choose_language(act: Act, locale: str) -> None:
    """Keep the language with the account."""
    with unit_of_work(act) as work:
        user = work.lock(select(User).where(User.id == act.actor.user_id))
        user.locale = locale
        work.commit("user.locale_changed", user, locale=locale)
