"""Know from which day the retention of a closed trajectory counts, and who leads after another organisation

Revision ID: 20261122_0935
Revises: 20261122_0930
"""

from contextlib import AbstractContextManager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "20261122_0935"
down_revision = "20261122_0930"
branch_labels = None
depends_on = None

LEADS = "lead_party IN ('organisation', 'municipality', 'neighbourhood_team'{})"
PARTY = "party IN ('client', 'supporter', 'team_member', {}'interpreter', 'other')"
RETENTION = "(closed_on IS NULL) = (retention_from IS NULL) AND (closed_on IS NULL OR retention_from >= closed_on)"


def _rebuilt(table: str) -> AbstractContextManager[BatchOperations]:
    # Only the table itself is read: SQLite cannot reflect the expression indexes of its neighbours.
    return op.batch_alter_table(table, reflect_kwargs={"resolve_fks": False})


def _recheck(batch: BatchOperations, table: str, name: str, check: str) -> None:
    batch.drop_constraint(op.f(f"ck_{table}_{name}"), type_="check")
    batch.create_check_constraint(op.f(f"ck_{table}_{name}"), check)


def upgrade() -> None:
    with _rebuilt("trajectory") as batch:
        batch.add_column(sa.Column("retention_from", sa.Date(), nullable=True))
        _recheck(batch, "trajectory", "lead_party", LEADS.format(", 'other_organisation'"))
    # A closed trajectory counts from its closure, or from the end of the overlap of whoever may still look in.
    op.execute(
        "UPDATE trajectory SET retention_from = coalesce((SELECT max(assignment.access_until) FROM assignment"
        " WHERE assignment.trajectory_id = trajectory.id AND assignment.access_until > trajectory.closed_on),"
        " closed_on) WHERE closed_on IS NOT NULL"
    )
    with _rebuilt("trajectory") as batch:
        batch.create_check_constraint(op.f("ck_trajectory_retention"), RETENTION)
    with _rebuilt("handover_presence") as batch:
        _recheck(batch, "handover_presence", "party", PARTY.format("'next_supporter', 'coordinator', "))


def downgrade() -> None:
    # Who goes on with a household is somebody else again, once a meeting.
    op.execute(
        "DELETE FROM handover_presence WHERE party IN ('next_supporter', 'coordinator') AND EXISTS"
        " (SELECT 1 FROM handover_presence AS other WHERE other.handover_id = handover_presence.handover_id"
        " AND (other.party = 'other' OR (other.party = 'coordinator' AND handover_presence.party = 'next_supporter')))"
    )
    op.execute("UPDATE handover_presence SET party = 'other' WHERE party IN ('next_supporter', 'coordinator')")
    with _rebuilt("handover_presence") as batch:
        _recheck(batch, "handover_presence", "party", PARTY.format(""))
    op.execute("UPDATE trajectory SET lead_party = 'neighbourhood_team' WHERE lead_party = 'other_organisation'")
    with _rebuilt("trajectory") as batch:
        batch.drop_constraint(op.f("ck_trajectory_retention"), type_="check")
        _recheck(batch, "trajectory", "lead_party", LEADS.format(""))
        batch.drop_column("retention_from")
