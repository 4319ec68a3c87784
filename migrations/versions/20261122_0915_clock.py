"""Remind, warn and let an offer lapse by the clock; who stands in for whom; a meeting that was missed

Revision ID: 20261122_0915
Revises: 20261122_0910
"""

from contextlib import AbstractContextManager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "20261122_0915"
down_revision = "20261122_0910"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
OPEN = sa.text("state IN ('prepared', 'offered', 'accepted', 'planned', 'held', 'returned', 'lapsed')")
CHECKS = {
    "counted_meeting": "counted_by_id IS NULL OR (missed_on IS NOT NULL AND held_on IS NOT NULL"
    " AND held_on = missed_on)",
    "nobody_missed": "state NOT IN ('held', 'completed', 'checked') OR missed_on IS NULL OR counted_by_id IS NOT NULL",
}


def _rebuilt(table: str) -> AbstractContextManager[BatchOperations]:
    # Only the table itself is read: SQLite cannot reflect the expression indexes of its neighbours.
    return op.batch_alter_table(table, reflect_kwargs={"resolve_fks": False})


def _open_index() -> None:
    op.create_index(
        "uq_warm_handover_open",
        "warm_handover",
        ["trajectory_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def upgrade() -> None:
    setting = op.create_table(
        "handover_setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reminder_after", sa.Integer(), nullable=False),
        sa.Column("escalate_after", sa.Integer(), nullable=False),
        sa.Column("lapse_after", sa.Integer(), nullable=False),
        sa.Column("overlap_weeks", sa.Integer(), nullable=False),
        sa.Column("check_after_weeks", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
        sa.CheckConstraint("id = 1", name=op.f("ck_handover_setting_one_row")),
        sa.CheckConstraint(
            "reminder_after >= 1 AND escalate_after > reminder_after AND lapse_after > escalate_after",
            name=op.f("ck_handover_setting_order"),
        ),
        sa.CheckConstraint("overlap_weeks >= 0 AND check_after_weeks >= 1", name=op.f("ck_handover_setting_weeks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_setting")),
    )
    names = ("id", "reminder_after", "escalate_after", "lapse_after", "overlap_weeks", "check_after_weeks", "version")
    op.bulk_insert(setting, [dict(zip(names, (1, 5, 10, 20, 4, 6, 1), strict=True))])
    op.create_table(
        "free_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("worked", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_free_day")),
        sa.UniqueConstraint("day", name=op.f("uq_free_day_day")),
    )
    op.create_table(
        "stand_in",
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=True),
        sa.Column("away_from", sa.Date(), nullable=True),
        sa.Column("away_until", sa.Date(), nullable=True),
        sa.CheckConstraint("(away_from IS NULL) = (away_until IS NULL)", name=op.f("ck_stand_in_away")),
        sa.CheckConstraint("away_until IS NULL OR away_until >= away_from", name=op.f("ck_stand_in_period")),
        sa.CheckConstraint("deputy_id IS NULL OR deputy_id <> role_id", name=op.f("ck_stand_in_deputy")),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_stand_in_role_id")),
        sa.ForeignKeyConstraint(["deputy_id"], ["role.id"], name=op.f("fk_stand_in_deputy_id")),
        sa.PrimaryKeyConstraint("role_id", name=op.f("pk_stand_in")),
    )
    op.drop_index("uq_warm_handover_open", "warm_handover")
    with _rebuilt("warm_handover") as batch:
        batch.add_column(sa.Column("reminded_at", MOMENT, nullable=True))
        batch.add_column(sa.Column("escalated_at", MOMENT, nullable=True))
        batch.add_column(sa.Column("missed_on", sa.Date(), nullable=True))
        for name, check in CHECKS.items():
            batch.create_check_constraint(op.f(f"ck_warm_handover_{name}"), check)
    _open_index()
    with _rebuilt("handover_event") as batch:
        batch.alter_column("by_id", existing_type=sa.Integer(), nullable=True)
        batch.drop_constraint(op.f("ck_handover_event_side"), type_="check")
        batch.create_check_constraint(op.f("ck_handover_event_side"), "side IN ('sender', 'team', 'portal')")
        batch.create_check_constraint(op.f("ck_handover_event_by"), "(side = 'portal') = (by_id IS NULL)")


def downgrade() -> None:
    # Steps of nobody have no place in a timeline of people.
    op.execute("DELETE FROM handover_event WHERE by_id IS NULL")
    with _rebuilt("handover_event") as batch:
        batch.drop_constraint(op.f("ck_handover_event_by"), type_="check")
        batch.drop_constraint(op.f("ck_handover_event_side"), type_="check")
        batch.create_check_constraint(op.f("ck_handover_event_side"), "side IN ('sender', 'team')")
        batch.alter_column("by_id", existing_type=sa.Integer(), nullable=False)
    op.drop_index("uq_warm_handover_open", "warm_handover")
    with _rebuilt("warm_handover") as batch:
        for name in CHECKS:
            batch.drop_constraint(op.f(f"ck_warm_handover_{name}"), type_="check")
        for name in ("missed_on", "escalated_at", "reminded_at"):
            batch.drop_column(name)
    _open_index()
    for table in ("stand_in", "free_day", "handover_setting"):
        op.drop_table(table)
