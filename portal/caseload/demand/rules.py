"""The hours that waiting households ask. Pure: plain values, standard library only. Source: domain.md section 2."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

NONE = Decimal(0)
# Why nobody supports it: kept for one volunteer, lost the one it had, or never had any.
KINDS = ("never", "lost", "reserved")


@dataclass(frozen=True)
class Waits:
    """A trajectory that waits: the functions that fit it and the hours a week it asks, in its first phase while nobody
    ever guided it. `kept_for` is the volunteer for whom it is kept today; `area` is the postcode area."""

    id: int
    household_id: int
    type_id: int
    functions: frozenset[str]
    hours: Decimal
    since: date
    guided_before: bool
    kept_for: int | None
    urgent: bool
    area: str

    @property
    def kind(self) -> str:
        """One of KINDS."""
        return "reserved" if self.kept_for else "lost" if self.guided_before else "never"


@dataclass(frozen=True)
class Easiest:
    """The trajectories that wait for a function, by what the least of them asks in hours a week. `kept_for` is the
    volunteer for whom they are still kept, None for anybody."""

    function: str
    hours: Decimal
    kept_for: int | None


def easiest(waiting: Iterable[Waits]) -> list[Easiest]:
    """For each function, and for whom it is kept if for anybody, the least hours a week that what waits asks: who has
    fewer hours left can claim none of it."""
    least: dict[tuple[str, int | None], Decimal] = {}
    for each in waiting:
        for function in each.functions:
            key = function, each.kept_for
            least[key] = min(least.get(key, each.hours), each.hours)
    return [Easiest(function, hours, kept_for) for (function, kept_for), hours in least.items()]


@dataclass(frozen=True)
class Asked:
    """The sum of trajectories that wait: hours a week, trajectories, households, since when the first of them
    waits, and the trajectories of each of KINDS."""

    hours: Decimal
    trajectories: int
    households: int
    since: date
    kinds: dict[str, int]


def asked(waiting: Sequence[Waits]) -> Asked:
    """The sum of these; at least one waits."""
    kinds: dict[str, int] = dict.fromkeys(KINDS, 0)
    for each in waiting:
        kinds[each.kind] += 1
    return Asked(
        hours=sum((each.hours for each in waiting), NONE),
        trajectories=len(waiting),
        households=len({each.household_id for each in waiting}),
        since=min(each.since for each in waiting),
        kinds=kinds,
    )
