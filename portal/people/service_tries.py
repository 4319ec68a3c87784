"""Counting tries to guess a password, so that guessing slows down. Steps that commands share."""

import hashlib
import hmac

from sqlalchemy import delete, select

from portal.people.models import SignInAttempt
from portal.people.rules import FREE_TRIES_PER_ACCOUNT, FREE_TRIES_PER_ADDRESS, MEMORY, must_wait
from portal.refusals import Refused
from portal.work import Work


def account_key(pepper: str, email: str) -> str:
    """What the tries for an account are counted under; it names nobody."""
    return _key(pepper, f"account:{email.strip().lower()}")


def address_key(pepper: str, address: str) -> str:
    """What the tries from a network address are counted under."""
    return _key(pepper, f"address:{address}")


def count_try(work: Work, account: str, address: str) -> None:
    """Count one try before it is checked, so that parallel guesses count too.

    Raises Refused("too_many_tries").
    """
    _refuse_when_too_many(work, account, FREE_TRIES_PER_ACCOUNT)
    _refuse_when_too_many(work, address, FREE_TRIES_PER_ADDRESS)
    work.session.add_all([SignInAttempt(key=key, at=work.act.at) for key in (account, address)])


def forget_tries(work: Work, account: str, address: str) -> None:
    """A success clears the account; of the address only this try, or one known account would
    unlock guessing at all others."""
    this_try = (SignInAttempt.key == address) & (SignInAttempt.at == work.act.at)
    work.session.execute(delete(SignInAttempt).where((SignInAttempt.key == account) | this_try))


def _key(pepper: str, text: str) -> str:
    return hmac.new(pepper.encode(), text.encode(), hashlib.sha256).hexdigest()


def _refuse_when_too_many(work: Work, key: str, free_tries: int) -> None:
    failures = work.session.scalars(
        select(SignInAttempt.at).where(SignInAttempt.key == key, SignInAttempt.at > work.act.at - MEMORY)
    )
    if must_wait(list(failures), free_tries, work.act.at):
        raise Refused("too_many_tries")
