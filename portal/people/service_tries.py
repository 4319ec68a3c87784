"""Counting tries to guess a password, so that guessing slows down. Steps that commands share."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from ipaddress import IPv6Address, ip_address, ip_network

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from portal.people.models import SignInAttempt
from portal.people.rules import FREE_TRIES_PER_ACCOUNT, FREE_TRIES_PER_ADDRESS, MEMORY, must_wait
from portal.refusals import Refused
from portal.work import Work


@dataclass(frozen=True)
class Visit:
    """From where somebody comes in: their network address, and the browser by which they know the device.
    `pepper` is the portal's secret, under which addresses are counted."""

    address: str
    browser: str
    pepper: str


def account_key(pepper: str, email: str) -> str:
    """What the tries for an account are counted under; it names nobody."""
    return _key(pepper, f"account:{email.strip().lower()}")


def address_key(pepper: str, address: str) -> str:
    """What the tries from a network address are counted under. Of IPv6 the network counts (/64):
    each connection may choose among its 2⁶⁴ addresses."""
    return _key(pepper, f"address:{_network(address)}")


def refuse_when_too_many(session: Session, account: str, address: str, at: datetime) -> None:
    """Raise Refused("too_many_tries") while too many tries failed for the account or from the address.

    Only what failed counts: people who sign in at one moment do not stand in each other's way.
    """
    for key, free_tries in ((account, FREE_TRIES_PER_ACCOUNT), (address, FREE_TRIES_PER_ADDRESS)):
        around = SignInAttempt.at.between(at - MEMORY, at + MEMORY)
        failures = session.scalars(select(SignInAttempt.at).where(SignInAttempt.key == key, around))
        if must_wait(list(failures), free_tries, at):
            raise Refused("too_many_tries")


def judge_one_at_a_time(work: Work, account: str, address: str) -> None:
    """Let the tries for one account, or from one address, be judged one after another, each knowing what
    became of those before; of many guesses at once no more are answered than of as many in a row.

    Raises Refused("too_many_tries").
    """
    _one_at_a_time(work, account, address)
    refuse_when_too_many(work.session, account, address, work.act.at)


def count_failure(work: Work, account: str, address: str) -> None:
    """Remember that the password was wrong."""
    work.session.add_all([SignInAttempt(key=key, at=work.act.at) for key in (account, address)])


def forget_failures(work: Work, account: str) -> None:
    """A success clears the account; not the address, or one known account would unlock guessing at all
    others."""
    work.session.execute(delete(SignInAttempt).where(SignInAttempt.key == account))


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
