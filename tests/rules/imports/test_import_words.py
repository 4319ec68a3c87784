"""Every code the importer can give has a sentence that its facts fill in completely."""

import ast
from pathlib import Path

import pytest

from portal import days
from portal.imports import words
from portal.imports.rules.findings import Refusal, Unreadable, quoted
from portal.wording import FAULTS
from tests.support.importing import FAULTY, judge_file, judge_rows

IMPORTS = Path(words.__file__).parent
SOURCES = [*IMPORTS.rglob("*.py"), Path(days.__file__)]
PLACE = {"Unreadable": 0, "Unfit": 0, "NoDay": 0, "refuse": 1, "notice": 1, "Notice": 2, "Objection": 1}
CODE_LAST = "_unknown"


def options(chosen):
    """The values of an argument, where conditions choose it."""
    return [*options(chosen.body), *options(chosen.orelse)] if isinstance(chosen, ast.IfExp) else [chosen]


def codes_in_use():
    """The codes in the source: raised for the file, or said about a row."""
    file, row = set(), set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                name = ast.unparse(node.func).rpartition(".")[2]
                texts = {c.value for arg in node.args for c in ast.walk(arg) if isinstance(c, ast.Constant)}
                if name in PLACE and len(node.args) > PLACE[name]:
                    chosen = node.args[PLACE[name]]
                    found = {option.value for option in options(chosen) if isinstance(option, ast.Constant)}
                    (file if name == "Unreadable" else row).update(found)
                row |= {text for text in texts if isinstance(text, str) and text.endswith(CODE_LAST)}
    return file, row


def test_every_code_has_a_sentence_and_every_sentence_a_code():
    file, row = codes_in_use()

    assert set(words._FILE) == file
    assert set(words._ROW) == row | set(FAULTS)


def test_a_row_says_everything_on_one_line_each_after_its_column():
    refusals = [
        Refusal(2, "", "row_ragged", {"cells": 3, "headings": 4}),
        Refusal(2, "achternaam", "empty"),
    ]

    assert words.reasons(refusals) == (
        "Deze rij heeft 3 cellen en de kopregel 4. Er staat een scheidingsteken te veel of te weinig. "
        "achternaam: Dit veld moet ingevuld zijn."
    )


FAULTY_ROWS = judge_file("trajectories", FAULTY.read_bytes())


@pytest.mark.parametrize("outcome", FAULTY_ROWS, ids=lambda outcome: str(outcome.line))
def test_every_finding_on_the_faulty_file_can_be_said(outcome):
    for finding in (*outcome.refusals, *outcome.notices):
        said = words.sentence(finding)
        assert said.endswith((".", "?"))
        assert "%(" not in said


def test_a_misspelling_is_met_with_the_nearest_name_and_a_stranger_with_the_choices():
    misspelt, strange = judge_rows("trajectories", {"traject": "Doorstroomer"}, {"wettelijk regime": "WI2020"})

    assert words.reasons(misspelt.refusals).endswith("Bedoelt u ‘Doorstromer’?")
    assert words.reasons(strange.refusals).endswith("Kies uit: WI2013, WI2021.")


def test_a_file_is_refused_in_one_line():
    caught = Unreadable("missing_headings", headings=("postcode", "traject"), line=2, found="clientnummer, straat")

    assert words.file_sentence(caught) == (
        "In de kopregel ontbreekt: postcode, traject. Op regel 2 staat: clientnummer, straat."
    )


def test_a_quoted_cell_is_short_and_on_one_line_and_hides_a_bsn():
    assert quoted("a\nb" + "x" * 100) == "a b" + "x" * 56 + "…"
    assert quoted("nr 111222333") == "nr *********"
