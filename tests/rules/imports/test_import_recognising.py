"""The people of the rows of a file, beside the clients of a location: over plain rows, without a database."""

from datetime import date

import pytest

from portal.imports.rules import recognising
from portal.imports.rules.comparing import Numbered
from portal.imports.rules.comparing_trajectories import compare_trajectories
from portal.imports.rules.present import AliasNow, ClientNow, HomeNow, PresentTrajectories
from portal.imports.rules.resembling import ANOTHER, Decision
from portal.names import person_key
from tests.support.importing import judge_rows

SAMIRA = {"clientnummer": "000931", "voornaam": "Samira", "achternaam": "Dubbelproef", "geboortejaar": "1990"}
OTHER_NUMBER = {**SAMIRA, "clientnummer": "931"}
HANAN = {**SAMIRA, "clientnummer": "HM-1", "voornaam": "Hanan"}


def rows(*changes):
    outcomes = judge_rows("trajectories", *changes)
    assert not [each.refusals for each in outcomes if each.row is None]
    return [Numbered(each.line, each.row) for each in outcomes]


def client(key=1, **values):
    home = HomeNow(
        key,
        "Van Stamplein",
        "112A",
        "2135 ZX",
        "Hoofddorp",
        "Haarlemmermeer",
        date(2022, 10, 26),
        1,
        2,
        "S. van der Meer",
    )
    now = {"client_number": "000931", "first_name": "Samira", "last_name": "Dubbelproef", "birth_year": 1990}
    now |= {"phone": "+31612344329", "email": "nadia@example.org", "interpreter_needed": False, "left": False}
    return ClientNow(id=key, home=values.pop("home", home), **{**now, **values})


def plan(file, *people, decisions=None):
    spoken = {each.id: {"arabisch": None, "nederlands": "A1"} for each in people}
    present = PresentTrajectories(people, {}, spoken, frozenset({"arabisch", "nederlands"}))
    return compare_trajectories(file, present, decisions or {})


def waiting(found):
    return [(each.line, each.code) for each in found.waiting]


def test_a_number_written_otherwise_waits_with_whom_it_resembles_beside_it():
    found = plan(rows(OTHER_NUMBER), client())

    assert found.counts() == {"new": 0, "changed": 0, "unchanged": 0, "refused": 1}
    assert waiting(found) == [(2, "resembles")]
    (beside,) = found.resemblances
    assert (beside.lines, beside.choice) == ([2], "")
    assert beside.candidates[0].key == "client-1"
    assert beside.candidates[0].features == ("name", "birth_year", "address", "number")
    assert not found.new_homes
    assert not found.starts


def test_the_same_gives_the_client_another_number_and_no_household():
    found = plan(rows(OTHER_NUMBER), client(), decisions={2: Decision("")})

    assert [(each.state, each.columns) for each in found.verdicts] == [("new", ("clientnummer",))]
    assert [(who.now.id, row.client_number) for who, row in found.aliases] == [(1, "931")]
    assert [home for home, _row in found.starts] == [1]
    assert not found.new_homes


def test_another_makes_a_household_of_its_own():
    found = plan(rows(OTHER_NUMBER), client(), decisions={2: Decision(ANOTHER)})

    assert list(found.new_homes) == ["931"]
    assert not found.aliases


def test_an_alias_is_known_from_then_on_by_the_name_that_stood_with_it():
    alias = AliasNow("931", person_key("Samirah", "Dubbelproef"), 1991)
    file = rows({**OTHER_NUMBER, "voornaam": "Samirah", "geboortejaar": "1991"})
    found = plan(file, client(aliases=(alias,)))

    assert not found.refusals
    assert not found.client_changes, "each file may write the name in its own way"
    stranger = plan(rows({**OTHER_NUMBER, "voornaam": "Iemand"}), client(aliases=(alias,)))
    assert [each.code for each in stranger.refusals] == ["other_person_known"]


def test_who_had_no_number_is_given_one_and_the_preview_says_who():
    found = plan(rows(SAMIRA), client(client_number=None))

    assert found.client_changes == {1: {"client_number": "000931"}}
    assert [(each.line, each.code) for each in found.notices] == [(2, "recognised")]
    assert not found.new_homes
    assert not found.aliases


def test_a_person_may_know_better_than_that():
    found = plan(rows(SAMIRA), client(client_number=None), decisions={2: Decision(ANOTHER)})

    assert list(found.new_homes) == ["000931"]
    assert not found.client_changes


def test_two_who_could_be_it_are_for_a_person_to_choose_from():
    people = client(1, client_number=None), client(2, client_number=None)

    assert waiting(plan(rows(SAMIRA), *people)) == [(2, "resembles")]
    assert waiting(plan(rows(SAMIRA), *people, decisions={2: Decision("")})) == [(2, "same_as_which")]
    chosen = plan(rows(SAMIRA), *people, decisions={2: Decision("client-2")})
    assert chosen.client_changes == {2: {"client_number": "000931"}}


def test_who_left_their_household_is_shown_and_comes_back_by_hand_alone():
    gone = client(client_number=None, left=True)

    assert waiting(plan(rows(SAMIRA), gone)) == [(2, "resembles")]
    assert waiting(plan(rows(SAMIRA), gone, decisions={2: Decision("")})) == [(2, "client_left")]


def test_the_same_as_nobody_is_refused_and_no_new_household():
    found = plan(rows(HANAN), client(), decisions={2: Decision("")})

    assert waiting(found) == [(2, "same_as_nobody")]
    assert not found.new_homes


def test_a_decision_counts_for_all_rows_of_the_number():
    second = {**OTHER_NUMBER, "traject": "Maatschappelijke begeleiding"}

    assert waiting(plan(rows(OTHER_NUMBER, second), client())) == [(2, "resembles"), (3, "resembles")]
    found = plan(rows(OTHER_NUMBER, second), client(), decisions={3: Decision("")})
    assert [each.state for each in found.verdicts] == ["new", "new"]
    assert len(found.aliases) == 1


def test_a_decision_made_beside_something_else_counts_no_longer():
    mark = plan(rows(OTHER_NUMBER), client()).resemblances[0].mark
    moved = client(phone=None)

    assert plan(rows(OTHER_NUMBER), client(), decisions={2: Decision("client-1", mark)}).aliases
    assert plan(rows(OTHER_NUMBER), client(), decisions={2: Decision(ANOTHER, mark)}).new_homes
    for choice in ("client-1", ANOTHER):
        assert waiting(plan(rows(OTHER_NUMBER), moved, decisions={2: Decision(choice, mark)})) == [(2, "resembles")]
    assert waiting(plan(rows(OTHER_NUMBER), client(), client(2), decisions={2: Decision(ANOTHER, mark)}))


def test_two_numbers_of_one_person_in_a_file_wait_too():
    found = plan(rows(SAMIRA, OTHER_NUMBER))

    assert [(each.line, each.state) for each in found.verdicts] == [(2, "new"), (3, "refused")]
    assert found.resemblances[0].candidates[0].key == "line-2"
    same = plan(rows(SAMIRA, {**OTHER_NUMBER, "traject": "Doorstromer"}), decisions={3: Decision("")})
    assert list(same.new_homes) == ["000931"]
    assert [(who.number, row.client_number) for who, row in same.aliases] == [("000931", "931")]
    assert [home for home, _row in same.starts] == ["000931", "000931"]


@pytest.mark.parametrize("order", [1, -1])
def test_the_row_under_the_own_number_tells_and_not_the_one_under_an_alias(order):
    alias = AliasNow("931", person_key("Samira", "Dubbelproef"), 1990)
    later = {**OTHER_NUMBER, "straat": "Kerklaan", "startdatum": "01-06-2023", "traject": "Doorstromer"}
    found = plan(rows(*[SAMIRA, later][::order]), client(aliases=(alias,)))

    assert not found.home_changes


def test_people_with_one_name_at_one_address_take_no_more_steps_each(monkeypatch):
    """A file of one name and address over and over, every row decided as another person."""
    asked = []
    monkeypatch.setattr(recognising, "alike", lambda one, other: asked.append(1) or real(one, other))
    steps = {}
    for many in (100, 400):
        file = rows(*({**SAMIRA, "clientnummer": f"HM-{n}"} for n in range(many)))
        asked.clear()
        plan(file, decisions={each.line: Decision(ANOTHER) for each in file})
        steps[many] = len(asked)
    assert steps[400] < 5 * steps[100]


real = recognising.alike
