"""The secret address of a person's calendar."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Key
from portal.work import constraint_refuses


class CalendarFeed(Base):
    """An address by which a person's phone reads their appointments; only the hash of its secret is kept. At most one
    that works per person: the partial unique index decides a race. A stopped one stays, so that no old form brings it
    back. `fetched_on` is the last day a phone asked for it."""

    __tablename__ = "calendar_feed"
    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]
    stopped_at: Mapped[datetime | None]
    fetched_on: Mapped[date | None]
    __table_args__ = (
        Index(
            "uq_calendar_feed_current",
            "user_id",
            unique=True,
            sqlite_where=text("stopped_at IS NULL"),
            postgresql_where=text("stopped_at IS NULL"),
        ),
    )


constraint_refuses("uq_calendar_feed_current", "calendar_feed.user_id", code="calendar_changed")
constraint_refuses("uq_calendar_feed_secret_hash", "calendar_feed.secret_hash", code="calendar_changed")
