"""Let each location find its people and late contacts without reading those of the others

Revision ID: 20261130_2250
Revises: 20261130_2240
"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_2250"
down_revision = "20261130_2240"
branch_labels = None
depends_on = None

OPEN, SETTLED = "settled_at IS NULL", "settled_at IS NOT NULL"
BEFORE = (
    ("ix_late_contact_open", ["trajectory_id"], OPEN),
    ("ix_late_contact_settled_at", ["settled_at"], SETTLED),
)
AFTER = (
    ("ix_late_contact_open", ["location_id", "id"], OPEN),
    ("ix_late_contact_settled", ["location_id", "settled_at"], SETTLED),
    ("ix_late_contact_trajectory", ["trajectory_id"], OPEN),
)
Indexes = tuple[tuple[str, list[str], str], ...]


def _drop(indexes: Indexes) -> None:
    for name, _columns, _which in indexes:
        op.drop_index(name, table_name="late_contact")


def _make(indexes: Indexes) -> None:
    for name, columns, which in indexes:
        op.create_index(name, "late_contact", columns, sqlite_where=sa.text(which), postgresql_where=sa.text(which))


def upgrade() -> None:
    op.create_index("ix_role_location", "role", ["location_id", "kind"])
    op.create_index("ix_invitation_location", "invitation", ["location_id"])
    _drop(BEFORE)
    op.add_column("late_contact", sa.Column("location_id", sa.Integer(), nullable=True))
    op.execute(
        "UPDATE late_contact SET location_id ="
        " (SELECT trajectory.location_id FROM trajectory WHERE trajectory.id = late_contact.trajectory_id)"
    )
    with op.batch_alter_table("late_contact", reflect_kwargs={"resolve_fks": False}) as table:
        table.alter_column("location_id", nullable=False)
        table.create_foreign_key(op.f("fk_late_contact_location_id"), "location", ["location_id"], ["id"])
    _make(AFTER)


def downgrade() -> None:
    _drop(AFTER)
    with op.batch_alter_table("late_contact", reflect_kwargs={"resolve_fks": False}) as table:
        table.drop_constraint(op.f("fk_late_contact_location_id"), type_="foreignkey")
        table.drop_column("location_id")
    _make(BEFORE)
    op.drop_index("ix_invitation_location", table_name="invitation")
    op.drop_index("ix_role_location", table_name="role")
