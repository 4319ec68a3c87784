"""A version for locations and municipalities: two admins editing one no longer overwrite each other

Revision ID: 20261121_2340
Revises: 20261121_2335
"""

import sqlalchemy as sa
from alembic import op

revision = "20261121_2340"
down_revision = "20261121_2335"
branch_labels = None
depends_on = None

TABLES = ("location", "municipality")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("version", sa.Integer(), nullable=False, server_default="1"))


def downgrade() -> None:
    for table in TABLES:
        op.drop_column(table, "version")
