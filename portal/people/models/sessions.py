"""The sessions in which people are signed in."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Key


class UserSession(Base):
    """Somebody who signed in on one device. It ends when they sign out, when everything of theirs ends,
    after a while of silence, and twelve hours after it began.

    The browser holds a token, the table its hash: whoever reads the table has no session. `browser` is
    what they know their device by; `seen_at` moves once an hour.
    """

    __tablename__ = "user_session"
    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    browser: Mapped[str] = mapped_column(String(60))
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
