"""Keep questions between volunteers and coordinators about a household, with their answers

Revision ID: 20261201_0500
Revises: 20261130_2330
"""

import sqlalchemy as sa
from alembic import op

revision = "20261201_0500"
down_revision = "20261130_2330"
branch_labels = None
depends_on = None

OPEN, SETTLED, UNREAD = sa.text("settled_at IS NULL"), sa.text("settled_at IS NOT NULL"), sa.text("read_at IS NULL")
MOMENT = sa.DateTime(timezone=True)
KEYS = {
    "trajectory_id": "trajectory",
    "location_id": "location",
    "contact_id": "contact_moment",
    "supporter_id": "volunteer",
    "owner_id": "user_account",
    "asked_by_id": "user_account",
    "answered_by_id": "user_account",
}


def upgrade() -> None:
    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("trajectory_id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("direction", sa.String(length=20), nullable=False),
        sa.Column("supporter_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("submission_key", sa.String(length=64), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("snoozed_until", sa.Date(), nullable=True),
        sa.Column("snooze_reason", sa.String(length=200), nullable=True),
        sa.Column("answer", sa.String(length=1000), nullable=True),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("settled_at", MOMENT, nullable=True),
        sa.Column("read_at", MOMENT, nullable=True),
        sa.CheckConstraint("direction IN ('to_coordinator', 'to_volunteer')", name=op.f("ck_question_direction")),
        sa.CheckConstraint("(snoozed_until IS NULL) = (snooze_reason IS NULL)", name=op.f("ck_question_snoozed")),
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_at IS NULL) AND (answer IS NULL) = (answered_by_id IS NULL)",
            name=op.f("ck_question_answered"),
        ),
        sa.CheckConstraint(
            "answer IS NOT NULL OR (settled_at IS NULL AND read_at IS NULL)", name=op.f("ck_question_settled")
        ),
        *(sa.ForeignKeyConstraint([key], [f"{of}.id"], name=op.f(f"fk_question_{key}")) for key, of in KEYS.items()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint("asked_by_id", "submission_key", name=op.f("uq_question_asked_by_id_submission_key")),
    )
    for name, columns, where in (
        ("ix_question_open", ["location_id", "due_on", "id"], OPEN),
        ("ix_question_settled", ["location_id", "id"], SETTLED),
        ("ix_question_unread", ["supporter_id"], UNREAD),
    ):
        op.create_index(name, "question", columns, sqlite_where=where, postgresql_where=where)
    op.create_index("ix_question_trajectory", "question", ["trajectory_id", "id"])


def downgrade() -> None:
    op.drop_table("question")
