"""A cell that the row can do without never costs a person their place; nonsense never gets one."""

import pytest

from portal.imports import words
from portal.imports.rules.columns import KINDS
from portal.imports.rules.values import Language
from tests.support.importing import DATA, GOOD, codes, csv_bytes, judge_file, judge_rows, only, refusal, xlsx_bytes

ERRORS = [
    *("#N/A", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#DIV/0!", "#NULL!", "#SPILL!", "#CALC!", "#FIELD!"),
    *("#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#GETTING_DATA", "#N/B", "#WAARDE!", "#VERW!", "#NAAM?"),
    *("#GETAL!", "#DEEL/0!", "#LEEG!", "#OVERLOOP!", "#BEREKENEN!", "#VELD!", "#GEBLOKKEERD!", "#ONBEKEND!"),
    *("#GEGEVENS_OPHALEN", "#####", "Err:502", "Fout:502"),
]
CUT_SHORT = ["1,23457E+11", "1.2E+05", "1E+19", "-3,1e-07"]
LANGUAGES = [
    ("Tigrinya", [("Tigrinya", None)]),
    ("Tigrinya, Engels, Nederlands (A1)", [("Tigrinya", None), ("Engels", None), ("Nederlands", "A1")]),
    ("tigrinya;engels / nederlands(b1)", [("Tigrinya", None), ("Engels", None), ("Nederlands", "B1")]),
    ("Nederlands, Arabisch, nederlands (A2)", [("Nederlands", "A2"), ("Arabisch", None)]),
    ("Oekraïens,, ", [("Oekraïens", None)]),
    ("Koerdisch-Sorani", [("Koerdisch-Sorani", None)]),
    ("Nederlands A1, Engels: b2", [("Nederlands", "A1"), ("Engels", "B2")]),
]
BESIDE = [
    ("Arabisch (Marokkaans), Engels", [("Arabisch", None), ("Engels", None)], "Marokkaans"),
    ("Arabisch (Syrisch, A1)", [("Arabisch", "A1")], "Syrisch"),
    ("Nederlands (A1-A2)", [("Nederlands", None)], "A1-A2"),
    ("Nederlands (beetje", [("Nederlands", None)], "beetje"),
]
OPTIONAL = [(kind, column) for kind in sorted(KINDS) for column in KINDS[kind].optional]
REQUIRED = [(kind, column) for kind in sorted(KINDS) for column in KINDS[kind].required]
NAMES = {"e-mail": "email", "telefoon": "phone", "talen": "languages", "klantmanager": "case_manager"}


def languages(*pairs):
    return tuple(Language(*pair) for pair in pairs)


@pytest.mark.parametrize(("kind", "column"), OPTIONAL)
@pytest.mark.parametrize("text", ["#VERW!", "1,23E+11", "B\ufffdra", "a\x00b", "x" * 300])
def test_a_cell_that_may_be_empty_is_left_out_with_a_notice(kind, column, text):
    outcome = only(judge_rows(kind, {column: text}))

    assert outcome.row is not None
    assert [(each.column, each.facts["skipped"]) for each in outcome.notices] == [(column, 1)]
    assert words.sentence(outcome.notices[0]).endswith("Deze cel is overgeslagen.")
    if column in NAMES:
        assert not getattr(outcome.row, NAMES[column])


@pytest.mark.parametrize(
    ("kind", "column", "text", "code"),
    [
        ("trajectories", "telefoon", "06 12345678 of 06 87654321", "phone_unreadable"),
        ("trajectories", "tolk nodig", "misschien", "not_yes_or_no"),
        ("trajectories", "e-mail", "geen", "not_an_email"),
        ("volunteers", "postcode", "2132", "postcode_incomplete"),
        ("volunteers", "VOG gezien op", "31-02-2023", "date_not_existing"),
        ("volunteers", "basiscursus op", "01-01-2030", "date_in_future"),
        ("volunteers", "geheimhouding getekend op", "ja", "date_format"),
        ("teams", "telefoon", "centrale", "phone_unreadable"),
        ("teams", "aandachtsfunctionaris", "x" * 121, "too_long"),
    ],
)
def test_what_is_no_value_of_its_column_is_left_out_too(kind, column, text, code):
    outcome = only(judge_rows(kind, {column: text}))

    assert (codes(outcome), outcome.row is None) == ([(column, code)], False)


def test_a_team_may_have_the_number_of_a_service():
    assert only(judge_rows("teams", {"telefoon": "14 023"})).row.phone == "+3114023"


def test_a_number_in_a_workbook_that_lost_its_figures_is_no_key():
    row = {**GOOD["trajectories"], "clientnummer": 12345678901234567890}
    (outcome,) = judge_file("trajectories", xlsx_bytes([list(row), list(row.values())]))

    assert codes(outcome) == [("clientnummer", "number_cut_short")]


@pytest.mark.parametrize(("kind", "column"), REQUIRED)
@pytest.mark.parametrize(("text", "code"), [("#N/B", "not_calculated"), ("1,23E+11", "number_cut_short")])
def test_a_cell_that_must_be_filled_holds_no_error_and_no_shortened_number(kind, column, text, code):
    assert codes(only(judge_rows(kind, {column: text}))) == [(column, code)]


@pytest.mark.parametrize("text", ERRORS)
def test_each_error_of_a_spreadsheet_is_known(text):
    assert codes(only(judge_rows("trajectories", {"straat": text}))) == [("straat", "not_calculated")]


@pytest.mark.parametrize("text", CUT_SHORT)
def test_a_number_that_a_spreadsheet_cut_short_is_no_key(text):
    assert codes(only(judge_rows("trajectories", {"clientnummer": text}))) == [("clientnummer", "number_cut_short")]


@pytest.mark.parametrize("text", ["E5", "12E5", "#3", "N/B", "1E", "AB-1E+"])
def test_what_only_looks_like_it_is_a_key(text):
    assert only(judge_rows("trajectories", {"clientnummer": text})).row.client_number == text


@pytest.mark.parametrize("name", ["06-excel-fouten.csv", "06-excel-fouten.xlsx"])
def test_of_a_file_full_of_errors_the_row_that_can_do_without_is_left(name):
    outcomes = judge_file("trajectories", (DATA / name).read_bytes())

    assert {column for each in outcomes for column, _code in codes(each)} >= {"voornaam", "klantmanager", "straat"}
    for outcome in outcomes:
        ((column, code),) = codes(outcome)
        assert code == "not_calculated"
        assert (outcome.row is None) == (column != "klantmanager")
        assert words.sentence((*outcome.refusals, *outcome.notices)[0]).startswith("Excel kon deze cel niet uitrekenen")


@pytest.mark.parametrize(("text", "read"), LANGUAGES)
def test_languages_are_read_with_their_level(text, read):
    outcome = only(judge_rows("trajectories", {"talen": text}))

    assert (outcome.row.languages, codes(outcome)) == (languages(*read), [])


@pytest.mark.parametrize(("text", "read", "beside"), BESIDE)
def test_what_stands_beside_a_language_is_left_out_and_said(text, read, beside):
    outcome = only(judge_rows("trajectories", {"talen": text}))

    assert (outcome.row.languages, codes(outcome)) == (languages(*read), [("talen", "language_beside")])
    assert outcome.notices[0].facts["value"] == beside


@pytest.mark.parametrize("text", ["(A1)", "12", "Taal2", "a" * 41])
def test_what_is_no_language_is_left_out_and_the_others_stay(text):
    outcome = only(judge_rows("trajectories", {"talen": f"Tigrinya, {text}, Engels"}))

    assert outcome.row.languages == languages(("Tigrinya",), ("Engels",))
    assert codes(outcome) == [("talen", "language_unreadable")]


@pytest.mark.parametrize("text", ["-", "–", ".", "?", "/"])
def test_a_cell_that_says_nothing_is_an_empty_one(text):
    assert codes(only(judge_rows("trajectories", {"telefoon": text, "e-mail": text, "klantmanager": text}))) == []
    for column in ("clientnummer", "straat", "woonplaats", "huisnummer"):
        assert codes(only(judge_rows("trajectories", {column: text}))) == [(column, "empty")]


def test_phones_with_marks_that_nobody_sees_are_read():
    outcomes = judge_file("trajectories", (DATA / "07-telefoon-met-onzichtbare-tekens.csv").read_bytes())

    assert [each.row.phone for each in outcomes] == [f"+3161234007{n}" for n in range(1, 5)]
    assert [codes(each) for each in outcomes] == [[]] * 4


@pytest.mark.parametrize(
    "mark", ["\u200b", "\u200e", "\u202a", "\u202e", "\u2066", "\u2069", "\ufeff", "\u00ad", "\u00a0"]
)
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_cell_of_any_file_is_spoilt_by_a_mark_that_nobody_sees(kind, mark):
    marked = {name: f"{mark}{text}{mark}" for name, text in GOOD[kind].items()}

    assert only(judge_rows(kind, marked)).row == only(judge_rows(kind, {})).row


def test_a_row_without_its_last_cells_is_read_when_those_may_be_empty():
    outcomes = judge_file("trajectories", (DATA / "24-korte-rij.csv").read_bytes())

    assert [(each.row.client_number, each.row.case_manager) for each in outcomes] == [
        ("BUG-241", None),
        ("BUG-242", "S. de Wit"),
    ]


def test_a_short_row_is_refused_when_its_last_cells_stand_under_the_wrong_headings():
    optional = {name: GOOD["trajectories"][name] for name in KINDS["trajectories"].optional}
    required = {name: GOOD["trajectories"][name] for name in KINDS["trajectories"].required}
    headings = [*required, *optional]
    moved = [*required.values(), "nadia@example.org", "Arabisch", "nee", "S. van der Meer"]
    plain = [*required.values(), "0612344329"]

    outcomes = judge_file("trajectories", csv_bytes([headings, moved, plain]))

    assert ("", "row_ragged") in codes(outcomes[0])
    assert outcomes[0].row is None
    assert outcomes[1].row.phone == "+31612344329"


def test_rows_that_grew_together_in_a_cell_are_not_passed_over():
    row = list(GOOD["trajectories"].values())
    text = csv_bytes([list(GOOD["trajectories"]), row]).decode("utf-8-sig")
    grown = text.replace(row[-1], f'"{row[-1]}\r\n{";".join(row)}"')

    assert codes(only(judge_file("trajectories", grown.encode()))) == [("klantmanager", "too_long")]


def test_headings_are_found_with_their_diacritics():
    assert only(judge_file("trajectories", (DATA / "13-kop-met-trema.csv").read_bytes())).row.client_number == "BUG-131"


def test_headings_are_found_under_a_title():
    outcome = only(judge_file("trajectories", (DATA / "14-titelrij-numbers.csv").read_bytes()))

    assert (outcome.line, outcome.row.client_number) == (3, "BUG-141")


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("make", [csv_bytes, xlsx_bytes])
def test_headings_of_every_kind_are_found_under_a_title_in_every_file(kind, make):
    above = [["Lijst; van alles"], [], ["Gemaakt op", "1 maart"]]
    outcome = only(judge_file(kind, make([*above, list(GOOD[kind]), list(GOOD[kind].values())])))

    assert (outcome.line, codes(outcome)) == (5, [])


def test_when_no_line_has_the_headings_the_message_says_what_was_read():
    other = csv_bytes([["nummer", "wie"], ["1", "Nadia"]])
    short = csv_bytes([["Overzicht"], [], list(GOOD["teams"])[:2], ["Noord", "Haarlemmermeer"]])

    assert words.file_sentence(refusal(other, "teams")) == (
        "In de kopregel ontbreekt: team, gemeente, postcodes. Op regel 1 staat: nummer, wie."
    )
    assert words.file_sentence(refusal(short, "teams")) == (
        "In de kopregel ontbreekt: postcodes. Op regel 3 staat: team, gemeente."
    )
    assert words.file_sentence(refusal(b"Tabel 1\r\nNadia\r\n")) == (
        "Regel 1 heeft maar één kolom: ‘Tabel 1’. Tussen de kolommen hoort een puntkomma, komma of tab."
    )


def test_what_else_is_the_matter_with_a_refused_row_is_said_too():
    outcome = only(judge_rows("trajectories", {"telefoon": "geen", "postcode": "2132"}))
    table = words.refused_table(list(GOOD["trajectories"]), [outcome])

    assert "postcode: De postcode ‘2132’ is niet volledig." in table[1][-1]
    assert "telefoon: ‘geen’ is geen telefoonnummer. Deze cel is overgeslagen." in table[1][-1]
