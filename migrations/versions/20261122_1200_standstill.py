"""Know when people were told that nothing happens with a handover that was accepted

Revision ID: 20261122_1200
Revises: 20261122_0935
"""

import sqlalchemy as sa
from alembic import op

revision = "20261122_1200"
down_revision = "20261122_0935"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("warm_handover", sa.Column("nudged_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("warm_handover", "nudged_at")
