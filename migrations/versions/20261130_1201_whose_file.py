"""Let an SQLite file say that it is a database of Wegwijs, so that a restore can tell it from another's

Revision ID: 20261130_1201
Revises: 20261130_1701
"""

from alembic import op

revision = "20261130_1201"
down_revision = "20261130_1701"
branch_labels = None
depends_on = None

WEGWIJS = 0x57656777


def upgrade() -> None:
    mark(WEGWIJS)


def downgrade() -> None:
    mark(0)


def mark(application_id: int) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"PRAGMA application_id = {application_id}")
