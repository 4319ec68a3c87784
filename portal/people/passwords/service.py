"""Passwords: hashing with Argon2id, and the steps around it that commands share. Hashing takes 17 to 30 ms, and so
never happens inside a write transaction."""

from functools import cache
from pathlib import Path

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from portal.config import Config
from portal.people.passwords.rules import password_problem
from portal.refusals import Refused

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1, type=Type.ID)
_nobody = ""


def init_passwords(config: Config) -> None:
    """Take the cost from the configuration (OWASP: 19 MiB, 2 rounds, 1 lane)."""
    global _hasher, _nobody
    _hasher = PasswordHasher(
        time_cost=config.argon2_rounds,
        memory_cost=config.argon2_memory_kib,
        parallelism=1,
        type=Type.ID,
    )
    _nobody = _hasher.hash("nobody has this password")


def hash_password(password: str) -> str:
    """The Argon2id hash to keep."""
    return _hasher.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Whether the password fits. Takes as long when there is no account or no password yet, so
    that the time tells nobody which addresses exist."""
    try:
        return _hasher.verify(password_hash or _nobody, password) and bool(password_hash)
    except (VerifyMismatchError, InvalidHashError):
        return False


def refuse_weak(password: str, email: str) -> None:
    """Raise the refusal of a password that is too weak, for the field where it was typed."""
    problem = password_problem(password, email, common_passwords())
    if problem:
        raise Refused(problem, field="password")


LISTS = Path(__file__).with_name("lists")


@cache
def common_passwords() -> frozenset[str]:
    """Known passwords of twelve signs or more, and known words that a password may be made of, in lower case."""
    return frozenset(word for path in sorted(LISTS.rglob("*.txt")) for word in path.read_text("utf-8").split())
