"""One door for change: who acts, when, and the only place that commits."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar, TypeVarTuple, cast

from sqlalchemy import Connection, Engine, Row, Select, func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm import Session, object_mapper
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError

from portal import audit
from portal.access import Actor
from portal.days import AMSTERDAM, day_of
from portal.db import constraint_refuses as constraint_refuses
from portal.db import db, refusal
from portal.engine import PatientConnection, is_busy
from portal.refusals import Busy, NotVisible, Refused

T = TypeVar("T")
Ts = TypeVarTuple("Ts")
KEPT = "kept"
WHOLE = 0x57656777  # the number by which PostgreSQL knows a transaction about the whole database


@dataclass(frozen=True)
class Act:
    """Who does something, and at which moment (aware, UTC). `said_at` is when they said it, earlier than `at` for an
    entry that waited on a phone. Permission is judged at `at`; days, times and choices at `said_at`."""

    actor: Actor
    at: datetime
    said_at: datetime | None = None

    def __post_init__(self) -> None:
        # Access that lasts until a day is judged by the day of the act.
        if self.actor.today != self.today:
            object.__setattr__(self, "actor", replace(self.actor, today=self.today))

    @property
    def today(self) -> date:
        """The calendar day of the act in the Netherlands."""
        return day_of(self.at)

    @property
    def said(self) -> datetime:
        """The moment in the Netherlands at which it was said."""
        return (self.said_at or self.at).astimezone(AMSTERDAM)


class Work:
    """One business action in one transaction. Nothing stays unless `commit` is spoken."""

    def __init__(self, session: Session, act: Act) -> None:
        self.session = session
        self.act = act
        self.committed = False

    def add(self, thing: T) -> T:
        """Put a new row in the transaction and give it its key."""
        self.session.add(thing)
        self.session.flush()
        return thing

    def lock(self, statement: Select[T]) -> T:
        """The one visible row, held until the end of the transaction. PostgreSQL locks the row by its key, and only
        then reads it: else it would miss how the holder before changed its parts.
        Raises NotVisible when the row is not there for this actor."""
        entity = statement.column_descriptions[0]["entity"]
        if self.session.get_bind().dialect.name == "postgresql":
            self.session.execute(statement.with_only_columns(entity.id).with_for_update(of=entity, key_share=True))
        found = self.session.scalars(statement, execution_options={"populate_existing": True}).first()
        if found is None:
            raise NotVisible
        return found

    def hold(self, key: Select[int]) -> int:
        """The one key, of which the row is held until the end of the transaction; the row itself is not read.
        Raises NotVisible when there is none."""
        found = self.session.scalar(key.with_for_update(of=key.column_descriptions[0]["entity"], key_share=True))
        if found is None:
            raise NotVisible
        return found

    def lock_as_seen(self, statement: Select[T], version: int | None) -> T:
        """The one visible row, held, and still in the version the person saw.
        Raises NotVisible, and Refused("stale") when somebody else changed it in between."""
        found = self.lock(statement)
        if getattr(found, "version", None) != version:
            raise Refused("stale")
        return found

    def note(self, event: str, subject: object, **facts: object) -> None:
        """A line more, for an action that does the same to several things."""
        self.session.flush()
        audit.write(self.session, self.act, event, subject, facts)

    def commit(self, event: str, subject: object, **facts: object) -> None:
        """End the action: name what happened, write its audit line, keep everything.
        `event` and the keys of `facts` must be in the closed list of `audit.EVENTS`."""
        self.note(event, subject, **facts)
        self.session.commit()
        self.committed = True
        if event not in audit.TRACES:
            self.session.info[KEPT] = True


@contextmanager
def unit_of_work(act: Act) -> Generator[Work]:
    """A write transaction that rolls back unless `work.commit(...)` was reached; it ends the reading that went before.
    Raises Refused with the code of the broken constraint when two acts race, Refused("stale") when the row was changed
    in between, and Busy when its turn did not come."""
    session = db.session()
    session.rollback()
    work = Work(session, act)
    try:
        session.connection(execution_options={"writing": True})
        yield work
    except IntegrityError as error:
        session.rollback()
        raise refusal(error) from error
    except StaleDataError as error:
        session.rollback()
        raise Refused("stale") from error
    except OperationalError as error:
        session.rollback()
        if is_busy(error):
            raise Busy from error
        raise
    except BaseException:
        session.rollback()
        raise
    if not work.committed:
        session.rollback()


def nothing_kept_yet() -> None:
    """Begin a request: whatever its session did before was for another one."""
    db.session.info.pop(KEPT, None)


def kept_something() -> bool:
    """Whether anything was stored since the request began, beside the trace of a reading."""
    return KEPT in db.session.info


@contextmanager
def alone(connection: Connection, tell: Callable[[], None]) -> Generator[None]:
    """A transaction about the whole database, kept at the end of the block or not at all. It waits for others like it
    for as long as they take, and calls `tell` when it has to."""
    while True:
        try:
            transaction = connection.begin()
            break
        except OperationalError as error:  # SQLite: somebody writes
            if not is_busy(error):
                raise
            tell()
    with transaction:
        if connection.dialect.name == "postgresql":
            cast(PatientConnection, connection.connection.driver_connection).patience = None
            connection.execute(text("SET LOCAL lock_timeout = 0"))
            if not connection.scalar(select(func.pg_try_advisory_xact_lock(WHOLE))):
                tell()
                connection.execute(select(func.pg_advisory_xact_lock(WHOLE)))
        yield


@contextmanager
def all_or_nothing(tell: Callable[[], None]) -> Generator[None]:
    """Let all units of work in the block be one: what they commit is kept at its end, or nothing is. Waits its turn as
    `alone` does."""
    db.session.remove()
    # Flask-SQLAlchemy keeps its engines in a plain dictionary; None is the key of the only one.
    engines, engine = cast(dict[str | None, Engine | Connection], db.engines), db.engine
    with engine.connect().execution_options(writing=True) as connection, alone(connection, tell):
        engines[None] = connection
        db.session(join_transaction_mode="create_savepoint")
        try:
            yield
        finally:
            db.session.remove()
            engines[None] = engine


def let_go() -> None:
    """End what was being read or written, whatever became of the connection."""
    try:
        db.session.rollback()
    except DBAPIError:
        db.session.remove()


def put(row: object, **values: object) -> list[str]:
    """Give a row these values; tells which of them are new, for the audit line."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    return changed


def count_as_change(row: object) -> None:
    """Let a change to the parts of a row (its phases, items, languages) move the version of the row itself: whoever
    still has the earlier page is told so."""
    columns = (each.key for each in object_mapper(row).column_attrs if not each.columns[0].primary_key)
    flag_modified(row, next(key for key in columns if key != "version"))


def find(statement: Select[T]) -> T:
    """The one row a reader may see. Raises NotVisible when there is none."""
    found = db.session.scalars(statement).unique().first()
    if found is None:
        raise NotVisible
    return found


def fetch_all(statement: Select[T]) -> list[T]:
    """All things of a statement, as a list."""
    return list(db.session.scalars(statement).unique())


def rows(statement: Select[*Ts], **values: object) -> list[Row[*Ts]]:
    """All rows of a statement of plain columns, run with these values: for pages that show many things and change none,
    in a fraction of the time. Changes that were not flushed yet are not in them."""
    return list(db.session.connection().execute(statement, values).all())
