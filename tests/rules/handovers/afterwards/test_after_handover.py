"""The questions after a handover: when somebody asks, and what a tap means."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.handovers.afterwards.rules import FEEDBACK_MONTHS, NEED_CATEGORIES, feedback_to_tell, told_again

DONE = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("today", "told", "open_now"),
    [
        (date(2026, 9, 29), (), []),
        (date(2026, 9, 30), (), [6]),
        (date(2026, 9, 30), (6,), []),
        (date(2027, 3, 31), (), [6, 12]),
        (date(2027, 3, 31), (6,), [12]),
        (date(2028, 3, 31), (), [6, 12]),
        (date(2028, 4, 1), (), []),
    ],
)
def test_the_team_can_tell_after_half_a_year_and_after_a_year_until_two_years(today, told, open_now):
    assert feedback_to_tell(DONE, today, told) == open_now


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_what_was_told_is_not_asked_again(completed_on, today):
    assert feedback_to_tell(completed_on, today, FEEDBACK_MONTHS) == []


@given(st.lists(st.sampled_from((*NEED_CATEGORIES, "no")), min_size=1))
def test_after_any_taps_a_category_means_again_and_no_means_not(taps):
    asked, categories = None, []
    for tap in taps:
        asked, categories = told_again(asked, categories, tap)
    after_no = taps[len(taps) - taps[::-1].index("no") :] if "no" in taps else taps
    assert asked == (taps[-1] != "no")
    assert categories == [each for each in NEED_CATEGORIES if each in after_no]
    assert bool(categories) == asked
