"""Beschikbaar: the pool without names, best fit first (rules 2 and 4)."""

from decimal import Decimal

import pytest

from portal.access import RoleKind
from tests.support.statements import statements

pytestmark = pytest.mark.each_database


@pytest.fixture
def volunteer(make):
    """Speaks Tigrinya, lives in 2132, has 8 hours."""
    return make.volunteer(languages=("Nederlands", "Tigrinya"))


def titles(page):
    return [heading.text for heading in page.all("h2") if heading.inside("article")]


def test_rule_2_the_pool_tells_nothing_about_who_waits(make, sign_in, volunteer):
    household = make.household(
        client={"first_name": "Selamawit", "last_name": "Ghebremedhin", "email": "selam@example.org"},
        street="Papaverstraat",
        house_number="117",
        postcode="2134 ZV",
        city="Hoofddorp",
        adults=2,
        children=3,
        case_manager="N. El Idrissi",
    )
    trajectory = make.trajectory(household=household, waiting_since=make.day(-12), urgent=True)
    visitor = sign_in(volunteer.user)

    for address in ("/beschikbaar", f"/trajecten/{trajectory.id}/claimen"):
        page = visitor.page(address)

        for known in ("Maatschappelijke begeleiding", "2134", "5 personen", "Tigrinya", "12 dagen", "Met spoed"):
            assert known in page.text
        for secret in ("Selamawit", "Ghebremedhin", "selam@", "31612340000", "Papaver", "117", "2134 ZV", "Idrissi"):
            assert secret not in page.html
        for secret in (household.clients[0].client_number, str(household.housed_on), "1990", "Hoofddorp"):
            assert secret not in page.html


def test_the_pool_holds_what_waits_at_the_own_location_only(make, sign_in, volunteer):
    make.trajectory("har_pretrajectory", location=make.location("Team Haarlem"))
    make.trajectory("onward_mover", claimed_by=make.volunteer())
    make.trajectory("budget_coaching", closed_on=make.today, closure_outcome="completed")
    make.trajectory()

    assert titles(sign_in(volunteer.user).page("/beschikbaar")) == ["Maatschappelijke begeleiding in 2132"]


def test_each_row_says_why_it_fits(make, sign_in, volunteer):
    make.trajectory()

    text = sign_in(volunteer.user).page("/beschikbaar").text

    assert "U spreekt ook Tigrinya" in text
    assert "Zelfde postcodegebied" in text
    assert "Past in uw uren: vraagt nu 3 uur per week, u hebt 8 over" in text


def test_dutch_is_no_language_to_be_matched_on(make, sign_in, volunteer):
    make.trajectory(household=make.household(languages=("Nederlands", "Somalisch")))

    assert "U spreekt ook" not in sign_in(volunteer.user).page("/beschikbaar").text


@pytest.mark.parametrize(
    ("values", "type_", "words"),
    [
        ({"hours_per_week": Decimal("2.5")}, "social_support", "Past niet in uw uren: vraagt nu 3 uur per week"),
        ({"function": "language_coach"}, "social_support", "Voor dit traject is een andere functie nodig dan u hebt."),
    ],
)
def test_a_row_one_cannot_claim_says_why_and_has_no_button(make, sign_in, values, type_, words):
    trajectory = make.trajectory(type_)

    page = sign_in(make.volunteer(**values).user).page("/beschikbaar")

    assert words in page.text
    assert f"/trajecten/{trajectory.id}/claimen" not in page.html


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"status": "leaving"}, "U staat niet als actief."),
        ({"conduct_certificate_seen_on": None}, "Uw VOG is nog niet gezien."),
        ({"confidentiality_signed_on": None}, "Uw geheimhoudingsverklaring is nog niet getekend."),
        ({"basic_course_on": None}, "U hebt de basiscursus nog niet gedaan."),
        ({"max_households": 0}, "U begeleidt al het aantal huishoudens dat u hebt afgesproken."),
    ],
)
def test_what_keeps_one_from_everything_is_said_once_with_what_to_do(make, sign_in, values, words):
    trajectories = [make.trajectory(), make.trajectory()]

    page = sign_in(make.volunteer(**values).user).page("/beschikbaar")

    assert page.text.count(words) == 1
    for trajectory in trajectories:
        assert f"/trajecten/{trajectory.id}/claimen" not in page.html


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("soort=har_pretrajectory", ["HAR-voortraject in 2141"]),
        ("taal=ti", ["Maatschappelijke begeleiding in 2132"]),
        ("gebied=2141", ["HAR-voortraject in 2141"]),
        ("soort=har_pretrajectory&gebied=2132", []),
        ("taal=nonsense", []),
        ("na=nonsense", ["Maatschappelijke begeleiding in 2132", "HAR-voortraject in 2141"]),
        ("na=1.2026-99-99.1", ["Maatschappelijke begeleiding in 2132", "HAR-voortraject in 2141"]),
        ("na=1.2026-01-01.99999999999999", ["Maatschappelijke begeleiding in 2132", "HAR-voortraject in 2141"]),
    ],
)
def test_filters_narrow_the_pool_by_type_language_and_area(make, sign_in, volunteer, query, expected):
    make.trajectory()
    make.trajectory("har_pretrajectory", household=make.household(languages=("Arabisch",), postcode="2141 LG"))

    page = sign_in(volunteer.user).page(f"/beschikbaar?{query}")

    assert titles(page) == expected
    if not expected:
        assert page.links["Toon alles"] == "/beschikbaar"


def test_the_filters_offer_what_waits_and_keep_what_was_chosen(make, sign_in, volunteer):
    make.trajectory()

    page = sign_in(volunteer.user).page("/beschikbaar").form("Toon").submit(taal="ti")

    assert page.form("Toon").fields == {"soort": [""], "taal": ["ti"], "gebied": [""]}
    assert [option.text for option in page.all("select", name="taal")[0].all("option")] == ["Alle talen", "Tigrinya"]


def test_what_was_chosen_is_still_named_when_it_waits_no_longer(sign_in, volunteer):
    page = sign_in(volunteer.user).page("/beschikbaar?soort=budget_coaching&taal=ti")

    assert page.form("Toon").fields == {"soort": ["budget_coaching"], "taal": ["ti"], "gebied": [""]}
    assert [option.text for option in page.all("option") if "selected" in option.attrs] == [
        "Budgetcoaching",
        "Tigrinya",
    ]


def test_a_client_who_left_the_household_brings_no_language(make, sign_in, volunteer):
    household = make.household()
    household.clients[0].left_on = make.today
    make.trajectory(household=make.save(household))

    visitor = sign_in(volunteer.user)
    page = visitor.page("/beschikbaar")

    assert "taal niet bekend" in page.text
    assert "U spreekt ook" not in page.text
    assert titles(visitor.page("/beschikbaar?taal=ti")) == []


def test_a_part_of_the_pool_comes_alone_to_htmx(make, sign_in, volunteer):
    make.trajectory()

    page = sign_in(volunteer.user).fragment("/beschikbaar?taal=ti")

    assert titles(page) == ["Maatschappelijke begeleiding in 2132"]
    assert not page.all("html")


def test_an_empty_pool_says_what_to_do_next(sign_in, volunteer):
    page = sign_in(volunteer.user).page("/beschikbaar")

    assert "Niemand wacht nu op een begeleider" in page.text
    assert page.links["Naar Vandaag"] == "/vandaag"


def test_somebody_without_a_record_as_volunteer_is_told_so(make, sign_in):
    user = make.user()
    make.role(user, RoleKind.VOLUNTEER, location=make.location())
    make.trajectory()

    assert "nog niet ingeschreven" in sign_in(user).page("/beschikbaar").text


def test_the_pool_asks_the_database_the_same_for_5_rows_and_for_200(app, make, sign_in, volunteer):
    visitor = sign_in(volunteer.user)

    def asked():
        with statements(app) as seen:
            visitor.page("/beschikbaar")
        return len(seen)

    for _each in range(5):
        make.trajectory()
    few = asked()
    for _each in range(195):
        make.trajectory()

    assert asked() == few
