"""Values become a tagged PDF: literally, in every script, the same each time."""

import io
import shutil
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime

import pypdf
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.paper import typesetting
from portal.paper.glyphs import printable
from portal.paper.typesetting import TEMPLATES, Sheet, direction, isolated, pictures, typeset

LETTER = """#import "base.typ": paper, sheet, own, facts
#show: sheet
= #paper.title
#for text in paper.texts { par(text) }
"""
MADE_AT = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
SHEET = Sheet("Brief", "nl", MADE_AT, "Team Haven", "WH-2026-1")


@pytest.fixture(scope="module", autouse=True)
def letter(tmp_path_factory):
    """A template of the test's own beside the real base."""
    folder = tmp_path_factory.mktemp("templates")
    shutil.copy(typesetting.TEMPLATES / "base.typ", folder)
    (folder / "letter.typ").write_text(LETTER)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typesetting, "TEMPLATES", folder)
        yield


def written(*texts, **head):
    return pypdf.PdfReader(io.BytesIO(typeset("letter", {"texts": list(texts)}, replace(SHEET, **head))))


def text_of(*texts, **head):
    return "\n".join(page.extract_text() for page in written(*texts, **head).pages)


@pytest.mark.parametrize(
    "typed",
    [
        "#let x = 1",
        '#import "/etc/passwd"',
        "*vet* _schuin_ `code` ~ --",
        "$ x^2 $",
        "[blok] {code} (haakjes)",
        "@verwijzing <label>",
        "\\ schuin naar achter \\u{41}",
        "= kop",
        "- punt",
        "// opmerking /* en */",
        "http://example.org/pad",
        "‘enkel’ \"dubbel\" 'recht'",
        "%(name)s {name}",
    ],
)
def test_what_people_type_comes_out_as_they_typed_it(typed):
    assert typed in text_of(typed)
    assert typed in text_of("x", title=typed)
    assert typed in text_of("x", footer=typed)
    assert typed in text_of("x", organisation=typed)


def test_a_new_line_in_a_text_is_a_new_line_on_paper():
    assert "een\ntwee" in text_of("een\r\ntwee")


@pytest.mark.parametrize("typed", ["Привіт Київ", "ğışçöü", "ሰላም", "café", "cafe\u0301"])
def test_every_script_has_its_letters(typed):
    assert unicodedata.normalize("NFC", typed) in text_of(typed)


@pytest.mark.parametrize("typed", ["مرحبا", "پنجشنبه", "گفت‌وگو"])
def test_arabic_and_persian_letters_are_there(typed):
    assert "�" not in text_of(typed, language="fa")


def test_a_letter_that_no_font_has_becomes_a_sign_and_stops_nothing():
    assert "naam � �" in text_of("naam 中 😀")


def test_characters_that_turn_the_direction_or_control_are_left_out():
    assert "abc def" in text_of("a\u202eb\x07c\u200f def")


@settings(max_examples=60)
@given(st.text(max_size=40))
def test_no_text_stops_the_page(typed):
    assert written(typed).pages


def test_a_mark_on_a_letter_of_another_font_stops_nothing():
    assert "a" in text_of("ب\u0301ሰ\u0651a\u0ec8")


def test_the_page_is_tagged_and_says_its_language_title_and_maker():
    reader = written("tekst", language="ti")
    root = reader.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "ti"
    assert reader.metadata.title == "Brief"
    assert reader.metadata.author == "Team Haven"
    assert reader.metadata.creation_date == MADE_AT


def test_it_says_that_it_is_archival_and_accessible():
    xmp = written("tekst").trailer["/Root"]["/Metadata"].get_data().decode()

    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp


def test_the_same_values_give_the_same_bytes():
    assert typeset("letter", {"texts": ["een"]}, SHEET) == typeset("letter", {"texts": ["een"]}, SHEET)
    assert typeset("letter", {"texts": ["een"]}, SHEET) != typeset("letter", {"texts": ["twee"]}, SHEET)


def test_every_page_carries_the_name_and_the_line_below():
    pages = written(*["regel " * 100] * 40).pages

    assert len(pages) > 1
    assert all("Team Haven" in page.extract_text() and "WH-2026-1" in page.extract_text() for page in pages)


def test_the_pages_can_be_looked_at():
    drawn = pictures("letter", {"texts": ["regel " * 100] * 40}, SHEET)

    assert len(drawn) > 1
    assert all(picture.startswith(b"\x89PNG") for picture in drawn)


def test_only_our_own_fonts_are_used():
    fonts = typesetting._fonts().families()

    assert fonts == ["Noto Sans", "Noto Sans Arabic", "Noto Sans Ethiopic"]


@pytest.mark.parametrize("name", ["../base", "/etc/passwd", "letter.typ", ""])
def test_a_template_is_named_and_never_a_way(name):
    with pytest.raises(ValueError, match="no template"):
        typeset(name, {}, SHEET)


def test_a_template_that_misses_a_value_says_so():
    with pytest.raises(typst.TypstError, match="texts"):
        typeset("letter", {}, SHEET)


@pytest.mark.parametrize("turn", ["\u2066", "\u2067", "\u2068", "\u2069"])
def test_what_is_typed_ends_no_isolation_and_begins_none(turn):
    assert isolated(f"a{turn}b") == "\u2068ab\u2069"
    assert printable(f"a{turn}b{isolated('06-1')}") == "ab\u206806-1\u2069"
    assert printable(f"{isolated('06-1')}{turn}b") == "\u206806-1\u2069b"


def test_which_languages_run_from_right_to_left_is_said_once():
    written = [path.read_text() for path in sorted(TEMPLATES.glob("*.typ"))]

    assert len(written) > 4
    assert not any('"fa"' in text for text in written)


def test_directions():
    assert [direction(language) for language in ("nl", "ar", "fa", "ti")] == ["ltr", "rtl", "rtl", "ltr"]
    assert isolated("06-1") == "\u206806-1\u2069"
