"""Keep who checked a language of the paper, whom else a household can ring, and the number of an office

Revision ID: 20261122_0920
Revises: 20261122_0915
"""

import sqlalchemy as sa
from alembic import op

revision = "20261122_0920"
down_revision = "20261122_0915"
branch_labels = None
depends_on = None

ROLES = "role IN ('case_manager', 'gp', 'dentist', 'pharmacy', 'school', 'landlord')"


def upgrade() -> None:
    op.create_table(
        "language_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("fingerprint", sa.String(length=32), nullable=False),
        sa.Column("checked_by_id", sa.Integer(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["checked_by_id"], ["user_account.id"], name=op.f("fk_language_check_checked_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_language_check")),
        sa.UniqueConstraint("language", name=op.f("uq_language_check_language")),
    )
    op.create_table(
        "household_helper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(ROLES, name=op.f("ck_household_helper_role")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_household_helper_household_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household_helper")),
        sa.UniqueConstraint("household_id", "role", name=op.f("uq_household_helper_household_id_role")),
    )
    with op.batch_alter_table("location") as location:
        location.add_column(sa.Column("phone", sa.String(length=20), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("location") as location:
        location.drop_column("phone")
    op.drop_table("household_helper")
    op.drop_table("language_check")
