"""Counting tries to guess a password, so that guessing slows down: for the account, for the address, and in all.
A known device (`devices`) is counted apart: whoever guesses elsewhere keeps nobody out of their own phone."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from portal.people.models.people import SignInAttempt, User
from portal.people.rules import (
    FREE_TRIES_PER_ACCOUNT,
    FREE_TRIES_PER_ADDRESS,
    MEMORY,
    must_wait,
    pause_after,
    promise_stands,
)
from portal.people.sessions.devices import known_device
from portal.refusals import Refused
from portal.work import Work


@dataclass(frozen=True)
class Visit:
    """From where somebody comes in: their network address, the browser by which they know the device, and the proof
    that they signed in on it before. `pepper` is the portal's secret, under which addresses are counted."""

    address: str
    browser: str
    pepper: str
    devices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tries:
    """The keys by which tries are counted; they name nobody. `device`: it is known, and counts alone."""

    account: str
    address: str
    in_all: str
    promise: str
    device: str | None

    @property
    def limits(self) -> tuple[tuple[str, int], ...]:
        """Each key that slows this try down, with how many failures are free."""
        if self.device is not None:
            return ((self.device, FREE_TRIES_PER_ACCOUNT),)
        return ((self.account, FREE_TRIES_PER_ACCOUNT), (self.address, FREE_TRIES_PER_ADDRESS))


def tries_of(visit: Visit, email: str, user: User | None) -> Tries:
    """The keys under which a try for this address counts; `user` is whose it is, when there is an account. An IPv6
    address counts by its network (/64): each connection may choose among its 2⁶⁴ addresses."""
    account, address = f"account:{email.strip().lower()}", f"address:{_network(visit.address)}"
    device = known_device(visit.pepper, user, visit.devices) if user is not None else None
    return Tries(
        account=_key(visit.pepper, account),
        address=_key(visit.pepper, address),
        in_all=_key(visit.pepper, "in all"),
        promise=_key(visit.pepper, f"promise:{account} {address}"),
        device=_key(visit.pepper, f"device:{device} {account}") if device is not None else None,
    )


def refuse_when_too_many(session: Session, tries: Tries, at: datetime) -> None:
    """Raise Refused("too_many_tries") while too many tries failed for the account, from the address, or on the device.
    Only what failed counts: people who sign in at one moment do not stand in each other's way."""
    for key, free_tries in tries.limits:
        around = SignInAttempt.at.between(at - MEMORY, at + MEMORY)
        failures = session.scalars(select(SignInAttempt.at).where(SignInAttempt.key == key, around))
        if must_wait(list(failures), free_tries, at):
            raise Refused("too_many_tries")


def seconds_to_wait(session: Session, tries: Tries, at: datetime) -> int:
    """How many seconds this try must wait because of all failures everywhere. 0 when its turn has come, or for a known
    device."""
    pause = pause_after(_failures_in_all(session, tries, at)) if tries.device is None else None
    if not pause:
        return 0
    promises = session.scalars(select(SignInAttempt.at).where(SignInAttempt.key == tries.promise))
    promised = min((each for each in promises if promise_stands(each, at)), default=at + pause)
    return max(0, round((promised - at).total_seconds()))


def promise(work: Work, tries: Tries) -> int:
    """Promise this address a try for this account after the pause, unless it was promised one already. Gives the
    seconds until then, 0 when it may try. Others cannot use up the promise, so they keep nobody out."""
    at = work.act.at
    seconds = seconds_to_wait(work.session, tries, at)
    if not seconds:
        return 0
    standing = work.session.scalars(select(SignInAttempt).where(SignInAttempt.key == tries.promise))
    if not any(promise_stands(each.at, at) for each in standing):
        work.session.add(SignInAttempt(key=tries.promise, at=at + timedelta(seconds=seconds)))
    return seconds


def judge_one_at_a_time(work: Work, tries: Tries) -> None:
    """Judge the tries for one account, or from one address, one after another, each with the result of those before.
    So many guesses at once get no more answers than as many in a row. Raises Refused("too_many_tries")."""
    _one_at_a_time(work, *(key for key, _free in tries.limits))
    refuse_when_too_many(work.session, tries, work.act.at)


def count_failure(work: Work, tries: Tries) -> None:
    """Remember that the password was wrong; what was promised is used up."""
    counted = [key for key, _free in tries.limits] + ([tries.in_all] if tries.device is None else [])
    work.session.execute(delete(SignInAttempt).where(SignInAttempt.key == tries.promise))
    work.session.add_all([SignInAttempt(key=key, at=work.act.at) for key in counted])


def forget_failures(work: Work, tries: Tries) -> None:
    """Let a success clear the account, or the device. It does not clear the address: one known account would unlock
    guessing at all others. Nor does a device clear the account: whoever guesses elsewhere could begin anew."""
    work.session.execute(delete(SignInAttempt).where(SignInAttempt.key == tries.limits[0][0]))


def _failures_in_all(session: Session, tries: Tries, at: datetime) -> int:
    around = SignInAttempt.at.between(at - MEMORY, at + MEMORY)
    counted = select(func.count(SignInAttempt.id)).where(SignInAttempt.key == tries.in_all, around)
    return session.scalar(counted) or 0


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
