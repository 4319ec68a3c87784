"""Keep mails in an outbox of their own, with their tries, and what each person wishes of mail

Revision ID: 20261122_0850
Revises: 20261122_0840
"""

import secrets
from contextlib import AbstractContextManager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "20261122_0850"
down_revision = "20261122_0840"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
WAITING = sa.text("state = 'waiting'")
MAIL = sa.table(
    "outgoing_mail",
    *(sa.column(name) for name in ("id", "user_id", "message_key", "state", "attempts")),
    *(sa.column(name, MOMENT) for name in ("created_at", "next_try_at", "settled_at")),
)
NOTICE = sa.table(
    "notice",
    *(sa.column(name) for name in ("id", "user_id", "mail_id")),
    *(sa.column(name, MOMENT) for name in ("created_at", "read_at", "mailed_at")),
)


def _rebuilt(table: str) -> AbstractContextManager[BatchOperations]:
    # Only the table itself is read: SQLite cannot reflect the expression indexes of its neighbours.
    return op.batch_alter_table(table, reflect_kwargs={"resolve_fks": False})


def upgrade() -> None:
    op.add_column("user_account", sa.Column("mail_daily", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("user_account", sa.Column("mail_reminders", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.create_table(
        "outgoing_mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("message_key", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("next_try_at", MOMENT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("leased_until", MOMENT, nullable=True),
        sa.Column("answer", sa.Integer(), nullable=True),
        sa.Column("settled_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'sent', 'given_up', 'not_needed')", name=op.f("ck_outgoing_mail_state")
        ),
        sa.CheckConstraint("(state = 'waiting') = (settled_at IS NULL)", name=op.f("ck_outgoing_mail_settled")),
        sa.CheckConstraint("state = 'waiting' OR leased_until IS NULL", name=op.f("ck_outgoing_mail_leased")),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_outgoing_mail_attempts")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_outgoing_mail_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing_mail")),
        sa.UniqueConstraint("message_key", name=op.f("uq_outgoing_mail_message_key")),
    )
    op.create_index(
        "ix_outgoing_mail_waiting", "outgoing_mail", ["next_try_at"], sqlite_where=WAITING, postgresql_where=WAITING
    )
    op.create_index("ix_outgoing_mail_user", "outgoing_mail", ["user_id", "state", "settled_at"])
    with _rebuilt("notice") as batch:
        batch.add_column(sa.Column("reminder", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.add_column(sa.Column("mail_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f("fk_notice_mail_id"), "outgoing_mail", ["mail_id"], ["id"])
        batch.create_index(op.f("ix_notice_mail_id"), ["mail_id"])
    _fill_the_outbox()
    with _rebuilt("notice") as batch:
        batch.drop_column("mailed_at")


def _fill_the_outbox() -> None:
    """A mail for each notice that one was sent for, and for each that still waits for one."""
    told = sa.or_(NOTICE.c.mailed_at.is_not(None), NOTICE.c.read_at.is_(None))
    connection = op.get_bind()
    for notice in connection.execute(sa.select(NOTICE).where(told).order_by(NOTICE.c.id)).all():
        mail = {
            "user_id": notice.user_id,
            "message_key": secrets.token_hex(16),
            "state": "sent" if notice.mailed_at else "waiting",
            "created_at": notice.created_at,
            "next_try_at": notice.created_at,
            "attempts": 1 if notice.mailed_at else 0,
            "settled_at": notice.mailed_at,
        }
        mail_id = connection.execute(sa.insert(MAIL).values(mail).returning(MAIL.c.id)).scalar_one()
        connection.execute(sa.update(NOTICE).where(NOTICE.c.id == notice.id).values(mail_id=mail_id))


def downgrade() -> None:
    with _rebuilt("notice") as batch:
        batch.add_column(sa.Column("mailed_at", MOMENT, nullable=True))
    sent = sa.select(MAIL.c.settled_at).where(MAIL.c.id == NOTICE.c.mail_id, MAIL.c.state == "sent").scalar_subquery()
    op.execute(sa.update(NOTICE).values(mailed_at=sent))
    with _rebuilt("notice") as batch:
        batch.drop_constraint(op.f("fk_notice_mail_id"), type_="foreignkey")
        batch.drop_index(op.f("ix_notice_mail_id"))
        batch.drop_column("mail_id")
        batch.drop_column("reminder")
    op.drop_table("outgoing_mail")
    op.drop_column("user_account", "mail_reminders")
    op.drop_column("user_account", "mail_daily")
