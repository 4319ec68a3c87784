"""After the handover: did the household arrive, and did it ask again. Pure: standard library only."""

from collections.abc import Collection
from datetime import date

from portal.handovers.ending.rules import LEADS_AFTER
from portal.trajectories.rules import months_after

FEEDBACK_MONTHS = (6, 12)
FEEDBACK_UNTIL_MONTHS = 24  # later nobody at the team remembers, and the file there is closed
# The need categories of Haarlem 2022 (domain.md section 4): what the team counts its own cases by.
NEED_CATEGORIES = ("letters", "residence", "money", "psychosocial", "other")


def feedback_to_tell(completed_on: date, today: date, told: Collection[int]) -> list[int]:
    """The moments, in months after completion, about which the team can tell now and has not yet: whether
    the household asked again. Two years after completion it is too late to ask."""
    if today > months_after(completed_on, FEEDBACK_UNTIL_MONTHS):
        return []
    return [months for months in FEEDBACK_MONTHS if months_after(completed_on, months) <= today and months not in told]


def told_again(asked_before: bool | None, categories: Collection[str], tapped: str) -> tuple[bool, list[str]]:
    """The feedback after a tap on "no" or on a category. A household can ask about several things, and "no" takes
    back the earlier taps. `asked_before` is None before the first tap."""
    if tapped == "no":
        return False, []
    kept = {*categories, tapped} if asked_before else {tapped}
    return True, [each for each in NEED_CATEGORIES if each in kept]


# The supporter's own organisation (domain.md: lead_party).
OURS = "organisation"


def lead_after_check(path: str, arrival: str) -> str:
    """Who leads once it is known whether the household arrived. Where it did not, the lead never moved: the household
    rings us again (domain.md section 4, rule 8)."""
    return OURS if arrival == "not_arrived" else LEADS_AFTER[path]
