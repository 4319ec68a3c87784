"""Find the last contact of each household in an index alone

Revision ID: 20261130_2330
Revises: 20261130_2315
"""

from alembic import op
from sqlalchemy import text

revision = "20261130_2330"
down_revision = "20261130_2315"
branch_labels = None
depends_on = None

NAME = "ix_contact_moment_reached"


def upgrade() -> None:
    # A boolean is a number on SQLite.
    op.create_index(
        NAME,
        "contact_moment",
        ["trajectory_id", "on_date"],
        sqlite_where=text("reached = 1 AND withdrawn_at IS NULL"),
        postgresql_where=text("reached AND withdrawn_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_index(NAME, table_name="contact_moment")
