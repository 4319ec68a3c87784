"""Rule 8: what a return must say."""

from datetime import date

import pytest

from portal.handovers.answer import rules as answer_rules
from portal.refusals import Refused

TODAY = date(2026, 3, 9)


def refusal(function, *arguments):
    with pytest.raises(Refused) as caught:
        function(*arguments)
    return caught.value.code, caught.value.field


@pytest.mark.parametrize(
    ("reason", "until", "note", "expected"),
    [
        ("no_capacity", None, None, ("until_missing", "until")),
        ("no_capacity", TODAY, None, ("until_in_past", "until")),
        ("information_missing", None, None, ("note_missing", "note")),
        ("other", None, None, ("note_missing", "note")),
        ("known_already", None, "Al jaren.", ("worker_missing", "worker")),
    ],
)
def test_rule_8_a_return_tells_the_sender_what_to_do_next(reason, until, note, expected):
    assert refusal(answer_rules.check_return, reason, until, note, TODAY) == expected


@pytest.mark.parametrize(
    ("reason", "until", "note", "worker"),
    [
        ("other_area", None, None, None),
        ("known_already", None, None, "S. de Wit"),
        ("no_capacity", date(2026, 3, 10), None, None),
    ],
)
def test_a_return_that_says_enough_is_fine(reason, until, note, worker):
    answer_rules.check_return(reason, until, note, TODAY, worker)
