"""Accounts, as a functional admin sees them."""

from sqlalchemy import inspect, select
from sqlalchemy.exc import DatabaseError

from portal.config import Misconfigured
from portal.db import db
from portal.engine import nobody_can_be_in
from portal.people.models.people import User
from portal.work import find


def refuse_demo_accounts() -> None:
    """Raise Misconfigured when an account of the demo is in the database: its password stands in the README.
    A database without tables, a missing or a damaged one is fine, so that it can be migrated or replaced."""
    try:
        with db.engine.connect() as connection:
            found = inspect(connection).has_table(User.__tablename__) and connection.scalar(
                select(User.email).where(User.demo).limit(1)
            )
    except DatabaseError as error:
        if nobody_can_be_in(db.engine, error):
            return
        raise Misconfigured(f"The database does not answer: {error.orig}") from None
    finally:
        # A server that forks after this must not share a connection between its workers.
        db.engine.dispose()
    if found:
        raise Misconfigured(
            "The database holds accounts of the demo, whose password everybody knows; "
            "production does not start with them. Begin with an empty database."
        )


def account(user_id: int) -> User:
    """An account by its key, for the person themselves."""
    return find(select(User).where(User.id == user_id))
