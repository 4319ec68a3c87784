"""Let people have one name, and hold that everybody has one

Revision ID: 20261130_1701
Revises: 20261122_1200
"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_1701"
down_revision = "20261122_1200"
branch_labels = None
depends_on = None

TABLES = ("client", "user_account")


def upgrade() -> None:
    connection = op.get_bind()
    for name in TABLES:
        table = sa.table(name, *map(sa.column, ("id", "first_name", "last_name")))
        # Who has one name was typed with a "-" or "." for the other.
        for row in connection.execute(sa.select(table)).all():
            written = [part for part in (row.first_name, row.last_name) if any(map(str.isalnum, part))]
            first, last = written if len(written) == 2 else ("", (written or ["–"])[0])
            if (first, last) != (row.first_name, row.last_name):
                values = {"first_name": first, "last_name": last}
                connection.execute(sa.update(table).where(table.c.id == row.id).values(values))
        with op.batch_alter_table(name, reflect_kwargs={"resolve_fks": False}) as batch:
            batch.create_check_constraint(op.f(f"ck_{name}_last_name"), "last_name <> ''")


def downgrade() -> None:
    # The former version asks for both names: it shows a "-" where there is none.
    for name in TABLES:
        with op.batch_alter_table(name, reflect_kwargs={"resolve_fks": False}) as batch:
            batch.drop_constraint(op.f(f"ck_{name}_last_name"), type_="check")
        op.execute(f"UPDATE {name} SET first_name = '-' WHERE first_name = ''")  # noqa: S608 - a name of ours
