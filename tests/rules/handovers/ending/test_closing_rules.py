"""Rule 6: how a trajectory may be closed, and what that needs."""

import pytest

from portal.handovers.ending import rules as ending_rules
from portal.refusals import Refused


def refusal(function, *arguments):
    with pytest.raises(Refused) as caught:
        function(*arguments)
    return caught.value.code, caught.value.field


@pytest.mark.parametrize("outcome", ending_rules.EXCEPTIONS)
def test_rule_6_an_exception_closes_social_support_with_a_reason(outcome):
    ending_rules.check_closing("neighbourhood_handover", False, True, outcome, "Verhuisd naar Almere.")
    refused = refusal(ending_rules.check_closing, "neighbourhood_handover", False, False, outcome, None)
    assert refused == ("closing_needs_reason", "reason")


@pytest.mark.parametrize("outcome", ["completed", "handed_over"])
def test_rule_6_nothing_else_closes_social_support_without_a_completed_handover(outcome):
    refused = refusal(ending_rules.check_closing, "neighbourhood_handover", False, False, outcome, "Klaar.")
    assert refused == ("needs_handover", "outcome")


def test_rule_6_a_completed_handover_closes_social_support():
    ending_rules.check_closing("neighbourhood_handover", True, False, "handed_over", None)


def test_another_type_is_simply_completed_but_not_past_an_open_handover():
    ending_rules.check_closing("closure", False, False, "completed", None)
    assert refusal(ending_rules.check_closing, "closure", False, True, "completed", None) == (
        "handover_still_open",
        "outcome",
    )
