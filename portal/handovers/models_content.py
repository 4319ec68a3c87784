"""What a handover holds before its offer: the needs, and who does not go along."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base, Key
from portal.trajectories.models_configuration import Topic


class HandoverNeed(Base):
    """One sentence about what a client needs on a topic, read with the client (variant B)."""

    __tablename__ = "handover_need"
    id: Mapped[Key]
    handover_id: Mapped[int] = mapped_column(ForeignKey("warm_handover.id"), index=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"))
    sentence: Mapped[str] = mapped_column(String(300))
    topic: Mapped[Topic] = relationship()


class NotGoing(Base):
    """A client of the household who does not want to go along: nothing of theirs is shared."""

    __tablename__ = "handover_not_going"
    handover_id: Mapped[int] = mapped_column(ForeignKey("warm_handover.id"), primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("client.id"), primary_key=True)
