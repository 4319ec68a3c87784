"""Say in a handover's timeline which side acted, keep who does not go along, check each state

Revision ID: 20261121_2335
Revises: 0002
"""

from contextlib import AbstractContextManager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "20261121_2335"
down_revision = "0002"
branch_labels = None
depends_on = None

HELD = "state NOT IN ('held', 'completed') OR held_on IS NOT NULL"
HELD_BEFORE = "state <> 'completed' OR held_on IS NOT NULL"
CHECKS = {
    "meeting_planned": "state <> 'planned' OR meeting_on IS NOT NULL",
    "offered": "state IN ('prepared', 'withdrawn') OR offered_at IS NOT NULL",
    "accepted": "state NOT IN ('accepted', 'planned', 'held', 'completed') OR accepted_by_id IS NOT NULL",
}


def _rebuilt(table: str) -> AbstractContextManager[BatchOperations]:
    # Only the table itself is read: SQLite cannot reflect the expression indexes of its neighbours.
    return op.batch_alter_table(table, reflect_kwargs={"resolve_fks": False})


def upgrade() -> None:
    op.create_table(
        "handover_not_going",
        sa.Column("handover_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["handover_id"], ["warm_handover.id"], name="fk_handover_not_going_handover_id"),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name="fk_handover_not_going_client_id"),
        sa.PrimaryKeyConstraint("handover_id", "client_id", name="pk_handover_not_going"),
    )
    with _rebuilt("warm_handover") as batch:
        batch.add_column(sa.Column("snapshot_closed_at", sa.DateTime(timezone=True), nullable=True))
        batch.drop_constraint(op.f("ck_warm_handover_meeting_held"), type_="check")
        batch.create_check_constraint(op.f("ck_warm_handover_meeting_held"), HELD)
        for name, check in CHECKS.items():
            batch.create_check_constraint(op.f(f"ck_warm_handover_{name}"), check)
    with _rebuilt("agreement") as batch:
        batch.add_column(sa.Column("stage", sa.String(length=10), nullable=False, server_default="meeting"))
        batch.create_check_constraint(op.f("ck_agreement_stage"), "stage IN ('offer', 'meeting')")
    with _rebuilt("agreement") as batch:
        batch.alter_column("stage", server_default=None)
    with _rebuilt("handover_event") as batch:
        batch.add_column(sa.Column("side", sa.String(length=10), nullable=False, server_default="sender"))
        batch.add_column(sa.Column("team_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("facts", sa.JSON(), nullable=False, server_default="{}"))
        batch.create_check_constraint(op.f("ck_handover_event_side"), "side IN ('sender', 'team')")
    op.execute(
        "UPDATE handover_event SET team_id ="
        " (SELECT team_id FROM warm_handover WHERE warm_handover.id = handover_event.handover_id)"
    )
    with _rebuilt("handover_event") as batch:
        batch.alter_column("side", server_default=None)
        batch.alter_column("facts", server_default=None)
        batch.alter_column("team_id", existing_type=sa.Integer(), nullable=False)
        batch.create_foreign_key(op.f("fk_handover_event_team_id"), "neighbourhood_team", ["team_id"], ["id"])


def downgrade() -> None:
    with _rebuilt("handover_event") as batch:
        batch.drop_constraint(op.f("fk_handover_event_team_id"), type_="foreignkey")
        batch.drop_constraint(op.f("ck_handover_event_side"), type_="check")
        for column in ("facts", "team_id", "side"):
            batch.drop_column(column)
    with _rebuilt("agreement") as batch:
        batch.drop_constraint(op.f("ck_agreement_stage"), type_="check")
        batch.drop_column("stage")
    with _rebuilt("warm_handover") as batch:
        for name in (*CHECKS, "meeting_held"):
            batch.drop_constraint(op.f(f"ck_warm_handover_{name}"), type_="check")
        batch.create_check_constraint(op.f("ck_warm_handover_meeting_held"), HELD_BEFORE)
        batch.drop_column("snapshot_closed_at")
    op.drop_table("handover_not_going")
