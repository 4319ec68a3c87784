"""Answer a handover in full: newer versions, a conversation, what follows a return, and asking for room

Revision ID: 20261122_0930
Revises: 20261122_0925
"""

from contextlib import AbstractContextManager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "20261122_0930"
down_revision = "20261122_0925"
branch_labels = None
depends_on = None


def _rebuilt(table: str) -> AbstractContextManager[BatchOperations]:
    # Only the table itself is read: SQLite cannot reflect the expression indexes of its neighbours.
    return op.batch_alter_table(table, reflect_kwargs={"resolve_fks": False})


def upgrade() -> None:
    with _rebuilt("neighbourhood_team") as batch:
        batch.add_column(sa.Column("focal_officer_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_neighbourhood_team_focal_officer_id"), "user_account", ["focal_officer_id"], ["id"]
        )
    with _rebuilt("warm_handover") as batch:
        batch.add_column(sa.Column("offered_version", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("suggested_team_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("woken_at", sa.DateTime(timezone=True), nullable=True))
        batch.create_foreign_key(
            op.f("fk_warm_handover_suggested_team_id"), "neighbourhood_team", ["suggested_team_id"], ["id"]
        )
    # So far each offer had one snapshot: the last is that of the offer that runs.
    op.execute(
        "UPDATE warm_handover SET offered_version = (SELECT max(number) FROM handover_snapshot"
        " WHERE handover_snapshot.handover_id = warm_handover.id) WHERE offered_at IS NOT NULL"
    )
    op.create_table(
        "handover_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("handover_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=10), nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("asks", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("submission_key", sa.String(length=64), nullable=False),
        sa.CheckConstraint("side IN ('sender', 'team')", name=op.f("ck_handover_message_side")),
        sa.ForeignKeyConstraint(["handover_id"], ["warm_handover.id"], name=op.f("fk_handover_message_handover_id")),
        sa.ForeignKeyConstraint(["team_id"], ["neighbourhood_team.id"], name=op.f("fk_handover_message_team_id")),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_handover_message_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_message")),
        sa.UniqueConstraint("by_id", "submission_key", name=op.f("uq_handover_message_by_id_submission_key")),
    )
    op.create_index(op.f("ix_handover_message_handover_id"), "handover_message", ["handover_id"])
    op.create_table(
        "capacity_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("households", sa.Integer(), nullable=False),
        sa.Column("variant", sa.String(length=1), nullable=False),
        sa.Column("postcode_area", sa.String(length=4), nullable=True),
        sa.Column("submission_key", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.String(length=10), nullable=True),
        sa.Column("room_from", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=300), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("variant IN ('A', 'B', 'C')", name=op.f("ck_capacity_question_variant")),
        sa.CheckConstraint("households BETWEEN 1 AND 50", name=op.f("ck_capacity_question_households")),
        sa.CheckConstraint(
            "answer IS NULL OR answer IN ('yes', 'no', 'from_day')", name=op.f("ck_capacity_question_answer")
        ),
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_at IS NULL) AND (answer IS NULL) = (answered_by_id IS NULL)",
            name=op.f("ck_capacity_question_answered"),
        ),
        sa.CheckConstraint(
            "(room_from IS NOT NULL) = (answer IS NOT NULL AND answer = 'from_day')",
            name=op.f("ck_capacity_question_room_from"),
        ),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_capacity_question_location_id")),
        sa.ForeignKeyConstraint(["team_id"], ["neighbourhood_team.id"], name=op.f("fk_capacity_question_team_id")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user_account.id"], name=op.f("fk_capacity_question_asked_by_id")),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["user_account.id"], name=op.f("fk_capacity_question_answered_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_capacity_question")),
        sa.UniqueConstraint(
            "asked_by_id", "submission_key", name=op.f("uq_capacity_question_asked_by_id_submission_key")
        ),
    )
    op.create_index("ix_capacity_question_team", "capacity_question", ["team_id", "id"])
    op.create_index("ix_capacity_question_location", "capacity_question", ["location_id", "id"])


def downgrade() -> None:
    op.drop_table("capacity_question")
    op.drop_table("handover_message")
    with _rebuilt("warm_handover") as batch:
        batch.drop_constraint(op.f("fk_warm_handover_suggested_team_id"), type_="foreignkey")
        for column in ("offered_version", "suggested_team_id", "woken_at"):
            batch.drop_column(column)
    with _rebuilt("neighbourhood_team") as batch:
        batch.drop_constraint(op.f("fk_neighbourhood_team_focal_officer_id"), type_="foreignkey")
        batch.drop_column("focal_officer_id")
