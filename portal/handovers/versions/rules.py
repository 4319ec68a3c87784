"""Which parts of what goes along differ between two versions. Pure: plain values, standard library only."""

from collections.abc import Mapping

# In the order of the page. A part that is not here is told as "other": a change is never passed over in silence.
PARTS = (
    "people",
    "area",
    "duration_months",
    "ends_on",
    "referrer",
    "lead_party",
    "needs",
    "who_else_helps",
    "goals",
    "agreements",
    "loose_ends",
)


def changed_parts(before: Mapping[str, object], now: Mapping[str, object]) -> list[str]:
    """The parts that differ, also one that goes along no longer or for the first time."""
    differ = {part for part in before.keys() | now.keys() if before.get(part) != now.get(part)}
    known = [part for part in PARTS if part in differ]
    return [*known, "other"] if differ - set(PARTS) else known
