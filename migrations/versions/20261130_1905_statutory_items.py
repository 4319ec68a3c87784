"""Let an item of a checklist say whether its term is one of the law

Revision ID: 20261130_1905
Revises: 20261130_1901
"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_1905"
down_revision = "20261130_1901"
branch_labels = None
depends_on = None

# The codes of the reference content whose term is that of a law; a copy of a list keeps the code of an item.
MARK = """
    UPDATE template_item SET statutory = true WHERE code IN (
        'register_brp', 'register_temporary_address', 'report_benefit', 'change_benefit', 'health_insurance',
        'check_insurance', 'change_allowances', 'request_childcare_allowance'
    )
"""


def upgrade() -> None:
    op.add_column("template_item", sa.Column("statutory", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(MARK)


def downgrade() -> None:
    with op.batch_alter_table("template_item", reflect_kwargs={"resolve_fks": False}) as batch:
        batch.drop_column("statutory")
