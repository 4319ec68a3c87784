"""A message of the conversation, as the page of a handover shows it."""

from dataclasses import dataclass
from typing import Any

from portal import i18n
from portal.wording import label


@dataclass(frozen=True)
class Said:
    """A message of the conversation, in words."""

    who: str
    when: str
    iso: str
    text: str
    asks: bool
    own: bool


def said_in_words(message: Any, reader_id: int) -> Said:
    """A message for the page; `own` when the reader wrote it."""
    return Said(
        who=f"{message.by.name} ({label('handover_side', message.side)})",
        when=i18n.moment_in_full(message.at),
        iso=message.at.isoformat(),
        text=message.text,
        asks=message.asks,
        own=message.by_id == reader_id,
    )
