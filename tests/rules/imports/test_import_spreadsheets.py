"""A downloaded cell is never a formula, and a corrected download can be imported again."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.spreadsheets import plain_cell, safe_cell

OPENERS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
openings = st.text(alphabet=OPENERS + " '", max_size=4)


@given(openings, st.text())
@example("", "=1+1")
@example(" ", "=1+1")
@example("", "+31612345678")
def test_a_safe_cell_never_starts_a_formula_and_stays_the_same(opening, rest):
    safe = safe_cell(opening + rest)

    assert not safe.startswith(tuple(OPENERS))
    assert not safe.strip().startswith(tuple(OPENERS))
    assert safe_cell(safe) == safe


@given(openings, st.text())
def test_a_cell_comes_back_as_it_was(opening, rest):
    text = opening + rest

    assert plain_cell(safe_cell(text)) == text or text.startswith("'")


@pytest.mark.parametrize("text", ["'t Veenland", "Nadia", "", "06 12345678", "1-2", "a=b", "O'Brien"])
def test_ordinary_texts_are_left_alone(text):
    assert safe_cell(text) == text
    assert plain_cell(text) == text


@pytest.mark.parametrize("text", ['=HYPERLINK("http://example.org";"klik")', "+31612345678", "-1", "@SUM(A1)", "\t=1"])
def test_what_starts_a_formula_gets_an_apostrophe(text):
    assert safe_cell(text) == "'" + text
