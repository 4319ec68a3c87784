"""The ticks on the checklist along with a contact, as plain values."""

from dataclasses import dataclass

from portal.refusals import Refused


@dataclass(frozen=True)
class Ticks:
    """The checklist items somebody ticks, by key, and who did them: volunteer, together or client."""

    item_ids: frozenset[int] = frozenset()
    done_by: str = "together"

    def agree_with(self, stored: dict[int, str]) -> bool:
        """Whether they hold everything that was stored before: the key of an item, and who did it.
        They may hold more."""
        return all(item_id in self.item_ids and done_by == self.done_by for item_id, done_by in stored.items())


NO_TICKS = Ticks()


def check_doer(reached: bool, ticks: Ticks) -> None:
    """Raise Refused when something was done together with people nobody spoke to.

    After an attempt a volunteer may well tick what they did alone, or found that the household did
    themselves. "Together" stands there before anybody chose it, and would tell of less
    self-reliance, or more, than there was (domain.md section 2).
    """
    if ticks.item_ids and not reached and ticks.done_by == "together":
        raise Refused("together_with_nobody", field="done_by")
