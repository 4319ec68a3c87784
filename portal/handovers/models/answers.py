"""The answers that a handover keeps, beside its state."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from portal.organisation.models import NeighbourhoodTeam


class Answers:
    """Columns of a warm handover. `offered_version` is the first snapshot of the offer that runs: the team reads none
    of before. `suggested_team_id` is the team that should have it, says the one that returned it. `woken_at`: it came
    back from being parked, once."""

    offered_version: Mapped[int | None]
    suggested_team_id: Mapped[int | None] = mapped_column(ForeignKey("neighbourhood_team.id"))
    woken_at: Mapped[datetime | None]

    @declared_attr
    def suggested_team(cls) -> Mapped[NeighbourhoodTeam | None]:
        """The team that should have it, by the one that returned it."""
        return relationship(foreign_keys=[cls.suggested_team_id])  # type: ignore[list-item] - a column on the class

    def forget_answer(self) -> None:
        """A fresh offer: what was answered to the one before stands in the timeline only."""
        answer: Any = self
        answer.returned_reason = answer.returned_note = answer.no_capacity_until = None
        answer.suggested_team_id = answer.woken_at = None

    def start_afresh(self) -> None:
        """Begin again for another recipient. Nothing was offered there, and who stays out is asked anew (rule 9: per
        recipient). A closed snapshot was closed to the recipient before."""
        handover: Any = self
        handover.not_going = []  # first: it is read for that, which writes what was changed, and the state moves last
        handover.offered_at = handover.seen_at = handover.for_worker = handover.snapshot_closed_at = None

    def choose_variant(self, variant: str) -> None:
        """Another variant shares something else: the client did not read that yet."""
        handover: Any = self
        if handover.variant != variant:
            handover.variant = variant
            handover.draft_read_on = None

    def parked_until(self, today: date) -> date | None:
        """Until which day it waits for room in the team; None when it does not wait, or waits no longer."""
        handover: Any = self
        until: date | None = handover.no_capacity_until if handover.state == "returned" else None
        return until if until is not None and today < until else None
