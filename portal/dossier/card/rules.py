"""Who stands on the contact card (Haarlem 2019), and who is rung first. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

# Who has the overview is rung first.
FIRST = {
    "organisation": "supporter",
    "municipality": "case_manager",
    "neighbourhood_team": "team",
    "other_organisation": "organisation",
}
PANELS = 4  # of the eight panels of the folded card, for people


@dataclass(frozen=True)
class Entry:
    """Somebody on the card: what they do, and how to reach them. `first`: to be rung first."""

    role: str
    name: str = ""
    phone: str = ""
    first: bool = False


def in_order(entries: Sequence[Entry], lead_party: str) -> list[Entry]:
    """The entries with whoever leads on top and marked so."""
    role = FIRST[lead_party]
    leading = [Entry(each.role, each.name, each.phone, first=True) for each in entries if each.role == role]
    return leading + [each for each in entries if each.role != role]


def supporter_phone(office: str | None, own: str | None, wants_own: bool) -> str:
    """The number beside the supporter: that of the office. Without one the volunteer's own, but only when they allowed
    it on the card themselves."""
    return office or (own if wants_own and own else "")


def on_panels(entries: Sequence[Entry]) -> list[list[Entry]]:
    """The entries over the panels: one on each, two when there are more than panels."""
    size = 1 if len(entries) <= PANELS else 2
    filled = [list(entries[start : start + size]) for start in range(0, len(entries), size)]
    return filled + [[] for _empty in range(PANELS - len(filled))]
