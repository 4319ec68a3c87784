"""Count the phases of a trajectory from the first day somebody supported it

Revision ID: 20261201_0610
Revises: 20261201_0600
"""

import sqlalchemy as sa
from alembic import op

revision = "20261201_0610"
down_revision = "20261201_0600"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("trajectory", sa.Column("first_assigned_on", sa.Date(), nullable=True))
    op.execute(
        "UPDATE trajectory SET first_assigned_on = "
        "(SELECT MIN(starts_on) FROM assignment WHERE assignment.trajectory_id = trajectory.id)"
    )


def downgrade() -> None:
    with op.batch_alter_table("trajectory", reflect_kwargs={"resolve_fks": False}) as batch:
        batch.drop_column("first_assigned_on")
