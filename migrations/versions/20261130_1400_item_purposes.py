"""Let an item of a checklist say which talk it is for, and keep which contact closed it

Revision ID: 20261130_1400
Revises: 20261130_1501
"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_1400"
down_revision = "20261130_1501"
branch_labels = None
depends_on = None

# The codes of the reference content; a copy of a list keeps the code of an item, whatever its title became.
GIVE_PURPOSES = (
    "UPDATE template_item SET purpose = 'intake' WHERE code = 'intake'",
    "UPDATE template_item SET purpose = 'evaluation' WHERE code LIKE 'evaluation!_%' ESCAPE '!'",
)
# The contacts that left their item open: for each trajectory and purpose those beyond the items that are done, oldest
# first, each with the open item that was due first.
LEFT_OPEN = """
    SELECT item.id AS item_id, contact.id AS contact_id, contact.author_id, contact.logged_at
    FROM (
        SELECT checklist_item.id, checklist_item.trajectory_id, template_item.purpose, row_number() OVER (
            PARTITION BY checklist_item.trajectory_id, template_item.purpose
            ORDER BY checklist_item.due_on, template_item.position, checklist_item.id
        ) AS place
        FROM checklist_item
        JOIN template_item ON template_item.id = checklist_item.template_item_id
        JOIN trajectory ON trajectory.id = checklist_item.trajectory_id AND trajectory.closed_on IS NULL
        WHERE checklist_item.state = 'open' AND template_item.purpose IS NOT NULL
    ) AS item
    JOIN (
        SELECT contact_moment.id, author_id, logged_at, trajectory_id, purpose, row_number() OVER (
            PARTITION BY trajectory_id, purpose ORDER BY on_date, id
        ) AS place
        FROM contact_moment
        WHERE purpose IN ('intake', 'evaluation') AND reached AND withdrawn_at IS NULL
    ) AS contact ON contact.trajectory_id = item.trajectory_id AND contact.purpose = item.purpose
    LEFT JOIN (
        SELECT checklist_item.trajectory_id, template_item.purpose, count(*) AS done
        FROM checklist_item JOIN template_item ON template_item.id = checklist_item.template_item_id
        WHERE checklist_item.state = 'done' AND template_item.purpose IS NOT NULL
        GROUP BY checklist_item.trajectory_id, template_item.purpose
    ) AS before ON before.trajectory_id = item.trajectory_id AND before.purpose = item.purpose
    WHERE contact.place = item.place + coalesce(before.done, 0)
"""
CLOSE = """
    UPDATE checklist_item
    SET state = 'done', done_by = 'together', closed_by_contact_id = :contact_id, changed_by_id = :author_id,
        changed_at = :logged_at, version = version + 1
    WHERE id = :item_id
"""


def upgrade() -> None:
    with op.batch_alter_table("template_item", reflect_kwargs={"resolve_fks": False}) as batch:
        batch.add_column(sa.Column("purpose", sa.String(length=30), nullable=True))
        batch.create_check_constraint(
            op.f("ck_template_item_purpose"), "purpose IS NULL OR purpose IN ('intake', 'evaluation')"
        )
    with op.batch_alter_table("checklist_item", reflect_kwargs={"resolve_fks": False}) as batch:
        batch.add_column(sa.Column("closed_by_contact_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_checklist_item_closed_by_contact_id"),
            "contact_moment",
            ["closed_by_contact_id"],
            ["id"],
        )
        batch.create_check_constraint(
            op.f("ck_checklist_item_closed_by_contact"), "closed_by_contact_id IS NULL OR state = 'done'"
        )
    for statement in GIVE_PURPOSES:
        op.execute(statement)
    bind = op.get_bind()
    left_open = [dict(row._mapping) for row in bind.execute(sa.text(LEFT_OPEN))]
    if left_open:
        bind.execute(sa.text(CLOSE), left_open)


def downgrade() -> None:
    with op.batch_alter_table("checklist_item", reflect_kwargs={"resolve_fks": False}) as batch:
        batch.drop_constraint(op.f("ck_checklist_item_closed_by_contact"), type_="check")
        batch.drop_constraint(op.f("fk_checklist_item_closed_by_contact_id"), type_="foreignkey")
        batch.drop_column("closed_by_contact_id")
    with op.batch_alter_table("template_item", reflect_kwargs={"resolve_fks": False}) as batch:
        batch.drop_constraint(op.f("ck_template_item_purpose"), type_="check")
        batch.drop_column("purpose")
