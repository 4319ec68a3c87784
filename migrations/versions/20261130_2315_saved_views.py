"""Let somebody keep how a register opens for them

Revision ID: 20261130_2315
Revises: 20261130_2310
"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_2315"
down_revision = "20261130_2310"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("register", sa.String(20), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.CheckConstraint("register IN ('households', 'trajectories')", name=op.f("ck_saved_view_register")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_saved_view_user_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_saved_view_location_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint(
            "user_id", "location_id", "register", name=op.f("uq_saved_view_user_id_location_id_register")
        ),
    )


def downgrade() -> None:
    op.drop_table("saved_view")
