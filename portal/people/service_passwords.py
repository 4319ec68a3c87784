"""Passwords: hashing with Argon2id, which takes 17 to 30 ms and so never happens inside a write
transaction, and the steps around it that commands share."""

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from portal.config import Config
from portal.people.models import User
from portal.people.reading_passwords import common_passwords
from portal.people.rules_passwords import password_problem
from portal.people.service_notices import OWN_ACCOUNT, warn
from portal.people.service_session_steps import end_sessions
from portal.refusals import Refused
from portal.work import Work

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


def set_password(work: Work, user: User, password_hash: str) -> None:
    """Give a user a new password, end every session they have, and tell them: it need not be they who
    chose it."""
    user.password_hash = password_hash
    end_sessions(work, user.id)
    warn(work, user.id, "password_set", OWN_ACCOUNT)
