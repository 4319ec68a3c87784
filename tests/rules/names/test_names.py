"""Names folded to one key: what is found, what is the same, and in which order lists stand."""

import csv
import sys
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.names import KEY_LENGTH, SEARCHED_WORDS, name_key, person_key, searched_words

DATA = Path(__file__).resolve().parents[2] / "data"


def people(name):
    """First and last names of a file of a reported case."""
    with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
        return [(row["voornaam"], row["achternaam"]) for row in csv.DictReader(file, delimiter=";")]


@pytest.mark.parametrize(
    "searched",
    ["Çelik", "çelik", "celik", "CELIK", "Şahin", "Öztürk", "ozturk", "Коваленко", "КОВАЛЕНКО", "busra", "lucja"],
)
def test_each_name_of_the_reported_case_is_found_in_any_case_and_without_accents(searched):
    keys = [person_key(*each) for each in people("names_with_strange_capitals.csv")]
    assert len([key for key in keys if all(word in key for word in searched_words(searched))]) == 1


def test_the_reported_list_stands_in_dutch_order():
    in_order = sorted(people("order_of_volunteers.csv"), key=lambda each: person_key(*each))
    assert [last.removesuffix("-Proef") for _first, last in in_order] == [
        "de Boer",
        "Çınar",
        "van Dijk",
        "Évra",
        "'t Hoen",
        "Zwart",
    ]


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Yusuf Çelik-Proef", "yusuf celik proef"),
        ("ÇELİK", "celik"),
        ("Işık", "isik"),
        ("Łucja Ørsted", "lucja orsted"),
        ("Strauß", "strauss"),
        ("Æsir Œuvre", "aesir oeuvre"),
        ("Đặng Ðóra Þór", "dang dora thor"),
        ("Ŧĸŋ Ħal Əliyev", "tkn hal eliyev"),
        ("ﬁﬂ Ｗｉｄｅ ĳ", "fifl wide ij"),
        ("Коваленко-Проба", "коваленко проба"),
        ("Йосип", "иосип"),
        ("Дем’янчук", "демянчук"),
        ("مُحَمَّد", "محمد"),
        ("مـحـمـد", "محمد"),
        ("علی", "علي"),
        ("ገብረ", "ገብረ"),
        ("தமிழ்", "தமிழ்"),
        ("が", "が"),
        ("Tsega'ab", "tsegaab"),
        ("van 't Hof", "van t hof"),
        ("van't Hof", "van t hof"),
        ("d’Hondt", "d hondt"),
        ("J. de\u00a0Vries", "j de vries"),
        ("Ka\u200bya\ufe0f\u200e", "kaya"),
        ("=HYPERLINK(1) Kaya", "hyperlink 1 kaya"),
        ("-", "-"),
        ("", ""),
    ],
)
def test_the_key_of_a_name_is_in_plain_letters_of_its_own_script(written, key):
    assert name_key(written) == key


@pytest.mark.parametrize("apostrophe", "'`´‘’‛′ʹʻʼʽʾʿˈ΄՚׳ꞌ＇")
def test_one_apostrophe_is_like_another(apostrophe):
    assert name_key(f"O{apostrophe}Neil") == "oneil"
    assert person_key("Jan", f"{apostrophe}t Hoen") == "hoen  jan  t"


@pytest.mark.parametrize(
    ("first", "last", "key"),
    [
        ("Marijke", "de Boer", "boer  marijke  de"),
        ("Marijke", "De Boer", "boer  marijke  de"),
        ("Piet", "van den Berg-de Vries", "berg de vries  piet  van den"),
        ("Piet", "in ’t Veld", "veld  piet  in t"),
        ("Piet", "d'Hondt", "hondt  piet  d"),
        ("Ngoc", "Van", "van  ngoc"),
        ("Rami", "Al Hassan", "al hassan  rami"),
        ("", "Ahmed", "ahmed"),
        ("Ahmed", "", "ahmed"),
        ("", "", ""),
    ],
)
def test_the_tussenvoegsel_stands_behind(first, last, key):
    assert person_key(first, last) == key


def test_a_short_surname_stands_before_one_that_goes_on_and_a_first_name_before_a_tussenvoegsel():
    in_order = [("Zoë", "Boer"), ("Anna", "Boer Bakker"), ("Anna", "Boerma")]
    assert sorted(in_order, key=lambda each: person_key(*each)) == in_order
    for mixed in permutations([("Anna", "de Boer"), ("Bob", "Boer"), ("Cas", "van de Boer")]):
        assert [first for first, _last in sorted(mixed, key=lambda each: person_key(*each))] == ["Anna", "Bob", "Cas"]


def test_a_name_is_found_by_its_words_in_any_order():
    key = person_key("Marijke", "de Boer")
    for searched in ("Marijke de Boer", "boer, marijke", "de Boer", "MARIJKE", "oer"):
        assert all(word in key for word in searched_words(searched)), searched
    assert searched_words("  ") == ()
    assert searched_words("Boer boer de") == ("boer", "de")
    assert len(searched_words(" ".join(map(str, range(100))))) == SEARCHED_WORDS


@given(st.text(max_size=40))
@example("Ⅷ ŉ ǰ ΐ ﷺ")
@example("\u0345\u0308")
def test_a_key_is_its_own_key_and_stays_when_the_name_is_written_otherwise(text):
    key = name_key(text)
    assert name_key(key) == key
    assert "  " not in key
    assert key == key.strip()


@given(st.text(st.characters(codec="utf-8", categories=["L"], max_codepoint=0x24F), min_size=1, max_size=20))
def test_a_name_in_latin_letters_is_found_by_typing_it_in_capitals_or_small(text):
    assert name_key(text).isascii() or not text.isascii()
    assert name_key(text.lower()) == name_key(text)


@given(st.text(), st.text())
@example("ﷺ" * 120, "ß" * 120)
def test_a_stored_key_fits_its_column_whatever_the_name(first, last):
    assert len(person_key(first, last)) <= KEY_LENGTH


def test_a_long_text_takes_no_more_steps_than_a_key_is_long():
    """The order of marks on one letter is worked out in the square of their number: never of more than a key holds."""
    steps = 0

    def count(_frame, _event, _argument):
        nonlocal steps
        steps += 1
        return count

    def stepped(text):
        nonlocal steps
        steps = 0
        sys.settrace(count)
        try:
            name_key(text)
        finally:
            sys.settrace(None)
        return steps

    for part in ("a\u0301\u0323", "'t ", "é-", "d'"):
        name_key(part * 1000)
        assert stepped(part * 100_000) == stepped(part * 1000), part
