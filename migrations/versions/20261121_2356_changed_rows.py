"""Let a draft name the rows that change something

Revision ID: 20261121_2356
Revises: 20261121_2340
"""

import sqlalchemy as sa
from alembic import op

revision = "20261121_2356"
down_revision = "20261121_2340"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("import_draft") as table:
        table.add_column(sa.Column("changed", sa.JSON(), server_default="[]", nullable=False))


def downgrade():
    with op.batch_alter_table("import_draft") as table:
        table.drop_column("changed")
