"""The coordinator's list of volunteers: the people it shows, finds and leaves out."""

from decimal import Decimal

import pytest


@pytest.fixture
def coordinator(make):
    return make.coordinator()


@pytest.mark.parametrize(
    ("days_ago", "words"),
    [
        (None, "VOG ontbreekt"),
        (10, "VOG geldig tot 27 februari 2029"),
        (365 * 3 - 30, "VOG verloopt op 9 april 2026"),
        (365 * 3 + 1, "VOG verlopen op 9 maart 2026"),
    ],
)
def test_each_paper_says_in_words_how_it_stands(sign_in, make, coordinator, days_ago, words):
    seen_on = make.day(-days_ago) if days_ago else None
    volunteer = make.volunteer(conduct_certificate_seen_on=seen_on)
    assert words in sign_in(coordinator).page(f"/vrijwilligers/{volunteer.id}").text
    listed = sign_in(coordinator).page("/vrijwilligers").text
    assert (words in listed) is ("geldig" not in words)


def test_the_list_is_searched_and_filtered(sign_in, make, coordinator):
    make.volunteer(user=make.user(first_name="Wim", last_name="van Leeuwen", email="wim@example.org"))
    make.volunteer(user=make.user(first_name="Ada", last_name="Smit", email="ada@example.org"), status="inactive")
    make.volunteer(user=make.user(first_name="Bo", last_name="100%", email="bo@example.org"), function="interpreter")
    visitor = sign_in(coordinator)

    def found(**query):
        page = visitor.page("/vrijwilligers", query_string=query)
        return [node.text for node in page.all("th") if node.get("scope") == "row"]

    assert found() == ["Bo 100%", "Wim van Leeuwen", "Ada Smit"]
    assert found(q="wim van l") == ["Wim van Leeuwen"]
    assert found(q="ADA@") == ["Ada Smit"]
    assert found(q="100%") == ["Bo 100%"]
    assert found(q="%") == found(q="_") == []
    assert found(status="inactive") == ["Ada Smit"]
    assert found(functie="interpreter") == ["Bo 100%"]
    assert found(q="niemand") == []
    assert "Niemand gevonden" in visitor.fragment("/vrijwilligers?q=niemand").text


def test_a_long_list_continues_behind_the_last_one_seen_also_with_equal_names(sign_in, make, coordinator):
    for _each in range(30):
        make.volunteer(user=make.user(first_name="Jan", last_name="Jansen"))
    visitor = sign_in(coordinator)
    first = visitor.page("/vrijwilligers")
    second = visitor.page(first.links["Volgende"])
    addresses = [node.get("href") for page in (first, second) for node in page.all("a") if node.inside("tbody")]
    assert len(addresses) == len(set(addresses)) == 30
    assert "Volgende" not in second.links


def test_hours_with_a_comma_stand_in_a_field_that_browsers_show(sign_in, make, coordinator):
    volunteer = make.volunteer(hours_per_week=Decimal("7.5"))
    page = sign_in(coordinator).page(f"/vrijwilligers/{volunteer.id}")
    (field,) = page.all("input", name="hours_per_week")
    assert (field.get("type"), field.get("value")) == ("text", "7,5")
