"""Many rows at once: an import of 50,000 trajectories writes a million checklist items.

Works inside the running transaction, on both databases. Python-side defaults of columns do not apply here: the caller
gives every column that the database does not fill itself. The key of a name goes along with the name (`portal.named`),
and so do the words by which a row is found (`portal.searched`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Date, Dialect, Table, bindparam, func, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from portal import searched

CHUNK = 20_000  # rows held in memory at a time
KEY = "name_key"
FEW = 500  # keys in one IN (...)
_TOGETHER = 100  # rows in one statement, which on SQLite may hold 32,766 values; CHUNK is a multiple of it
_DAYS = 10_000  # written out once each: the rows of a file are about some thousands, and name each many times
T = TypeVar("T")


def chunks(values: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """The values in lists of at most `size`."""
    rest = iter(values)
    while part := list(islice(rest, size)):
        yield part


def reserve_keys(session: Session, table: Table, count: int) -> range | list[int]:
    """So many unused keys for new rows of a table, in rising order.
    SQLite: the transaction must already be one that writes, or another writer takes the same keys."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        last = session.scalar(select(func.coalesce(func.max(table.c.id), 0))) or 0
        return range(last + 1, last + 1 + count)
    drawn = text("SELECT nextval(pg_get_serial_sequence(:table, 'id')) FROM generate_series(1, :count)")
    return sorted(connection.execute(drawn, {"table": table.name, "count": count}).scalars())


def insert_rows(session: Session, table: Table, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Add rows given as values in the order of `columns`; read as a stream, kept nowhere.
    Raises IntegrityError as a single insert does."""
    rows, touched = searched.watched(table, columns, rows)
    _insert(session.connection(), table, *_with_key(table, columns, rows))
    searched.renew(session.connection(), touched, _put_words)


def _put_words(connection: Connection, rows: list[tuple[Any, ...]]) -> None:
    _insert(connection, searched.SearchWord.__table__, searched.COLUMNS, rows)


def _insert(connection: Connection, table: Any, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    chosen = [table.c[name] for name in columns]
    if connection.dialect.name == "sqlite":
        _insert_many(connection, table, chosen, rows)
    else:
        _copy(connection, table, chosen, rows)


def _with_key(
    table: Table, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> tuple[Sequence[str], Iterable[Sequence[object]]]:
    """The columns and rows with the key of the name last, for a table that has one."""
    kept = _key_of(table)
    if kept is None:
        return columns, rows
    places, made_by = [columns.index(name) for name in kept["of"]], kept["made_by"]
    return (*columns, KEY), ((*row, made_by(*(row[place] for place in places))) for row in rows)


def _key_of(table: Table) -> dict[str, Any] | None:
    """Which columns the key of a row's name is made of, and how; None for a table without names."""
    return (KEY in table.c and table.c[KEY].info) or None


def _insert_many(connection: Connection, table: Table, columns: list[Column[object]], rows: Iterable[object]) -> None:
    """Put many rows in one statement: SQLite takes longer to begin and end a statement than to add a row."""
    start = f"INSERT INTO {_place(connection, table, columns)} VALUES "  # noqa: S608 # nosec B608 - names of our own tables
    marks = f"({', '.join('?' * len(columns))})"
    for part in chunks(_bound(connection, columns, rows)):
        together = 1 if len(part) % _TOGETHER else _TOGETHER
        values = [tuple(chain.from_iterable(some)) for some in chunks(part, together)]
        connection.exec_driver_sql(start + ", ".join([marks] * together), values)


def _copy(connection: Connection, table: Table, columns: list[Column[object]], rows: Iterable[object]) -> None:
    """PostgreSQL's own way in: ten times as fast as separate inserts."""
    statement = f"COPY {_place(connection, table, columns)} FROM STDIN"
    cursor = connection.connection.cursor()
    try:
        with cursor.copy(statement) as copy:
            for row in _bound(connection, columns, rows):
                copy.write_row(row)
    except connection.dialect.loaded_dbapi.Error as error:
        raise DBAPIError.instance(
            statement, None, error, connection.dialect.loaded_dbapi.Error, hide_parameters=True
        ) from None
    finally:
        cursor.close()


def _place(connection: Connection, table: Table, columns: list[Column[object]]) -> str:
    quote = connection.dialect.identifier_preparer
    return f"{quote.format_table(table)} ({', '.join(map(quote.format_column, columns))})"


def _bound(
    connection: Connection, columns: list[Column[object]], rows: Iterable[object]
) -> Iterator[tuple[object, ...]]:
    """The rows as the driver takes them: each value through its column's type, a column at a time."""
    binders = [_binder(column, connection.dialect) for column in columns]
    for part in chunks(rows):
        values = zip(binders, zip(*part, strict=True), strict=True)
        yield from zip(*(map(binder, each) if binder else each for binder, each in values), strict=True)


def _binder(column: Column[object], dialect: Dialect) -> Callable[[object], object] | None:
    binder = column.type.dialect_impl(dialect).bind_processor(dialect)
    return lru_cache(_DAYS)(binder) if binder and isinstance(column.type, Date) else binder


def change_rows(session: Session, table: Table, changes: Mapping[int, Mapping[str, object]]) -> None:
    """Give rows new values by their key, and move their version on: whoever has an older page hears of it."""
    together: dict[tuple[str, ...], list[dict[str, object]]] = {}
    for key, values in changes.items():
        if values:
            bound = {f"new_{name}": value for name, value in values.items()}
            together.setdefault(tuple(values), []).append({"key": key, **bound})
    for names, rows in together.items():
        wanted = {table.c[name]: bindparam(f"new_{name}", type_=table.c[name].type) for name in names}
        statement = update(table).where(table.c.id == bindparam("key"))
        for part in chunks(rows):
            session.connection().execute(statement.values({**wanted, table.c.version: table.c.version + 1}), part)
    searched.renew(session.connection(), searched.changed(table, changes), _put_words)
    kept = _key_of(table)
    if kept is not None:
        renew_keys(
            session.connection(), table, [key for key, values in changes.items() if values.keys() & set(kept["of"])]
        )


def renew_keys(connection: Connection, table: Table, keys: Iterable[int]) -> None:
    """Let the keys of these rows' names be those of their names again."""
    kept = table.c[KEY].info
    statement = update(table).where(table.c.id == bindparam("row")).values({KEY: bindparam("made")})
    for part in chunks(keys, FEW):
        names = connection.execute(
            select(table.c.id, *(table.c[name] for name in kept["of"])).where(table.c.id.in_(part))
        )
        connection.execute(statement, [{"row": key, "made": kept["made_by"](*name)} for key, *name in names])
