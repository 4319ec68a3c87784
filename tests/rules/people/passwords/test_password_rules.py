"""A sentence is a good password; what everybody thinks of is none."""

import re

import pytest

from portal.people.passwords.rules import password_problem
from portal.people.passwords.service import common_passwords

EMAIL = "vera@example.org"


@pytest.mark.parametrize(
    "password",
    [
        "fietsen door de regen",
        "een-lang-genoeg-wachtwoord",
        "paars konijn op de maan",
        "Ik drink 2 koppen thee",
        "correct horse battery staple",
        "vR7#kQ92!mxZp",
        "wegwijs in de stad Haarlem",
        "هذه كلمة مرور طويلة",
        "моя бабуся пече хліб",
    ],
)
def test_a_sentence_or_a_jumble_will_do(password):
    assert password_problem(password, EMAIL, common_passwords()) is None


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "Wachtwoord2026!",
        "welkomwelkom",
        "Welkom01Welkom01",
        "W3lk0m123456",
        "P@ssw0rd!!!!",
        "!!!Zomer2026!!!",
        "haarlem-2026-haarlem",
        "1234567890123",
        "123456789012",
        "qwertyuiop123",
        "abcdefghijkl",
        "zyxwvutsrqpo",
        "1q2w3e4r5t6y",
        "qazwsxedcrfv",
        "aaaaaaaaaaaa",
        "abc123abc123",
        "ikhouvanjou!!",
        "wegwijs-demo",
        "leavemealone",
        "jennifer12345",
        "VluchtelingenWerk1",
        "............",
    ],
)
def test_one_known_word_a_row_of_keys_or_a_known_password_will_not(password):
    assert password_problem(password, EMAIL, common_passwords()) == "password_common"


def test_an_own_name_will_not_unless_it_is_so_short_that_it_stands_in_every_sentence():
    assert password_problem("vera fietst door de regen", EMAIL, common_passwords()) == "password_guessable"
    assert password_problem("fietsen door de regen", "d@example.org", common_passwords()) is None


@pytest.mark.parametrize(
    ("length", "problem"), [(11, "password_short"), (12, None), (200, None), (201, "password_long")]
)
def test_length_counts_first(length, problem):
    assert password_problem(("kwikzand op balkon " * 20)[:length], EMAIL, common_passwords()) == problem


def test_what_is_looked_at_grows_no_faster_than_the_password():
    class Counting(frozenset):
        asked = 0

        def __contains__(self, each):
            type(self).asked += 1
            return super().__contains__(each)

    password_problem("a1" * 100, EMAIL, Counting())
    assert Counting.asked <= 4


def test_the_list_holds_words_in_lower_case_and_nothing_else():
    assert len(common_passwords()) > 10_000
    assert all(re.fullmatch(r"[\x21-\x7e]{3,}", each) and each == each.lower() for each in common_passwords())
