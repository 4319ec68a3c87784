"""A typed text becomes words and numbers that have to be answered."""

import pytest

from portal.search.rules import Answer, answered, asked, is_typed_code, is_typed_number, marked


def needed(text):
    found = asked(text)
    return [span.text for span in found.spans if span.first == span.last and span.covers & found.needed]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mohamed  WARSAME", ["mohamed", "warsame"]),
        ("Çelik", ["celik"]),
        ("van den Heuvel", ["heuvel"]),
        ("de Boer", ["boer"]),
        ("El-Khatib", ["khatib"]),
        ("van de", ["van", "de"]),
        ("06 12 34 56 78", ["0612345678"]),
        ("+31 (0)6 12345678", ["0612345678"]),
        ("0031612345678", ["0612345678"]),
        ("31612345678", ["0612345678"]),
        ("warsame 56 78", ["warsame", "5678"]),
        ("٠٦١٢٣٤٥٦٧٨", ["0612345678"]),
        ("", []),
        ("   ", []),
        ("\u202e\x00\t", []),
    ],
)
def test_the_words_that_have_to_be_answered(text, words):
    assert needed(text) == words


@pytest.mark.parametrize(
    ("text", "enough"), [("", False), ("a", False), ("Wu", True), ("0", False), ("12", True), ("%", False)]
)
def test_one_sign_is_not_enough_to_look_for(text, enough):
    assert asked(text).enough == enough


def test_words_beside_each_other_may_be_written_as_one():
    assert {span.text for span in asked("abdul rahman").spans} == {"abdul", "rahman", "abdulrahman"}
    assert {span.text for span in asked("WO-7KQ4-M2XD").spans} >= {"wo7kq4m2xd"}


def test_however_much_is_typed_some_words_are_looked_for():
    assert len(asked("x " * 10_000).spans) <= 16


def test_who_answers_every_word_comes_before_who_is_only_alike():
    words = asked("mohamed warsame")
    both, also, one = Answer("b"), Answer("a"), Answer("c")
    both.add(0b11, exactly=True)
    also.add(0b01, exactly=False)
    also.add(0b10, exactly=True)
    one.add(0b10, exactly=True)
    assert [(match.key, match.alike) for match in answered(words, {1: also, 2: both, 3: one})] == [
        (2, False),
        (1, True),
    ]
    assert [(match.key, match.count) for match in answered(words, {3: one})] == [(3, 1)]
    assert answered(words, {}) == []


@pytest.mark.parametrize(
    ("typed", "name", "there"),
    [
        ("moh", "Mohammed Warsame", ["Mohammed"]),
        ("warsame mohammed", "Mohammed Abdirahman Warsame", ["Mohammed", "Warsame"]),
        ("celik", "Elif Çelik-Öztürk", ["Çelik"]),
        ("abdulrahman", "Abdul Rahman Ali", ["Abdul", "Rahman"]),
        ("muhamed", "Mohammed", []),
        ("123", "Mohammed", []),
        ("de boer", "Marijke de Boer", ["de", "Boer"]),
    ],
)
def test_the_part_of_a_name_that_was_typed_is_marked(typed, name, there):
    pieces = marked(name, asked(typed))
    assert "".join(piece for piece, _typed in pieces) == name
    assert [piece for piece, typed in pieces if typed] == there


def test_a_number_is_found_by_its_beginning_or_its_end():
    assert is_typed_number("+31612345678", asked("5678"))
    assert is_typed_number("+31612345678", asked("06 1234"))
    assert not is_typed_number("+31612345678", asked("3456"))
    assert not is_typed_number(None, asked("5678"))


def test_a_reference_is_found_without_its_signs():
    for typed in ("WO-7KQ4-M2XD", "wo7kq4", "7kq4m2", "m2xd"):
        assert is_typed_code("WO-7KQ4-M2XD", asked(typed))
    assert not is_typed_code("WO-7KQ4-M2XD", asked("kq4"))
