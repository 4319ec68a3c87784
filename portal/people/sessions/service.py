"""Commands around a session: signing in and out, taking on a role, choosing a language."""

from dataclasses import replace
from datetime import datetime
from math import ceil

from sqlalchemy import select

from portal.access import NOBODY, Action, require
from portal.db import db
from portal.organisation.models import SessionSetting
from portal.people import queries
from portal.people.models.people import User, UserSession
from portal.people.passwords import service as passwords_service
from portal.people.rules import hash_of
from portal.people.sessions.steps import Entered, end_session, enter
from portal.people.sessions.tries import (
    Visit,
    count_failure,
    forget_failures,
    judge_one_at_a_time,
    promise,
    refuse_when_too_many,
    seconds_to_wait,
    tries_of,
)
from portal.refusals import Refused
from portal.work import Act, Work, put, unit_of_work


def sign_in(email: str, password: str, visit: Visit, at: datetime) -> Entered:
    """Begin a session for the user whose address and password fit; the slow check comes before anything is written.
    Raises Refused("too_many_tries"), Refused("too_many_everywhere", minutes=...) or Refused("sign_in_refused"); all say
    the same whether the account exists or not."""
    user = queries.by_email(email)
    tries = tries_of(visit, email, user)
    refuse_when_too_many(db.session(), tries, at)
    early = seconds_to_wait(db.session(), tries, at)
    looked_at = user.password_hash if user else None
    fits = not early and passwords_service.matches(looked_at, password)
    identity = queries.identity(user.id) if user else None
    actor = identity.actor(None) if identity else None
    with unit_of_work(Act(actor or NOBODY, at)) as work:
        judge_one_at_a_time(work, tries)
        if seconds := promise(work, tries) or early:
            work.commit("session.postponed", None)
            raise Refused("too_many_everywhere", minutes=ceil(seconds / 60))
        if user is not None and fits and actor is not None and _still(work, user.id, looked_at):
            forget_failures(work, tries)
            entered = enter(work, user, visit)
            work.commit("session.started", user, role=str(actor.kind or ""))
            return entered
        count_failure(work, tries)
        work.commit("session.refused", user, account=tries.account, address=tries.address)
    raise Refused("sign_in_refused")


def traces(email: str, visit: Visit) -> dict[str, object]:
    """The facts a log may hold of a try: the account's key in the database, and keyed hashes of both addresses."""
    user = queries.by_email(email)
    tries = tries_of(visit, email, user)
    return {"user": user.id if user else None, "account": tries.account, "address": tries.address}


def _still(work: Work, user_id: int, password_hash: str | None) -> bool:
    """Whether this is the password of an open account at this very moment too."""
    same = select(User.id).where(User.id == user_id, User.password_hash == password_hash, User.active)
    return work.session.scalar(same.with_for_update(key_share=True)) is not None


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


def choose_idle(act: Act, minutes: int | None) -> None:
    """After how many silent minutes the person signs in again; None: what is usual here. Raises
    Refused("idle_out_of_bounds") where the organisation allows less or more."""
    with unit_of_work(act) as work:
        setting = work.session.scalars(select(SessionSetting)).one()
        if minutes is not None and not setting.shortest_idle <= minutes <= setting.longest_idle:
            raise Refused("idle_out_of_bounds", field="minutes")
        user = work.lock(select(User).where(User.id == act.actor.user_id))
        if put(user, idle_minutes=minutes):
            work.commit("user.changed", user, fields=["idle_minutes"])


def bound_idle(act: Act, version: int | None, shortest: int, longest: int) -> None:
    """From and up to how many silent minutes people may choose; it holds at once, for what they chose before too.
    Raises Forbidden, Refused("stale") or Refused("idle_turned")."""
    require(act.actor, Action.CONFIGURE)
    if shortest > longest:
        raise Refused("idle_turned", field="longest_idle")
    with unit_of_work(act) as work:
        setting = work.lock_as_seen(select(SessionSetting), version)
        changed = put(setting, shortest_idle=shortest, longest_idle=longest)
        work.commit("configuration.changed", setting, what="session_setting", change=",".join(changed))
