"""Let somebody of a municipality read figures, and nothing else

Revision ID: 20261122_0910
Revises: 20261122_0900
"""

from contextlib import AbstractContextManager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "20261122_0910"
down_revision = "20261122_0900"
branch_labels = None
depends_on = None

BEFORE = "kind IN ('volunteer', 'coordinator', 'team_member', 'functional_admin')"
KINDS = "kind IN ('volunteer', 'coordinator', 'team_member', 'functional_admin', 'municipal_reader')"


def _rebuilt() -> AbstractContextManager[BatchOperations]:
    # Only the table itself is read: SQLite cannot reflect the expression indexes of its neighbours.
    return op.batch_alter_table("role", reflect_kwargs={"resolve_fks": False})


def _index(*places: str) -> None:
    current = sa.text("ended_on IS NULL")
    columns = ["user_id", "kind", *(sa.text(f"coalesce({place}, 0)") for place in places)]
    op.create_index("uq_role_current", "role", columns, unique=True, sqlite_where=current, postgresql_where=current)


def upgrade() -> None:
    op.drop_index("uq_role_current", "role")
    with _rebuilt() as batch:
        batch.add_column(sa.Column("municipality_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f("fk_role_municipality_id"), "municipality", ["municipality_id"], ["id"])
        batch.drop_constraint(op.f("ck_role_kind"), type_="check")
        batch.create_check_constraint(op.f("ck_role_kind"), KINDS)
        batch.create_check_constraint(
            op.f("ck_role_municipality"), "(kind = 'municipal_reader') = (municipality_id IS NOT NULL)"
        )
    _index("location_id", "team_id", "municipality_id")


def downgrade() -> None:
    op.execute("DELETE FROM role WHERE kind = 'municipal_reader'")
    op.drop_index("uq_role_current", "role")
    with _rebuilt() as batch:
        batch.drop_constraint(op.f("ck_role_municipality"), type_="check")
        batch.drop_constraint(op.f("ck_role_kind"), type_="check")
        batch.create_check_constraint(op.f("ck_role_kind"), BEFORE)
        batch.drop_constraint(op.f("fk_role_municipality_id"), type_="foreignkey")
        batch.drop_column("municipality_id")
    _index("location_id", "team_id")
