"""Ask after a handover whether the household arrived, and keep whether it asked again

Revision ID: 20261122_0900
Revises: 20261122_0850
"""

import sqlalchemy as sa
from alembic import op

revision = "20261122_0900"
down_revision = "20261122_0850"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "handover_feedback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("handover_id", sa.Integer(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("asked_again", sa.Boolean(), nullable=False),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_by_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("months IN (6, 12)", name=op.f("ck_handover_feedback_months")),
        sa.ForeignKeyConstraint(["handover_id"], ["warm_handover.id"], name=op.f("fk_handover_feedback_handover_id")),
        sa.ForeignKeyConstraint(["told_by_id"], ["user_account.id"], name=op.f("fk_handover_feedback_told_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_feedback")),
        sa.UniqueConstraint("handover_id", "months", name=op.f("uq_handover_feedback_handover_id_months")),
    )
    with op.batch_alter_table("warm_handover", reflect_kwargs={"resolve_fks": False}) as batch:
        batch.add_column(sa.Column("check_asked_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("warm_handover", reflect_kwargs={"resolve_fks": False}) as batch:
        batch.drop_column("check_asked_at")
    op.drop_table("handover_feedback")
