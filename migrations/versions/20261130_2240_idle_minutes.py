"""Let people choose after how many silent minutes they sign in again, within bounds

Revision ID: 20261130_2240
Revises: 20261130_2230
"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_2240"
down_revision = "20261130_2230"
branch_labels = None
depends_on = None

NAME = "ck_user_account_idle_minutes"


def upgrade() -> None:
    setting = op.create_table(
        "session_setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("shortest_idle", sa.Integer(), nullable=False),
        sa.Column("longest_idle", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
        sa.CheckConstraint("id = 1", name=op.f("ck_session_setting_one_row")),
        sa.CheckConstraint(
            "shortest_idle >= 5 AND longest_idle >= shortest_idle AND longest_idle <= 60",
            name=op.f("ck_session_setting_minutes"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_setting")),
    )
    op.bulk_insert(setting, [{"id": 1, "shortest_idle": 5, "longest_idle": 60, "version": 1}])
    with op.batch_alter_table("user_account", reflect_kwargs={"resolve_fks": False}) as batch:
        batch.add_column(sa.Column("idle_minutes", sa.Integer(), nullable=True))
        batch.create_check_constraint(op.f(NAME), "idle_minutes >= 5 AND idle_minutes <= 60")


def downgrade() -> None:
    with op.batch_alter_table("user_account", reflect_kwargs={"resolve_fks": False}) as batch:
        batch.drop_constraint(op.f(NAME), type_="check")
        batch.drop_column("idle_minutes")
    op.drop_table("session_setting")
