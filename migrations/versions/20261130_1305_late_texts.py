"""Keep when a late contact was saved, and what came to a coordinator as text because nobody could read it

Revision ID: 20261130_1305
Revises: 20261130_1102
"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_1305"
down_revision = "20261130_1102"
branch_labels = None
depends_on = None

NAME = "ck_late_contact_settled"
OPEN = "(settled_at IS NULL AND settled_by_id IS NULL AND outcome IS NULL AND contact_id IS NULL AND reason IS NULL)"
SETTLED = (
    OPEN + " OR (settled_at IS NOT NULL AND settled_by_id IS NOT NULL AND outcome IS NOT NULL"
    " AND ((outcome = 'logged' AND contact_id IS NOT NULL AND reason IS NULL)"
    " OR (outcome = 'declined' AND contact_id IS NULL AND reason IS NOT NULL){}))"
)
HANDLED = " OR (outcome = 'handled' AND contact_id IS NULL AND reason IS NULL)"


def upgrade() -> None:
    op.add_column("late_contact", sa.Column("said_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE late_contact SET said_at = handed_in_at")
    with op.batch_alter_table("late_contact", reflect_kwargs={"resolve_fks": False}) as table:
        table.alter_column("said_at", nullable=False)
        table.drop_constraint(op.f(NAME), type_="check")
        table.create_check_constraint(op.f(NAME), SETTLED.format(HANDLED))


def downgrade() -> None:
    """The former version reads no text: what came as one goes, with the decisions about it."""
    late = sa.table("late_contact", sa.column("id"), sa.column("content", sa.JSON))
    decided = sa.table("loose_end", sa.column("late_contact_id"))
    is_text = late.c.content["text"].as_string().is_not(None)
    op.execute(sa.delete(decided).where(decided.c.late_contact_id.in_(sa.select(late.c.id).where(is_text))))
    op.execute(sa.delete(late).where(is_text))
    with op.batch_alter_table("late_contact", reflect_kwargs={"resolve_fks": False}) as table:
        table.drop_constraint(op.f(NAME), type_="check")
        table.create_check_constraint(op.f(NAME), SETTLED.format(""))
        table.drop_column("said_at")
