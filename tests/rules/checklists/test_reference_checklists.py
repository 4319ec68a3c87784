"""The checklists say what domain.md asks (sections 4 and 5), at the moments it names, with where that comes from."""

import re
from datetime import date

import pytest

from tests.support.reference import ITEMS, TEMPLATES, TOPICS, TYPES, template

# The subjects of each list, in the words of domain.md or nearly so.
SECTION_5 = {
    "arrangement_day": (
        "huurcontract tekenen|sleutels|servicekosten|(brp)|vanaf 28 dagen voor|5 dagen erna|uitkering melden|"
        "bijzondere bijstand|lening voor de inrichting|voordat er iets gekocht|huurtoeslag en zorgtoeslag|"
        "1 september|kinderopvangtoeslag|binnen drie maanden|zorgverzekering|vier maanden|terugwerkende kracht|"
        "bankrekening|digid aanvragen|gas, water en stroom|wie wat doet|contactkaart|privacy|toestemming|"
        "vervolgdag"
    ),
    "settlement_coaching": (
        "zorgverzekering|uitkering|toeslagen|huisarts|tandarts|apotheek|consultatiebureau|school|taalklas|"
        "vanaf 5 jaar|kinderopvang|leerlingenvervoer|kinderbijslag|kindgebonden budget|telefoon en internet|"
        "inrichting|duo|kwijtschelding|waterschap|uwv|aansprakelijkheids- en inboedelverzekering|bibliotheek|buurthuis|"
        "gemeentehuis|rookmelder|112|inkomsten en uitgaven|map voor papieren|vergunning geldig|warm overdragen"
    ),
    "social_support": (
        "intake|brieven en formulieren|betalingen|in termijnen|energiecontract|zelf digid|zelf bankzaken|huurder|"
        "zelf naar de huisarts|buren, een club of een maatje|wijkteam|eerste halfjaar|na 3 maanden|na 6 maanden|"
        "na 9 maanden|evaluatie aan het eind|taalaanbieder|lening van duo|drie jaar|participatieverklaring|"
        "vrijwilligerswerk, studie|over wonen|over kinderen|over geld en administratie|over netwerk|over meedoen|"
        "over zorg|(pip)|leerroute|(pvt)|(map)|zes maanden betaalt de gemeente|er familie nakomt|"
        "doelen nalopen|toestemming vragen|samen lezen|gesprek met het wijkteam plannen|afspraken opschrijven|"
        "nieuwe contactkaart|open punten|zes weken later"
    ),
    "har_pretrajectory": (
        "tijdelijk is|herhalen|datums|tijdelijke adres|zorgverzekering|uitkering melden|rechten en plichten|"
        "de weg leren vinden|gezinshereniging|verhuisdatum|warm overdragen"
    ),
    "onward_mover": (
        "oude huurcontract|nieuw huurcontract|(brp)|meterstanden opschrijven|energie en water|toeslagen aanpassen|"
        "uitkering aanpassen|zorgverzekeraar|bank|svb|duo|school|huisarts|ind|inboedelverzekering|"
        "leerlingenvervoer|welk wijkteam|stabiel"
    ),
    "family_reunification_application": "binnen drie maanden na de vergunning|juridisch begeleidt",
    "family_reunification_arrival": (
        "(brp)|zorgverzekering|kinderbijslag|toeslagen|uitkering|school|huisarts|huishouden bijwerken|"
        "taakstelling opnieuw|vanaf zes maanden voor het einde"
    ),
    "language_coaching": "kennismaken|evaluatie halverwege|eindgesprek|koppel gaat door|nieuw taalmaatje",
    "budget_coaching": "intake|evaluatie halverwege|eindgesprek|schuldhulp",
}

# The moments domain.md names: anchor and days, counted never later than the term itself.
DEADLINES = {
    ("arrangement_day", "register_brp"): ("housing", 5),
    ("arrangement_day", "report_benefit"): ("start", 0),
    ("arrangement_day", "request_furnishing"): ("start", 0),
    ("arrangement_day", "request_childcare_allowance"): ("housing", 84),
    ("arrangement_day", "health_insurance"): ("housing", 120),
    ("har_pretrajectory", "register_temporary_address"): ("housing", 5),
    ("onward_mover", "register_brp"): ("start", 5),
    ("social_support", "intake"): ("start", 14),
    ("social_support", "visit_neighbourhood_team"): ("start", 182),
    ("social_support", "evaluation_3_months"): ("start", 91),
    ("social_support", "evaluation_6_months"): ("start", 182),
    ("social_support", "evaluation_9_months"): ("start", 273),
    ("social_support", "closure_goals"): ("end", -91),
    ("social_support", "closure_consent"): ("end", -61),
    ("social_support", "closure_draft"): ("end", -42),
    ("social_support", "closure_plan_meeting"): ("end", -28),
    ("social_support", "closure_contact_card"): ("end", 0),
    ("social_support", "closure_check_arrival"): ("end", 42),
}
LONGEST_TERM = 120
LATEST_SAFE_FOR_1_SEPTEMBER = (date(2026, 8, 31) - date(2025, 12, 31)).days


def words(item: dict) -> str:
    return f"{item['title']} {item['explanation']}".casefold()


def codes(name: str, **having: str) -> set[str]:
    return {item["code"] for item in template(name)["item"] if having.items() <= item.items()}


def test_each_type_has_one_list_and_the_family_lists_belong_to_none():
    attached = [each["type"] for each in TEMPLATES if "type" in each]

    assert sorted(attached) == sorted(kind["code"] for kind in TYPES)
    assert {each["code"] for each in TEMPLATES if "type" not in each} == {
        "family_reunification_application",
        "family_reunification_arrival",
    }


@pytest.mark.parametrize(
    ("name", "phrase"), [(name, phrase) for name, phrases in SECTION_5.items() for phrase in phrases.split("|")]
)
def test_the_list_speaks_of_what_domain_section_5_names(name, phrase):
    said = re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)")

    assert any(said.search(words(item)) for item in template(name)["item"])


def test_no_list_escapes_that_check():
    assert SECTION_5.keys() == {each["code"] for each in TEMPLATES}


@pytest.mark.parametrize(("place", "moment"), DEADLINES.items(), ids=lambda value: "-".join(map(str, value)))
def test_the_deadlines_are_those_of_the_domain(place, moment):
    name, code = place
    item = next(item for item in template(name)["item"] if item["code"] == code)

    assert (item["anchor"], item["offset_days"]) == moment


def test_the_closing_steps_of_section_4_come_in_their_order():
    steps = [item for item in template("social_support")["item"] if item["code"].startswith("closure_")]

    assert {step["anchor"] for step in steps} == {"end"}
    assert [step["offset_days"] for step in steps] == sorted(step["offset_days"] for step in steps)


def test_each_legal_regime_has_its_own_items_and_only_in_social_support():
    assert codes("social_support", regime="WI2013") == {
        *("choose_language_provider", "explain_duo_loan", "know_three_years"),
        *("participation_statement", "explore_participation"),
    }
    assert codes("social_support", regime="WI2021") == {
        *("info_housing", "info_children", "info_money", "info_network", "info_participation", "info_care"),
        *("signpost_pip", "signpost_learning_route", "signpost_pvt", "signpost_map", "signpost_income_management"),
    }
    assert {owner["code"] for owner, item in ITEMS if "regime" in item} == {"social_support"}


def test_some_items_hold_in_one_municipality_only():
    assert codes("social_support", municipality="Haarlem") == {"closure_introduction_haarlem"}
    assert codes("social_support", municipality="Haarlemmermeer") == {"money_training"}


def test_every_item_names_a_topic_that_exists_and_every_topic_is_used():
    assert {item["topic"] for _, item in ITEMS} == {topic["code"] for topic in TOPICS}


def longest(owner: dict) -> int:
    """Days the start-anchored items of a list may lie apart: its trajectory, or for what runs on after it, a term."""
    kind = next((kind for kind in TYPES if kind["code"] == owner.get("type")), {})
    if kind.get("duration_by_rule"):
        return 12 * 30
    return kind.get("duration_months", 0) * 30 or LONGEST_TERM


@pytest.mark.parametrize(("owner", "item"), ITEMS, ids=[f"{owner['code']}-{item['code']}" for owner, item in ITEMS])
def test_a_deadline_lies_within_the_time_of_its_list(owner, item):
    bounds = {"housing": (0, LONGEST_TERM), "start": (0, longest(owner)), "end": (-91, 42)}
    earliest, latest = bounds[item["anchor"]]

    assert earliest <= item["offset_days"] <= latest
    assert isinstance(item["offset_days"], int)


def test_allowances_are_due_before_1_september_whatever_the_housing_date():
    for name, code in (("arrangement_day", "request_allowances"), ("settlement_coaching", "check_allowances")):
        item = next(item for item in template(name)["item"] if item["code"] == code)
        assert item["offset_days"] < LATEST_SAFE_FOR_1_SEPTEMBER
        assert "tot 1 september van het jaar daarna" in item["explanation"]


@pytest.mark.parametrize(("owner", "item"), ITEMS, ids=[f"{owner['code']}-{item['code']}" for owner, item in ITEMS])
def test_an_item_says_where_it_comes_from_and_whether_that_was_checked(owner, item):
    ours_alone = item["source"].startswith("werkafspraak")

    assert item["source"].strip()
    assert not (ours_alone and "verified_on" in item)
    assert "verified_on" in item or item["to_verify"]
    assert item.get("verified_on", date(2026, 11, 1)) == date(2026, 11, 1)


def test_what_the_law_is_moving_is_marked_as_to_be_verified():
    doubtful = {(owner["code"], item["code"]) for owner, item in ITEMS if item.get("to_verify")}

    assert ("family_reunification_application", "apply_in_time") in doubtful
    assert ("settlement_coaching", "permit_validity") in doubtful
    assert ("settlement_coaching", "tax_remission") in doubtful
