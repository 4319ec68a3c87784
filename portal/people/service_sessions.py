"""Commands around a session: signing in and out, taking on a role, choosing a language."""

import hashlib
import hmac
from dataclasses import replace
from datetime import datetime

from sqlalchemy import delete, select

from portal.access import NOBODY
from portal.people import queries, service_passwords
from portal.people.models import SignInAttempt, User
from portal.people.rules import (
    FREE_TRIES_PER_ACCOUNT,
    FREE_TRIES_PER_ADDRESS,
    MEMORY,
    must_wait,
)
from portal.refusals import Refused
from portal.work import Act, Work, unit_of_work


def sign_in(email: str, password: str, address: str, pepper: str, at: datetime) -> User:
    """The user whose address and password fit.

    Counts the try before it checks, so that parallel guesses count too. Raises
    Refused("too_many_tries") or Refused("sign_in_refused"); both say the same whether the account
    exists or not.
    """
    account_key = _key(pepper, f"account:{email.strip().lower()}")
    address_key = _key(pepper, f"address:{address}")
    act = Act(NOBODY, at)
    with unit_of_work(act) as work:
        _refuse_when_too_many(work, account_key, FREE_TRIES_PER_ACCOUNT)
        _refuse_when_too_many(work, address_key, FREE_TRIES_PER_ADDRESS)
        work.session.add_all([SignInAttempt(key=key, at=at) for key in (account_key, address_key)])
        work.commit("session.attempted", None)
    user = queries.by_email(email)
    if not service_passwords.matches(user.password_hash if user else None, password) or user is None:
        raise Refused("sign_in_refused")
    identity = queries.identity(user.id)
    actor = identity.actor(None) if identity else None
    if actor is None:
        raise Refused("sign_in_refused")
    with unit_of_work(Act(actor, at)) as work:
        for key in (account_key, address_key):
            _forget_last(work, key, at, all_of_it=key == account_key)
        work.commit("session.started", user, role=str(actor.kind))
    return user


def _key(pepper: str, text: str) -> str:
    return hmac.new(pepper.encode(), text.encode(), hashlib.sha256).hexdigest()


def _refuse_when_too_many(work: Work, key: str, free_tries: int) -> None:
    failures = work.session.scalars(
        select(SignInAttempt.at).where(SignInAttempt.key == key, SignInAttempt.at > work.act.at - MEMORY)
    )
    if must_wait(list(failures), free_tries, work.act.at):
        raise Refused("too_many_tries")


def _forget_last(work: Work, key: str, at: datetime, all_of_it: bool) -> None:
    """A success clears the account; of the address only this try, or one known account would
    unlock guessing at all others."""
    condition = SignInAttempt.key == key
    if not all_of_it:
        condition &= SignInAttempt.at == at
    work.session.execute(delete(SignInAttempt).where(condition))


def sign_out(act: Act) -> None:
    """Leave a line that the session ended."""
    with unit_of_work(act) as work:
        work.commit("session.ended", None)


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
