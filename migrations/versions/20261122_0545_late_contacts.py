"""Keep contacts that reach the portal after their author's support ended, until a coordinator settles them

Revision ID: 20261122_0545
Revises: 20261122_0530
"""

import sqlalchemy as sa
from alembic import op

revision = "20261122_0545"
down_revision = "20261122_0530"
branch_labels = None
depends_on = None

OPEN = sa.text("settled_at IS NULL")
SETTLED = (
    "(settled_at IS NULL AND settled_by_id IS NULL AND outcome IS NULL AND contact_id IS NULL AND reason IS NULL)"
    " OR (settled_at IS NOT NULL AND settled_by_id IS NOT NULL AND outcome IS NOT NULL"
    " AND ((outcome = 'logged' AND contact_id IS NOT NULL AND reason IS NULL)"
    " OR (outcome = 'declined' AND contact_id IS NULL AND reason IS NOT NULL)))"
)


def upgrade() -> None:
    op.create_table(
        "late_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("trajectory_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("submission_key", sa.String(length=64), nullable=False),
        sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=10), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(SETTLED, name=op.f("ck_late_contact_settled")),
        sa.ForeignKeyConstraint(["trajectory_id"], ["trajectory.id"], name=op.f("fk_late_contact_trajectory_id")),
        sa.ForeignKeyConstraint(["author_id"], ["user_account.id"], name=op.f("fk_late_contact_author_id")),
        sa.ForeignKeyConstraint(["settled_by_id"], ["user_account.id"], name=op.f("fk_late_contact_settled_by_id")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact_moment.id"], name=op.f("fk_late_contact_contact_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_late_contact")),
        sa.UniqueConstraint("author_id", "submission_key", name=op.f("uq_late_contact_author_id_submission_key")),
        sa.UniqueConstraint("contact_id", name=op.f("uq_late_contact_contact_id")),
    )
    op.create_index("ix_late_contact_open", "late_contact", ["trajectory_id"], sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_index("ix_late_contact_settled_at", "late_contact", ["settled_at"])


def downgrade() -> None:
    op.drop_table("late_contact")
