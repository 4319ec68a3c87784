"""Hand over in four ways: to a team, as a question, inside the organisation, and to another organisation

Revision ID: 20261122_0840
Revises: 20261122_0545
"""

from contextlib import AbstractContextManager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "20261122_0840"
down_revision = "20261122_0545"
branch_labels = None
depends_on = None

OPEN = "state IN ('prepared', 'offered', 'accepted', 'planned', 'held', 'returned'{})"
BEFORE = {
    "state": "state IN ('prepared', 'offered', 'accepted', 'planned', 'held', 'completed', 'returned', 'withdrawn')",
    "variant": "variant IN ('A', 'B')",
    "meeting_held": "state NOT IN ('held', 'completed') OR held_on IS NOT NULL",
    "offered": "state IN ('prepared', 'withdrawn') OR offered_at IS NOT NULL",
    "accepted": "state NOT IN ('accepted', 'planned', 'held', 'completed') OR accepted_by_id IS NOT NULL",
}
CHANGED = {
    "state": "state IN ('prepared', 'offered', 'accepted', 'planned', 'held', 'completed', 'checked', 'returned',"
    " 'lapsed', 'withdrawn')",
    "variant": "variant IN ('A', 'B', 'C')",
    "meeting_held": "state NOT IN ('held', 'completed', 'checked') OR held_on IS NOT NULL",
    "offered": "state IN ('prepared', 'withdrawn') OR offered_at IS NOT NULL OR kind = 'internal'",
    "accepted": "state NOT IN ('accepted', 'planned', 'held', 'completed', 'checked')"
    " OR accepted_by_id IS NOT NULL OR kind = 'internal'",
}
NEW = {
    "kind": "kind IN ('team', 'internal', 'organisation')",
    "consultation": "variant <> 'C' OR kind = 'team'",
    "recipient": "(kind = 'team') = (team_id IS NOT NULL) AND (kind = 'organisation') = (organisation_id IS NOT NULL)"
    " AND (kind = 'internal') = (next_type_id IS NOT NULL)",
    "checked": "(state = 'checked') = (arrival IS NOT NULL)",
    "arrival": "arrival IS NULL OR arrival IN ('arrived', 'not_arrived', 'unknown')",
    "counted": "(counted_by_id IS NULL) = (counted_reason IS NULL)",
}
RECIPIENT = "(team_id IS NULL) <> (organisation_id IS NULL)"
KEYS = {
    "organisation_id": "other_organisation",
    "next_type_id": "trajectory_type",
    "next_trajectory_id": "trajectory",
    "counted_by_id": "user_account",
}


def _columns() -> list[sa.Column]:
    return [
        sa.Column("kind", sa.String(length=15), nullable=False, server_default="team"),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("next_type_id", sa.Integer(), nullable=True),
        sa.Column("next_trajectory_id", sa.Integer(), nullable=True),
        sa.Column("for_worker", sa.String(length=120), nullable=True),
        sa.Column("accepted_version", sa.Integer(), nullable=True),
        sa.Column("meeting_online", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("meeting_sequence", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("counted_by_id", sa.Integer(), nullable=True),
        sa.Column("counted_reason", sa.String(length=300), nullable=True),
        sa.Column("advice", sa.String(length=1000), nullable=True),
        sa.Column("overlap_until", sa.Date(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("arrival", sa.String(length=15), nullable=True),
    ]


def _rebuilt(table: str) -> AbstractContextManager[BatchOperations]:
    # Only the table itself is read: SQLite cannot reflect the expression indexes of its neighbours.
    return op.batch_alter_table(table, reflect_kwargs={"resolve_fks": False})


def _indexes(open_states: str) -> None:
    where = sa.text(open_states)
    op.create_index(
        "uq_warm_handover_open",
        "warm_handover",
        ["trajectory_id"],
        unique=True,
        sqlite_where=where,
        postgresql_where=where,
    )


def _consent_index(columns: list[object]) -> None:
    standing = sa.text("withdrawn_at IS NULL")
    op.create_index(
        "uq_consent_current", "consent", columns, unique=True, sqlite_where=standing, postgresql_where=standing
    )


def upgrade() -> None:
    op.create_table(
        "other_organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_other_organisation_location_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_other_organisation")),
        sa.UniqueConstraint("location_id", "name", name=op.f("uq_other_organisation_location_id_name")),
    )
    op.drop_index("uq_warm_handover_open", "warm_handover")
    with _rebuilt("warm_handover") as batch:
        for column in _columns():
            batch.add_column(column)
        batch.alter_column("team_id", existing_type=sa.Integer(), nullable=True)
        for column, table in KEYS.items():
            batch.create_foreign_key(op.f(f"fk_warm_handover_{column}"), table, [column], ["id"])
        for name, check in CHANGED.items():
            batch.drop_constraint(op.f(f"ck_warm_handover_{name}"), type_="check")
            batch.create_check_constraint(op.f(f"ck_warm_handover_{name}"), check)
        for name, check in NEW.items():
            batch.create_check_constraint(op.f(f"ck_warm_handover_{name}"), check)
    _indexes(OPEN.format(", 'lapsed'"))
    # The accepted version so far was the last one: there was no way to send another.
    op.execute(
        "UPDATE warm_handover SET accepted_version = (SELECT max(number) FROM handover_snapshot"
        " WHERE handover_snapshot.handover_id = warm_handover.id) WHERE accepted_by_id IS NOT NULL"
    )
    with _rebuilt("handover_event") as batch:
        batch.alter_column("team_id", existing_type=sa.Integer(), nullable=True)
    with _rebuilt("handover_snapshot") as batch:
        batch.alter_column("team_id", existing_type=sa.Integer(), nullable=True)
        batch.add_column(sa.Column("organisation_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_handover_snapshot_organisation_id"), "other_organisation", ["organisation_id"], ["id"]
        )
        batch.create_check_constraint(op.f("ck_handover_snapshot_recipient"), RECIPIENT)
    op.drop_index("uq_consent_current", "consent")
    with _rebuilt("consent") as batch:
        batch.add_column(sa.Column("organisation_id", sa.Integer(), nullable=True))
        batch.alter_column("team_id", existing_type=sa.Integer(), nullable=True)
        batch.create_foreign_key(op.f("fk_consent_organisation_id"), "other_organisation", ["organisation_id"], ["id"])
        batch.create_check_constraint(op.f("ck_consent_recipient"), RECIPIENT)
    recipient = [sa.text("coalesce(team_id, 0)"), sa.text("coalesce(organisation_id, 0)")]
    _consent_index(["client_id", *recipient, "scope"])
    with _rebuilt("assignment") as batch:
        batch.add_column(sa.Column("access_until", sa.Date(), nullable=True))
    with _rebuilt("trajectory") as batch:
        batch.add_column(sa.Column("reserved_for_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("reserved_until", sa.Date(), nullable=True))
        batch.create_foreign_key(op.f("fk_trajectory_reserved_for_id"), "volunteer", ["reserved_for_id"], ["id"])
        batch.create_check_constraint(
            op.f("ck_trajectory_reserved"), "(reserved_for_id IS NULL) = (reserved_until IS NULL)"
        )


def downgrade() -> None:
    with _rebuilt("trajectory") as batch:
        batch.drop_constraint(op.f("ck_trajectory_reserved"), type_="check")
        batch.drop_constraint(op.f("fk_trajectory_reserved_for_id"), type_="foreignkey")
        for column in ("reserved_until", "reserved_for_id"):
            batch.drop_column(column)
    # Whoever could still look in for a while cannot any more.
    op.execute("UPDATE assignment SET ends_on = access_until WHERE ends_on IS NULL AND access_until IS NOT NULL")
    with _rebuilt("assignment") as batch:
        batch.drop_column("access_until")
    _forget_what_did_not_exist()
    op.drop_index("uq_consent_current", "consent")
    with _rebuilt("consent") as batch:
        batch.drop_constraint(op.f("ck_consent_recipient"), type_="check")
        batch.drop_constraint(op.f("fk_consent_organisation_id"), type_="foreignkey")
        batch.drop_column("organisation_id")
        batch.alter_column("team_id", existing_type=sa.Integer(), nullable=False)
    _consent_index(["client_id", "team_id", "scope"])
    with _rebuilt("handover_snapshot") as batch:
        batch.drop_constraint(op.f("ck_handover_snapshot_recipient"), type_="check")
        batch.drop_constraint(op.f("fk_handover_snapshot_organisation_id"), type_="foreignkey")
        batch.drop_column("organisation_id")
        batch.alter_column("team_id", existing_type=sa.Integer(), nullable=False)
    with _rebuilt("handover_event") as batch:
        batch.alter_column("team_id", existing_type=sa.Integer(), nullable=False)
    op.drop_index("uq_warm_handover_open", "warm_handover")
    with _rebuilt("warm_handover") as batch:
        for name in NEW:
            batch.drop_constraint(op.f(f"ck_warm_handover_{name}"), type_="check")
        for name, check in BEFORE.items():
            batch.drop_constraint(op.f(f"ck_warm_handover_{name}"), type_="check")
            batch.create_check_constraint(op.f(f"ck_warm_handover_{name}"), check)
        for column in KEYS:
            batch.drop_constraint(op.f(f"fk_warm_handover_{column}"), type_="foreignkey")
        for column in _columns():
            batch.drop_column(column.name)
        batch.alter_column("team_id", existing_type=sa.Integer(), nullable=False)
    _indexes(OPEN.format(""))
    op.drop_table("other_organisation")


def _forget_what_did_not_exist() -> None:
    """Going back, a checked handover is completed, a lapsed one returned to its sender, and what was no
    handover to a team has no place."""
    op.execute("UPDATE warm_handover SET state = 'completed', arrival = NULL WHERE state = 'checked'")
    op.execute("UPDATE warm_handover SET state = 'returned', returned_reason = 'other' WHERE state = 'lapsed'")
    op.execute("UPDATE warm_handover SET variant = 'A' WHERE variant = 'C'")
    gone = sa.select(sa.column("id")).select_from(sa.table("warm_handover")).where(sa.column("kind") != "team")
    parts = (
        "handover_need",
        "handover_not_going",
        "handover_snapshot",
        "handover_event",
        "agreement",
        "handover_presence",
    )
    for table in parts:
        part = sa.table(table, sa.column("handover_id"))
        op.execute(sa.delete(part).where(part.c.handover_id.in_(gone)))
    op.execute("DELETE FROM warm_handover WHERE kind <> 'team'")
    op.execute("DELETE FROM consent WHERE team_id IS NULL")
