"""Offer a role to who has an account, and know who handed out the link by which a password was chosen

Of the passwords that are there nobody knows it: they count as chosen by a link of a coordinator.

Revision ID: 20261130_1102
Revises: 20261130_1101
"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_1102"
down_revision = "20261130_1101"
branch_labels = None
depends_on = None

KINDS = "'volunteer', 'coordinator', 'team_member', 'functional_admin', 'municipal_reader'"
FLAGS = (("user_account", "password_by_admin"), ("one_time_link", "by_admin"), ("outgoing_mail", "certain"))


def upgrade() -> None:
    for table, flag in FLAGS:
        op.add_column(table, sa.Column(flag, sa.Boolean(), nullable=False, server_default=sa.text("false")))
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("municipality_id", sa.Integer(), nullable=True),
        sa.Column("offer", sa.JSON(), nullable=False),
        sa.Column("invited_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(length=10), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f("ck_invitation_kind")),
        sa.CheckConstraint("answer IN ('accepted', 'declined', 'withdrawn')", name=op.f("ck_invitation_answer")),
        sa.CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name=op.f("ck_invitation_answered")),
        sa.CheckConstraint(
            "(kind IN ('volunteer', 'coordinator')) = (location_id IS NOT NULL)", name=op.f("ck_invitation_location")
        ),
        sa.CheckConstraint("(kind = 'team_member') = (team_id IS NOT NULL)", name=op.f("ck_invitation_team")),
        sa.CheckConstraint(
            "(kind = 'municipal_reader') = (municipality_id IS NOT NULL)", name=op.f("ck_invitation_municipality")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_invitation_user_id")),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_invitation_location_id")),
        sa.ForeignKeyConstraint(["team_id"], ["neighbourhood_team.id"], name=op.f("fk_invitation_team_id")),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name=op.f("fk_invitation_municipality_id")),
        sa.ForeignKeyConstraint(["invited_by_id"], ["user_account.id"], name=op.f("fk_invitation_invited_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
    )
    op.create_index(op.f("ix_invitation_user_id"), "invitation", ["user_id"])
    op.create_index(
        "uq_invitation_open",
        "invitation",
        [
            *("user_id", "kind"),
            *(sa.text(f"coalesce({place}, 0)") for place in ("location_id", "team_id", "municipality_id")),
        ],
        unique=True,
        sqlite_where=sa.text("answer IS NULL"),
        postgresql_where=sa.text("answer IS NULL"),
    )


def downgrade() -> None:
    op.drop_index("uq_invitation_open", "invitation")
    op.drop_index(op.f("ix_invitation_user_id"), "invitation")
    op.drop_table("invitation")
    for table, flag in FLAGS:
        op.drop_column(table, flag)
