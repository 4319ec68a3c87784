"""Know each session, so that signing out ends it for every copy of its cookie

Who is signed in signs in again, once.

Revision ID: 20261130_1101
Revises: 20261130_1610
"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_1101"
down_revision = "20261130_1610"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "user_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("browser", sa.String(length=60), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_user_session_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_user_session_token_hash")),
    )
    op.create_index(op.f("ix_user_session_user_id"), "user_session", ["user_id"])
    op.drop_column("user_account", "session_version")


def downgrade() -> None:
    op.add_column("user_account", sa.Column("session_version", sa.Integer(), nullable=False, server_default="1"))
    op.drop_index(op.f("ix_user_session_user_id"), "user_session")
    op.drop_table("user_session")
