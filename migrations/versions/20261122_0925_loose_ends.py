"""Decide about every loose end before a handover is offered, and keep when its draft was read with the client

Revision ID: 20261122_0925
Revises: 20261122_0920
"""

import sqlalchemy as sa
from alembic import op

revision = "20261122_0925"
down_revision = "20261122_0920"
branch_labels = None
depends_on = None

THINGS = {"item_id": "checklist_item", "contact_id": "contact_moment", "late_contact_id": "late_contact"}
ONE_THING = " + ".join(f"CASE WHEN {column} IS NULL THEN 0 ELSE 1 END" for column in THINGS)
CHECKS = {
    "one_thing": f"{ONE_THING} = 1",
    "appointment": "(contact_id IS NULL) = (appointment_on IS NULL)",
    "decision": "decision IN ('passed_on', 'closed', 'kept')",
    "kept": "(decision = 'kept') = (kept_by IS NOT NULL)",
}


def _foreign_key(column: str, table: str) -> sa.ForeignKeyConstraint:
    gone = "CASCADE" if column == "item_id" else None
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_loose_end_{column}"), ondelete=gone)


def upgrade() -> None:
    op.create_table(
        "loose_end",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("handover_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("appointment_on", sa.Date(), nullable=True),
        sa.Column("late_contact_id", sa.Integer(), nullable=True),
        sa.Column("decision", sa.String(length=10), nullable=False),
        sa.Column("kept_by", sa.String(length=120), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        *(sa.CheckConstraint(check, name=op.f(f"ck_loose_end_{name}")) for name, check in CHECKS.items()),
        _foreign_key("handover_id", "warm_handover"),
        _foreign_key("decided_by_id", "user_account"),
        *(_foreign_key(column, table) for column, table in THINGS.items()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loose_end")),
        *(
            sa.UniqueConstraint("handover_id", column, name=op.f(f"uq_loose_end_handover_id_{column}"))
            for column in THINGS
        ),
    )
    with op.batch_alter_table("warm_handover", reflect_kwargs={"resolve_fks": False}) as batch:
        batch.add_column(sa.Column("draft_read_on", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("warm_handover", reflect_kwargs={"resolve_fks": False}) as batch:
        batch.drop_column("draft_read_on")
    op.drop_table("loose_end")
