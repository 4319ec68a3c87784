"""The words by which people, households and handovers are found: one table, kept in the transaction of the row.

Nobody has to think of it: a session that writes is followed here, and many rows at once in `portal.bulk`.
`portal.search` registers which words a row has.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, cast

from sqlalchemy import Connection, Index, Table, delete, event, insert, inspect
from sqlalchemy import String as Text
from sqlalchemy.orm import Mapped, Mapper, Session, mapped_column, object_session

from portal.db import Base
from portal.finding import LONGEST_WORD, Word
from portal.sounds import LONGEST

FEW = 500  # rows read at a time
_TOUCHED = "touched"


def _compared(length: int) -> Text:
    """A text that is compared byte by byte, whatever language the server speaks."""
    return Text(length).with_variant(Text(length, collation="C"), "postgresql")


class SearchWord(Base):
    """A word, folded, by which a row is found; `sound` is how it sounds, once for each way, or empty.
    `kind` says what the row is, `place_id` is the location or team that finds it there, 0 for none."""

    __tablename__ = "search_word"
    kind: Mapped[str] = mapped_column(Text(10), primary_key=True)
    row_id: Mapped[int] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(_compared(LONGEST_WORD), primary_key=True)
    sound: Mapped[str] = mapped_column(_compared(LONGEST), primary_key=True)
    place_id: Mapped[int]
    __table_args__ = (
        Index("ix_search_word_word", "kind", "place_id", "word", "row_id"),
        Index("ix_search_word_sound", "kind", "place_id", "sound", "word", "row_id"),
        {"sqlite_with_rowid": False},
    )


Row = tuple[int, int, set[Word]]  # key, place, words


@dataclass(frozen=True)
class Touch:
    """A table whose rows decide what is found: by which column one names the row that is found, and of which columns
    its words are made."""

    table: str
    key: str
    columns: frozenset[str]


@dataclass(frozen=True)
class Searched:
    """A kind of row that can be found: what touches its words, and how they are read again."""

    kind: str
    touches: tuple[Touch, ...]
    read: Callable[[Connection, Sequence[int]], Iterable[Row]] = field(compare=False)


_SEARCHED: dict[str, Searched] = {}
Touched = Mapping[str, Collection[int]]
Put = Callable[[Connection, list[tuple[Any, ...]]], None]
COLUMNS = ("kind", "row_id", "word", "sound", "place_id")


def register(*searched: Searched) -> None:
    """Let these be found from now on."""
    _SEARCHED.update({each.kind: each for each in searched})


def touches(table: str) -> Iterator[tuple[str, Touch]]:
    """The kinds whose words a row of this table decides, and how."""
    return ((kind, touch) for kind, each in _SEARCHED.items() for touch in each.touches if touch.table == table)


def renew(connection: Connection, touched: Touched, put: Put | None = None) -> None:
    """Let the words of these rows be those of the rows again; `put` adds many at once."""
    for kind, keys in touched.items():
        for part in _parts(sorted(keys)):
            connection.execute(delete(SearchWord).where(SearchWord.kind == kind, SearchWord.row_id.in_(part)))
            (put or _put)(connection, list(wanted(connection, kind, part)))


def wanted(connection: Connection, kind: str, keys: Iterable[int]) -> Iterator[tuple[Any, ...]]:
    """The rows that the table should have of these, in the order of COLUMNS."""
    for part in _parts(sorted(keys)):
        for key, place, words in _SEARCHED[kind].read(connection, part):
            yield from ((kind, key, word, sound, place) for word, sound in sorted(words))


def kinds() -> list[str]:
    """The kinds of rows that can be found."""
    return list(_SEARCHED)


def _put(connection: Connection, rows: list[tuple[Any, ...]]) -> None:
    if rows:
        connection.execute(insert(SearchWord), [dict(zip(COLUMNS, row, strict=True)) for row in rows])


def _parts(keys: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(keys)
    while part := list(islice(rest, FEW)):
        yield part


def _written(_mapper: Any, _connection: Connection, row: Any) -> None:
    """Note a row that was added or went; one that left another row has forgotten whose it was, so both count."""
    for kind, touch in touches(row.__tablename__):
        keys = getattr(row, touch.key), *inspect(row).attrs[touch.key].history.deleted
        session = cast(Session, object_session(row))
        session.info.setdefault(_TOUCHED, defaultdict(set))[kind].update(key for key in keys if key is not None)


def _changed(mapper: Any, connection: Connection, row: Any) -> None:
    """Note a row of which something changed by which it, or another, is found."""
    watched_columns = {name for _kind, touch in touches(row.__tablename__) for name in (touch.key, *touch.columns)}
    if any(inspect(row).attrs[name].history.has_changes() for name in watched_columns):
        _written(mapper, connection, row)


for _moment, _note in (("after_insert", _written), ("after_update", _changed), ("after_delete", _written)):
    event.listen(Mapper, _moment, _note)


@event.listens_for(Session, "after_flush")
def _follow(session: Session, _context: Any) -> None:
    """Let the words of the rows that a session just wrote follow at once."""
    if touched := session.info.pop(_TOUCHED, None):
        renew(session.connection(), touched)


def watched(table: Table, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> tuple[Iterable[Any], Touched]:
    """The rows as they go by, and the keys of what they touch once all went by."""
    places = [(kind, columns.index(touch.key)) for kind, touch in touches(table.name)]
    touched: dict[str, set[int]] = {kind: set() for kind, _place in places}

    def passing() -> Iterator[Sequence[Any]]:
        for row in rows:
            for kind, place in places:
                touched[kind].add(row[place])
            yield row

    return (passing() if places else rows), touched


def changed(table: Table, changes: Mapping[int, Mapping[str, Any]]) -> Touched:
    """The keys that changes of rows touch; `changes` has the new values by key.
    Raises ValueError for a table whose rows are found by the key of another row."""
    touched = {}
    for kind, touch in touches(table.name):
        if touch.key != "id":
            raise ValueError(f"a change of many rows of {table.name} would not be found")
        touched[kind] = [key for key, values in changes.items() if values.keys() & touch.columns]
    return touched
