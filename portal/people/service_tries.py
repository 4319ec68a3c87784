"""Counting tries to guess a password, so that guessing slows down. Steps that commands share."""

import hashlib
import hmac
from ipaddress import IPv6Address, ip_address, ip_network

from sqlalchemy import delete, func, select

from portal.people.models import SignInAttempt
from portal.people.rules import FREE_TRIES_PER_ACCOUNT, FREE_TRIES_PER_ADDRESS, MEMORY, must_wait
from portal.refusals import Refused
from portal.work import Work


def account_key(pepper: str, email: str) -> str:
    """What the tries for an account are counted under; it names nobody."""
    return _key(pepper, f"account:{email.strip().lower()}")


def address_key(pepper: str, address: str) -> str:
    """What the tries from a network address are counted under. Of IPv6 the network counts (/64):
    each connection may choose among its 2⁶⁴ addresses."""
    return _key(pepper, f"address:{_network(address)}")


def count_try(work: Work, account: str, address: str) -> None:
    """Count one try before it is checked, so that parallel guesses count too.

    Raises Refused("too_many_tries").
    """
    _one_at_a_time(work, account, address)
    _refuse_when_too_many(work, account, FREE_TRIES_PER_ACCOUNT)
    _refuse_when_too_many(work, address, FREE_TRIES_PER_ADDRESS)
    work.session.add_all([SignInAttempt(key=key, at=work.act.at) for key in (account, address)])


def forget_tries(work: Work, account: str, address: str) -> None:
    """A success clears the account; of the address only this try, or one known account would
    unlock guessing at all others."""
    this_try = (SignInAttempt.key == address) & (SignInAttempt.at == work.act.at)
    work.session.execute(delete(SignInAttempt).where((SignInAttempt.key == account) | this_try))


def _one_at_a_time(work: Work, *keys: str) -> None:
    """Let tries under one key wait for each other, or many at once would all find that none went
    before. SQLite has one writer at a time anyway."""
    if work.session.get_bind().dialect.name == "postgresql":
        for key in keys:
            work.session.execute(select(func.pg_advisory_xact_lock(int(key[:15], 16))))


def _network(address: str) -> str:
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, IPv6Address) and found.ipv4_mapped is None:
        return str(ip_network((found, 64), strict=False))
    return address


def _key(pepper: str, text: str) -> str:
    return hmac.new(pepper.encode(), text.encode(), hashlib.sha256).hexdigest()


def _refuse_when_too_many(work: Work, key: str, free_tries: int) -> None:
    failures = work.session.scalars(
        select(SignInAttempt.at).where(SignInAttempt.key == key, SignInAttempt.at > work.act.at - MEMORY)
    )
    if must_wait(list(failures), free_tries, work.act.at):
        raise Refused("too_many_tries")
