"""A phase in words: which of how many, and what it asks of who supports."""

from decimal import Decimal

import pytest

from portal.caseload.words import phase_asks, phase_said


@pytest.mark.parametrize(
    ("weeks", "week", "words"),
    [
        ([0], 0, "Midden"),
        ([0, 8, 26], 0, "Fase 1 van 3: Midden"),
        ([26, 0, 8], 26, "Fase 3 van 3: Midden"),
    ],
)
def test_a_phase_says_which_of_how_many_it_is_unless_it_is_alone(weeks, week, words):
    assert phase_said(weeks, week, "Midden") == words


def test_a_phase_says_what_it_asks():
    assert phase_asks("Midden", Decimal("0.5"), Decimal(2), 21) == (
        "Midden: 0,5 keer per week contact, ongeveer 2 uur per week. "
        "Na 21 dagen zonder contact vraagt Wegwijs hoe het gaat."
    )
