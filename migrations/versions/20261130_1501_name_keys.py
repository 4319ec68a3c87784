"""Keep beside each name the key by which it is found, sorted and recognised

Revision ID: 20261130_1501
Revises: 20261130_1305
"""

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

# Whenever this runs, the keys must be those that the portal of that day makes.
from portal.names import name_key, person_key

revision = "20261130_1501"
down_revision = "20261130_1305"
branch_labels = None
depends_on = None

BATCH = 2_000
PLACES = ("municipality", "location", "neighbourhood_team", "language", "other_organisation")
PEOPLE = ("user_account", "client")
INDEXES = {
    "ix_user_account_name_key": ("user_account", ["name_key", "id"]),
    "ix_neighbourhood_team_name_key": ("neighbourhood_team", ["name_key", "id"]),
    "ix_client_name_key": ("client", ["location_id", "name_key"]),
}


def upgrade() -> None:
    for table in PLACES:
        _keep_key(table, ("name",), name_key)
    for table in PEOPLE:
        _keep_key(table, ("first_name", "last_name"), person_key)
    for index, (table, columns) in INDEXES.items():
        op.create_index(index, table, columns)


def _keep_key(table: str, named_by: tuple[str, ...], made_by: Callable[..., str]) -> None:
    kind = sa.String(250).with_variant(sa.String(250, collation="C"), "postgresql")
    op.add_column(table, sa.Column("name_key", kind, nullable=True))
    _fill(sa.table(table, *map(sa.column, ("id", "name_key", *named_by))), named_by, made_by)
    # Only the table itself is read: SQLite cannot reflect the expression indexes of its neighbours.
    with op.batch_alter_table(table, reflect_kwargs={"resolve_fks": False}) as batch:
        batch.alter_column("name_key", existing_type=kind, nullable=False)


def _fill(rows: sa.TableClause, named_by: tuple[str, ...], made_by: Callable[..., str]) -> None:
    connection, last = op.get_bind(), 0
    names = sa.select(rows.c.id, *(rows.c[name] for name in named_by)).order_by(rows.c.id).limit(BATCH)
    change = sa.update(rows).where(rows.c.id == sa.bindparam("row")).values(name_key=sa.bindparam("made"))
    while some := connection.execute(names.where(rows.c.id > last)).all():
        connection.execute(change, [{"row": key, "made": made_by(*name)} for key, *name in some])
        last = some[-1].id


def downgrade() -> None:
    for index, (table, _columns) in INDEXES.items():
        op.drop_index(index, table_name=table)
    for table in (*PEOPLE, *PLACES):
        op.drop_column(table, "name_key")
