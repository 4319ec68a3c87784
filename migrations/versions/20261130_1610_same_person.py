"""Keep the other numbers of a client, and what somebody decided about rows of a file that resemble somebody

Revision ID: 20261130_1610
Revises: 20261130_1201
"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_1610"
down_revision = "20261130_1201"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "client_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("name_key", sa.String(length=250), nullable=False),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_client_alias_client_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_client_alias_location_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client_alias")),
        sa.UniqueConstraint("location_id", "number", name=op.f("uq_client_alias_location_id_number")),
    )
    op.create_index(op.f("ix_client_alias_client_id"), "client_alias", ["client_id"])
    op.add_column("import_draft", sa.Column("resembling", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("import_draft", sa.Column("decisions", sa.JSON(), server_default="{}", nullable=False))


def downgrade() -> None:
    op.drop_column("import_draft", "decisions")
    op.drop_column("import_draft", "resembling")
    op.drop_index(op.f("ix_client_alias_client_id"), table_name="client_alias")
    op.drop_table("client_alias")
