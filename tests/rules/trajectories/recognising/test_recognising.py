"""Who is the same person, who resembles somebody, and who is another: for the forms and the importer alike."""

import pytest

from portal.trajectories.recognising.rules import (
    alike,
    client_number_key,
    house_number_key,
    identity,
    meeting_places,
    namesakes,
)

SAMIRA = {"first": "Samira", "last": "Dubbelproef", "year": 1990, "street": "Proefstraat", "house": "31"}
SAMIRA |= {"postcode": "2132 AB", "city": "Hoofddorp", "numbers": ("000931",)}


def person(**changes):
    it = {**SAMIRA, **changes}
    address = (it["street"], it["house"], it["postcode"], it["city"])
    return identity((it["first"], it["last"]), it["year"], address, it["numbers"])


def found(**changes):
    """The resemblance of somebody to Samira: the features, and whether it is certain."""
    one, other = person(), person(**changes)
    return alike(one, other)


@pytest.mark.parametrize(
    "texts", [("909A", "909 A", "909-A", "909a", "909/a", "0909 a"), ("91-2", "91 2"), ("12 II", "12ii")]
)
def test_one_house_however_its_number_is_written(texts):
    assert len(set(map(house_number_key, texts))) == 1


@pytest.mark.parametrize(("one", "other"), [("91-2", "912"), ("909A", "909"), ("9-09", "909"), ("12 A", "12 B")])
def test_two_houses_stay_two(one, other):
    assert house_number_key(one) != house_number_key(other)


@pytest.mark.parametrize(
    "texts", [("000931", "931", "0931"), ("HM-00932", "HM00932", "hm 932", "HM–932"), ("2023-001", "2023/1")]
)
def test_one_client_number_with_or_without_zeros_hyphens_and_capitals(texts):
    assert len(set(map(client_number_key, texts))) == 1


@pytest.mark.parametrize(("one", "other"), [("931", "9310"), ("1-11", "11-1"), ("HM-1", "HL-1")])
def test_two_client_numbers_stay_two(one, other):
    assert client_number_key(one) != client_number_key(other)


def test_a_number_of_signs_alone_is_itself():
    assert client_number_key("---") != client_number_key("--")
    assert client_number_key("000") == "0"


WHO = [
    ({"numbers": ("931",)}, ("name", "birth_year", "address", "number"), False),
    ({"numbers": ("77",)}, ("name", "birth_year", "address"), False),
    ({"numbers": ()}, ("name", "birth_year", "address"), True),
    ({"numbers": (), "year": None}, ("name", "address"), False),
    ({"numbers": (), "year": 1991}, ("name", "address"), False),
    ({"numbers": (), "first": "SAMIRÂ", "house": "31 "}, ("name", "birth_year", "address"), True),
    ({"numbers": (), "first": "Dubbelproef", "last": "Samira"}, ("name", "birth_year", "address"), True),
    ({"numbers": (), "postcode": "2132 AC"}, ("name", "birth_year", "address"), True),
    ({"numbers": (), "street": "Proefstr."}, ("name", "birth_year", "address"), True),
    ({"numbers": ("931",), "street": "Kerklaan", "postcode": "2131 AA"}, ("name", "birth_year", "number"), False),
    ({"numbers": ("931",), "last": "Dubelproef"}, ("birth_year", "address", "number"), False),
]


@pytest.mark.parametrize(("change", "features", "certain"), WHO)
def test_who_has_the_name_and_the_address_or_the_number_with_one_of_them_resembles_somebody(change, features, certain):
    assert found(**change) == (features, certain)


@pytest.mark.parametrize(
    "change",
    [
        {"numbers": ("77",), "first": "Hanan"},
        {"numbers": (), "first": "Hanan"},
        {"numbers": ("77",), "street": "Kerklaan", "postcode": "2131 AA"},
        {"numbers": ("931",), "first": "Hanan", "street": "Kerklaan", "postcode": "2131 AA"},
        {"numbers": ("77",), "house": "31 A"},
    ],
    ids=["another of the household", "without a number", "a namesake elsewhere", "the number of another", "next door"],
)
def test_who_shares_less_is_another(change):
    assert found(**change) is None


def test_somebody_at_a_form_is_asked_about_a_namesake_of_the_same_year_elsewhere_too():
    elsewhere = {"numbers": (), "street": "Kerklaan", "postcode": "2131 AA"}

    assert namesakes(person(), person(**elsewhere)) == (("name", "birth_year"), False)
    assert namesakes(person(), person(**elsewhere, year=None)) is None
    assert namesakes(person(), person(**elsewhere, year=1991)) is None
    assert namesakes(person(), person(numbers=())) == alike(person(), person(numbers=()))


@pytest.mark.parametrize(("change", "features", "certain"), WHO)
def test_whoever_resembles_somebody_meets_them(change, features, certain):
    assert set(meeting_places(person())) & set(meeting_places(person(**change)))
