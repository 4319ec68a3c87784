"""Keep the words by which households, people and handovers are found

Revision ID: 20261130_1901
Revises: 20261130_1400
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

# Whenever this runs, the words must be those that the portal of that day makes.
from portal.finding import Word, code_words, people_words, person_words, reference_words

revision = "20261130_1901"
down_revision = "20261130_1400"
branch_labels = None
depends_on = None

BATCH = 2_000
PERSON = ("first_name", "last_name", "phone")
Found = tuple[str, int, int, set[Word]]  # kind, key, place, words


def upgrade() -> None:
    op.create_table(
        "search_word",
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("word", _compared(60), nullable=False),
        sa.Column("sound", _compared(20), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "row_id", "word", "sound", name=op.f("pk_search_word")),
        sqlite_with_rowid=False,
    )
    for found in (_clients(), _numbers(), _users(), _handovers(), _people()):
        _put(found)
    op.create_index("ix_search_word_word", "search_word", ["kind", "place_id", "word", "row_id"])
    op.create_index("ix_search_word_sound", "search_word", ["kind", "place_id", "sound", "word", "row_id"])


def _compared(length: int) -> Any:
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def _put(found: Iterator[Found]) -> None:
    columns = "kind", "row_id", "word", "sound", "place_id"
    add = sa.insert(sa.table("search_word", *map(sa.column, columns)))
    waiting: list[dict[str, Any]] = []
    for kind, key, place, words in found:
        for word, sound in words:
            waiting.append(dict(zip(columns, (kind, key, word, sound, place), strict=True)))
        if len(waiting) >= BATCH:
            op.get_bind().execute(add, waiting)
            waiting = []
    if waiting:
        op.get_bind().execute(add, waiting)


def _rows(name: str, *columns: str) -> Iterator[Any]:
    table, last = sa.table(name, sa.column("id"), *map(sa.column, columns)), 0
    statement = sa.select(table).order_by(table.c.id).limit(BATCH)
    while some := op.get_bind().execute(statement.where(table.c.id > last)).all():
        yield from some
        last = some[-1].id


def _clients() -> Iterator[Found]:
    for row in _rows("client", "location_id", *PERSON):
        yield "client", row.id, row.location_id, person_words(row.first_name, row.last_name, row.phone)


def _numbers() -> Iterator[Found]:
    others: dict[int, list[str]] = defaultdict(list)
    for row in _rows("client_alias", "client_id", "number"):
        others[row.client_id].append(row.number)
    for row in _rows("client", "location_id", "client_number"):
        yield "number", row.id, row.location_id, code_words(row.client_number, *others[row.id])


def _users() -> Iterator[Found]:
    for row in _rows("user_account", "email", *PERSON):
        words = person_words(row.first_name, row.last_name, row.phone) | code_words(row.email)
        yield "user", row.id, 0, words


def _handovers() -> Iterator[Found]:
    for row in _rows("warm_handover", "location_id", "reference"):
        yield "handover", row.id, row.location_id, reference_words(row.reference)


def _people() -> Iterator[Found]:
    """The people whom a team finds: those in the newest version of what went along to it."""
    columns = "id", "handover_id", "number", "team_id"
    sent = sa.table("handover_snapshot", *map(sa.column, columns), sa.column("content", sa.JSON()))
    newest = sa.select(sa.func.max(sent.c.id)).group_by(sent.c.handover_id)
    for (key,) in op.get_bind().execute(newest).all():
        row = op.get_bind().execute(sa.select(sent).where(sent.c.id == key)).one()
        if row.team_id:
            yield "people", row.handover_id, row.team_id, people_words(row.content)


def downgrade() -> None:
    op.drop_table("search_word")
