"""What somebody says of a contact, as plain values: to compare, to keep and to read back."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

LONGEST_NOTE = 1000  # characters
COLUMNS = (
    "on_date",
    "minutes",
    "way",
    "purpose",
    "reached",
    "note",
    "interpreter_used",
    "next_appointment_on",
    "next_appointment_at",
)


@dataclass(frozen=True)
class ContactDetails:
    """What somebody says of a contact. `minutes` is from 1 to 1440, `topic_ids` without order."""

    on_date: date
    minutes: int
    way: str
    purpose: str
    reached: bool
    topic_ids: frozenset[int]
    note: str = ""
    interpreter_used: bool = False
    next_appointment_on: date | None = None
    next_appointment_at: time | None = None

    @classmethod
    def of(cls, contact: Any) -> "ContactDetails":
        """What a contact says now."""
        return cls(
            topic_ids=frozenset(topic.id for topic in contact.topics),
            **{name: getattr(contact, name) for name in COLUMNS},
        )

    @classmethod
    def from_content(cls, content: dict[str, Any]) -> "ContactDetails":
        """What `as_content` kept, read back."""
        appointment_on, appointment_at = content["next_appointment_on"], content["next_appointment_at"]
        read: dict[str, Any] = {
            "on_date": date.fromisoformat(content["on_date"]),
            "topic_ids": frozenset(content["topic_ids"]),
            "next_appointment_on": date.fromisoformat(appointment_on) if appointment_on else None,
            "next_appointment_at": time.fromisoformat(appointment_at) if appointment_at else None,
        }
        return cls(**content | read)

    def as_content(self) -> dict[str, Any]:
        """The same as plain values that a database can keep as JSON."""
        content: dict[str, Any] = {name: getattr(self, name) for name in COLUMNS}
        for name in ("on_date", "next_appointment_on", "next_appointment_at"):
            content[name] = content[name].isoformat() if content[name] is not None else None
        return {**content, "topic_ids": sorted(self.topic_ids)}
