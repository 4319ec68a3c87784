"""The outbox: mails to send, written in the transaction of the notices they tell of."""

import secrets
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base, Key
from portal.people.models.people import Notice, OneTimeLink, User, one_of

# How often somebody wants mail: `User.mail_daily` tells which.
MAIL_PACES = ("at_once", "daily")
MAIL_STATES = ("waiting", "sent", "given_up", "not_needed")


class OutgoingMail(Base):
    """A mail "er staat iets voor u klaar" to one person, for one or more notices (rule 12); words and address are made
    when it is sent. `message_key` makes its Message-ID, the same at every try. `certain`: it goes at once, also when
    its notices were read, for whoever read them may not be the person. `leased_until`: a worker has it until then;
    after that nobody knows whether it arrived. `answer` is the last refusal's SMTP code, without its text, which may
    name an address. One that brings a one-time link has a `link`, stands alone, and is another mail at every try."""

    __tablename__ = "outgoing_mail"
    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    message_key: Mapped[str] = mapped_column(String(32), unique=True, default=lambda: secrets.token_hex(16))
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    certain: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    created_at: Mapped[datetime]
    next_try_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None]
    answer: Mapped[int | None]
    settled_at: Mapped[datetime | None]
    link_id: Mapped[int | None] = mapped_column(ForeignKey("one_time_link.id"), unique=True)
    user: Mapped[User] = relationship()
    link: Mapped[OneTimeLink | None] = relationship()
    notices: Mapped[list[Notice]] = relationship()
    __table_args__ = (
        CheckConstraint(one_of("state", MAIL_STATES), name="state"),
        CheckConstraint("(state = 'waiting') = (settled_at IS NULL)", name="settled"),
        CheckConstraint("state = 'waiting' OR leased_until IS NULL", name="leased"),
        CheckConstraint("attempts >= 0", name="attempts"),
        Index(
            "ix_outgoing_mail_waiting",
            "next_try_at",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index("ix_outgoing_mail_state", "state", "settled_at"),
        Index("ix_outgoing_mail_user", "user_id", "state", "settled_at"),
    )
