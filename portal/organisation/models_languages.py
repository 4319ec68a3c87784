"""Which languages of the paper somebody checked, who said so and when."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Key
from portal.work import constraint_refuses


class LanguageCheck(Base):
    """A language whose sentences a native speaker read, as a functional admin says.

    `fingerprint` is of the sentences they read: once one of those changes, the check counts no more.
    """

    __tablename__ = "language_check"
    id: Mapped[Key]
    language: Mapped[str] = mapped_column(String(2), unique=True)
    fingerprint: Mapped[str] = mapped_column(String(32))
    checked_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    checked_at: Mapped[datetime]

    @property
    def name(self) -> str:
        """The language, as the configuration's audit lines call what changed."""
        return f"language:{self.language}"


constraint_refuses("uq_language_check_language", "language_check.language", code="stale")
