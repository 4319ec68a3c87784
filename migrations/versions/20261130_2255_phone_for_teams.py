"""Let a volunteer say whether a neighbourhood team may read their number

Revision ID: 20261130_2255
Revises: 20261130_2250
"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_2255"
down_revision = "20261130_2250"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("user_account", sa.Column("phone_for_teams", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("user_account", reflect_kwargs={"resolve_fks": False}) as batch:
        batch.drop_column("phone_for_teams")
