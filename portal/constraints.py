"""The refusal for each broken constraint: the database has the last word, and says it by name."""

from sqlalchemy.exc import IntegrityError

from portal.refusals import Refused

_CONSTRAINTS: dict[str, str] = {}


def constraint_refuses(*marks: str, code: str) -> None:
    """Register the refusal for a broken constraint.

    `marks` are what the databases say of it: the index name (PostgreSQL) and `table.column`
    (SQLite). Raises ValueError for a constraint that is refused with another code.
    """
    for mark in marks:
        if _CONSTRAINTS.setdefault(mark, code) != code:
            raise ValueError(f"{mark} is refused as {_CONSTRAINTS[mark]}, not as {code}")


def refusal(error: IntegrityError) -> Exception:
    """The refusal of the domain for this broken constraint; the error itself when there is none."""
    text = str(error.orig)
    for mark, code in _CONSTRAINTS.items():
        if mark in text:
            return Refused(code)
    return error
