"""A file between preview and confirmation: only what was understood of it, never the file."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Key
from portal.people.models.people import one_of

KINDS = ("trajectories", "volunteers", "teams")


class ImportDraft(Base):
    """An uploaded file that waits for confirmation, a day at most. `rows` are the good rows as read; they go once they
    are applied. Rows that resemble somebody (`resembling`, with the candidates) stay until their maker decides
    (`decisions`, by line). `refused` are the bad rows with their reason and with BSN-like numbers masked: a BSN is
    never stored. `changed` names the columns that differ, row by row."""

    __tablename__ = "import_draft"
    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(20))
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id"))
    filename: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime]
    applied_at: Mapped[datetime | None]
    headings: Mapped[list[str]] = mapped_column(JSON)
    rows: Mapped[list[Any]] = mapped_column(JSON)
    refused: Mapped[list[Any]] = mapped_column(JSON)
    changed: Mapped[list[Any]] = mapped_column(JSON, default=list, server_default="[]")
    warnings: Mapped[list[Any]] = mapped_column(JSON)
    resembling: Mapped[list[Any]] = mapped_column(JSON, default=list, server_default="[]")
    decisions: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, server_default="{}")
    counts: Mapped[dict[str, int]] = mapped_column(JSON)
    __table_args__ = (CheckConstraint(one_of("kind", KINDS), name="kind"),)

    @property
    def to_apply(self) -> int:
        """How many rows a confirmation would put in the portal, or did."""
        return self.counts["new"] + self.counts["changed"]
