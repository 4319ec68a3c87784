"""On which days a meeting can be planned."""

from datetime import date

import pytest

from portal.handovers.meeting import rules as meeting_rules
from portal.refusals import Refused

TODAY = date(2026, 3, 9)


def refusal(function, *arguments):
    with pytest.raises(Refused) as caught:
        function(*arguments)
    return caught.value.code, caught.value.field


def test_a_meeting_is_planned_for_today_or_later():
    meeting_rules.check_planned(TODAY, TODAY)
    assert refusal(meeting_rules.check_planned, date(2026, 3, 8), TODAY) == ("meeting_in_past", "meeting_on")
