"""Let the board and the lists find what they show without reading all that ever was

Revision ID: 20261130_1920
Revises: 20261130_1905
"""

from alembic import op
from sqlalchemy import text

revision = "20261130_1920"
down_revision = "20261130_1905"
branch_labels = None
depends_on = None

INDEXES = (
    ("ix_contact_moment_author", "contact_moment", ["author_id", "on_date"], "withdrawn_at IS NULL"),
    ("ix_contact_moment_intake", "contact_moment", ["trajectory_id"], "purpose = 'intake'"),
    ("ix_household_municipality_id", "household", ["municipality_id"], None),
    ("ix_outgoing_mail_state", "outgoing_mail", ["state", "settled_at"], None),
    ("ix_role_team_id", "role", ["team_id"], None),
)
SETTLED = ("ix_late_contact_settled_at", "late_contact", ["settled_at"])


def _make(name: str, table: str, columns: list[str], which: str | None = None) -> None:
    where = text(which) if which else None
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)


def upgrade() -> None:
    for index in INDEXES:
        _make(*index)
    # Those that wait are found by their trajectory: with this index SQLite read those of every location.
    op.drop_index("ix_late_contact_settled_at", table_name="late_contact")
    _make(*SETTLED, "settled_at IS NOT NULL")


def downgrade() -> None:
    op.drop_index("ix_late_contact_settled_at", table_name="late_contact")
    _make(*SETTLED)
    for name, table, _columns, _which in reversed(INDEXES):
        op.drop_index(name, table_name=table)
