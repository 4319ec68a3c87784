"""The fixed sentences for clients: the same in every language, in its own script, no word that marks somebody."""

import re
import unicodedata
from datetime import date, time

import pytest

from portal.paper import sentences
from portal.paper.glyphs import covered
from portal.paper.sentences import LANGUAGES, TO_BE_CHECKED, Voice, catalogue, day_in, fingerprint
from tests.support.papers import SENSITIVE

SCRIPT = {
    "nl": "LATIN",
    "en": "LATIN",
    "tr": "LATIN",
    "ar": "ARABIC",
    "fa": "ARABIC",
    "ti": "ETHIOPIC",
    "uk": "CYRILLIC",
}
# The team calls itself so: whoever rings it must know the word.
DUTCH_WORDS = {"wijkteam"}
PUBLIC = ("card_", "role_", "does_", "emergency_", "phrase", "notes_", "meeting_", "label_", "who_", "why_")


def placeholders(sentence):
    return sorted(re.findall(r"\{(\w*)\}", sentence))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_sentence_and_no_other(language):
    assert list(catalogue(language)) == list(catalogue("nl"))
    assert all(sentence.strip() == sentence and sentence for sentence in catalogue(language).values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_fills_in_what_the_dutch_one_does(language):
    found = {key: placeholders(sentence) for key, sentence in catalogue(language).items()}

    assert found == {key: placeholders(sentence) for key, sentence in catalogue("nl").items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_is_written_in_the_script_of_its_language(language):
    wrong = {}
    for key, sentence in catalogue(language).items():
        words = re.sub("|".join([r"\{\w+\}", *DUTCH_WORDS]), "", sentence)
        letters = {letter for letter in words if letter.isalpha()}
        others = {letter for letter in letters if not unicodedata.name(letter).startswith(SCRIPT[language])}
        if others or (not letters and key != "months"):
            wrong[key] = others

    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_of_a_sentence_is_in_our_fonts(language):
    letters = {letter for sentence in catalogue(language).values() for letter in sentence}

    assert {letter for letter in letters if ord(letter) not in covered()} <= {"\u200c"}


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"nl"}))
def test_no_sentence_was_left_in_dutch(language):
    same = {key for key, sentence in catalogue(language).items() if sentence == catalogue("nl")[key]}

    assert same <= {"role_school", "label_place", "label_name", "label_phone"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_on_a_card_or_a_reminder_marks_somebody(language):
    shown = {key: text.casefold() for key, text in catalogue(language).items() if key.startswith(PUBLIC)}

    assert len(shown) > 50
    assert [(key, word) for key, text in shown.items() for word in SENSITIVE[language] if word in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_sensitive_words_is_written_as_the_language_is(language):
    letters = {letter for word in SENSITIVE[language] for letter in word if letter.isalpha()}

    assert all(unicodedata.name(letter).startswith(SCRIPT[language]) for letter in letters)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_shouts(language):
    assert [key for key, sentence in catalogue(language).items() if "!" in sentence] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "maandag 9 maart 2026"),
        ("en", "Monday 9 March 2026"),
        ("ar", "الاثنين، 9 مارس 2026"),
        ("ti", "ሰኑይ፣ 9 መጋቢት 2026"),
        ("tr", "9 Mart 2026 Pazartesi"),
        ("fa", "دوشنبه 9 مارس 2026"),
        ("uk", "понеділок, 9 березня 2026\u202fр."),
    ],
)
def test_a_day_is_said_in_the_language_by_the_gregorian_calendar(language, words):
    assert day_in(language, date(2026, 3, 9)) == words


def test_a_voice_says_the_sentence_in_its_language_and_in_dutch():
    said = Voice("tr").pair("person_yes", day=date(2026, 3, 9))

    assert said == {
        "own": "\u20689 Mart 2026 Pazartesi\u2069 tarihinde evet dediniz.",
        "nl": "U hebt ja gezegd op \u2068maandag 9 maart 2026\u2069.",
    }
    assert Voice("nl").pair("answer_yes") == {"own": "ja", "nl": ""}
    assert Voice("nl").say("months", n=time(14, 30)) == "\u206814:30\u2069 maanden"


def test_what_is_filled_in_is_never_taken_for_a_placeholder():
    assert Voice("nl").say("who_supporter", name="{day} {0}") == "\u2068{day} {0}\u2069, uw begeleider"


def test_a_voice_knows_its_direction_its_name_and_the_names_of_languages():
    assert [Voice(code).direction for code in ("ar", "fa", "ti", "uk")] == ["rtl", "rtl", "ltr", "ltr"]
    assert Voice("uk").name == "Українська"
    assert Voice("uk").language_name("ti", "Tigrinya") == "тигринья"
    assert Voice("uk").language_name("kunama", "Kunama") == "Kunama"
    with pytest.raises(KeyError):
        Voice("xx")


def test_a_fingerprint_moves_with_a_sentence_of_the_language_and_with_the_dutch_one(monkeypatch):
    before = {code: fingerprint(code) for code in TO_BE_CHECKED}
    real = sentences.catalogue

    def changed(language, what):
        def read(code):
            return {**real(code), "answer_yes": "…"} if code == language else real(code)

        monkeypatch.setattr(sentences, "catalogue", read)
        fingerprint.cache_clear()
        after = {code: fingerprint(code) for code in TO_BE_CHECKED}
        monkeypatch.undo()
        fingerprint.cache_clear()
        return {code for code in TO_BE_CHECKED if after[code] != before[code]} == what

    assert changed("ar", {"ar"})
    assert changed("nl", set(TO_BE_CHECKED))


def test_dutch_and_english_need_no_checking():
    assert set(LANGUAGES) - set(TO_BE_CHECKED) == {"nl", "en"}
