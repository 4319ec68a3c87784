"""Let a one-time link go by mail: its token is made when it is sent

Revision ID: 20261130_2230
Revises: 20261130_1920
"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_2230"
down_revision = "20261130_1920"
branch_labels = None
depends_on = None

KEEP = {"reflect_kwargs": {"resolve_fks": False}}


def upgrade() -> None:
    with op.batch_alter_table("one_time_link", **KEEP) as batch:
        batch.alter_column("token_hash", existing_type=sa.String(64), nullable=True)
        batch.alter_column("expires_at", existing_type=sa.DateTime(timezone=True), nullable=True)
        batch.add_column(sa.Column("days", sa.Integer(), nullable=True))
        batch.create_check_constraint(op.f("ck_one_time_link_made"), "(token_hash IS NULL) = (expires_at IS NULL)")
        batch.create_check_constraint(op.f("ck_one_time_link_by_mail"), "token_hash IS NOT NULL OR days IS NOT NULL")
    with op.batch_alter_table("outgoing_mail", **KEEP) as batch:
        batch.add_column(sa.Column("link_id", sa.Integer(), nullable=True))
        batch.create_unique_constraint(op.f("uq_outgoing_mail_link_id"), ["link_id"])
        batch.create_foreign_key(op.f("fk_outgoing_mail_link_id_one_time_link"), "one_time_link", ["link_id"], ["id"])


def downgrade() -> None:
    # A link that was not sent yet has no token: without mail it is nothing.
    op.execute(
        "UPDATE notice SET mail_id = NULL WHERE mail_id IN (SELECT id FROM outgoing_mail WHERE link_id IS NOT NULL)"
    )
    op.execute("DELETE FROM outgoing_mail WHERE link_id IS NOT NULL")
    op.execute("DELETE FROM one_time_link WHERE token_hash IS NULL")
    with op.batch_alter_table("outgoing_mail", **KEEP) as batch:
        batch.drop_constraint(op.f("fk_outgoing_mail_link_id_one_time_link"), type_="foreignkey")
        batch.drop_constraint(op.f("uq_outgoing_mail_link_id"), type_="unique")
        batch.drop_column("link_id")
    with op.batch_alter_table("one_time_link", **KEEP) as batch:
        batch.drop_constraint(op.f("ck_one_time_link_made"), type_="check")
        batch.drop_constraint(op.f("ck_one_time_link_by_mail"), type_="check")
        batch.drop_column("days")
        batch.alter_column("expires_at", existing_type=sa.DateTime(timezone=True), nullable=False)
        batch.alter_column("token_hash", existing_type=sa.String(64), nullable=False)
