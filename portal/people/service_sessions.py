"""Commands around a session: signing in and out, taking on a role, choosing a language."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from portal.access import NOBODY
from portal.people import queries, service_passwords
from portal.people.models import User
from portal.people.service_tries import account_key, address_key, count_try, forget_tries
from portal.refusals import Refused
from portal.work import Act, unit_of_work


def sign_in(email: str, password: str, address: str, pepper: str, at: datetime) -> User:
    """The user whose address and password fit.

    Counts the try before it checks, so that parallel guesses count too. Raises
    Refused("too_many_tries") or Refused("sign_in_refused"); both say the same whether the account
    exists or not.
    """
    keys = account_key(pepper, email), address_key(pepper, address)
    act = Act(NOBODY, at)
    with unit_of_work(act) as work:
        count_try(work, *keys)
        work.commit("session.attempted", None)
    user = queries.by_email(email)
    if not service_passwords.matches(user.password_hash if user else None, password) or user is None:
        raise Refused("sign_in_refused")
    identity = queries.identity(user.id)
    actor = identity.actor(None) if identity else None
    if actor is None:
        raise Refused("sign_in_refused")
    with unit_of_work(Act(actor, at)) as work:
        forget_tries(work, *keys)
        work.commit("session.started", user, role=str(actor.kind))
    return user


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
