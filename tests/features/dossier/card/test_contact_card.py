"""The contact card (Haarlem 2019): who helps now, with what, in the household's language, and nothing sensitive."""

import pytest

from portal.db import db
from portal.organisation.models import Location
from portal.paper.sentences import LANGUAGES, Voice, catalogue
from portal.trajectories.models.household import HELPER_ROLES, HouseholdHelper
from tests.support.audit import lines
from tests.support.handovers import Scene
from tests.support.papers import SENSITIVE, Printed, plain
from tests.support.ways import Elsewhere


@pytest.fixture
def scene(make):
    """A supported household with a case manager and a general practitioner; the team has a number."""
    scene = Scene(make)
    household = make.reload(scene.trajectory).household
    household.case_manager = "S. van der Meer"
    make.save(household)
    make.save(HouseholdHelper(household_id=household.id, role="gp", name="De Brug", phone="+31235550105"))
    team, user = make.reload(scene.team), make.reload(scene.volunteer.user)
    team.phone, user.phone = "+31235550102", "+31612345678"
    make.save(team)
    make.save(user)
    scene.card = f"/trajecten/{scene.trajectory_id}/contactkaart"
    return scene


def printed(visitor, scene, query="taal=nl"):
    answer = visitor.open(f"{scene.card}.pdf?{query}")
    assert (answer.status_code, answer.content_type) == (200, "application/pdf")
    return Printed(answer.data)


def office(make, phone):
    location = db.session.query(Location).filter_by(name="Team Haarlemmermeer").one()
    location.phone = phone
    make.save(location)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_card_says_who_helps_with_what_in_the_language_and_in_dutch(scene, sign_in, language):
    paper, voice = printed(sign_in(scene.coordinator), scene, f"taal={language}"), Voice(language)

    assert (paper.tagged, paper.language, len(paper.reader.pages)) == (True, language, 1)
    keys = [
        "card_title",
        "card_call_first",
        "emergency_title",
        "emergency_when",
        "emergency_police",
        "phrase_interpreter",
    ]
    keys += [f"{what}_{role}" for what in ("role", "does") for role in ("supporter", "team", "case_manager", "gp")]
    if voice.direction == "rtl":  # what is turned or runs on comes out of a PDF from the wrong end
        keys = [key for key in keys if key.startswith(("card_", "emergency_title", "role_supporter", "role_team"))]
    for key in keys:
        assert paper.says(voice.say(key)), key
        assert plain(catalogue("nl")[key]) in paper.words
    for typed in ("Sociaal team Hoofddorp", "023 555 0102", "S. van der Meer", "De Brug", "023 555 0105", "112"):
        assert typed in paper.words
    assert scene.volunteer.user.first_name in paper.words
    assert "�" not in paper.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sensitive_word_no_name_of_the_household_and_no_organisation_stand_on_it(scene, sign_in, language):
    words = printed(sign_in(scene.coordinator), scene, f"taal={language}").words.casefold()

    assert [word for word in (*SENSITIVE[language], *SENSITIVE["nl"]) if word in words] == []
    for hidden in (scene.client.last_name, "Kerklaan", "Haarlemmermeer", scene.volunteer.user.last_name):
        assert hidden.casefold() not in words


def test_golden_the_front_of_the_card_in_dutch(scene, sign_in):
    name = scene.volunteer.user.first_name

    assert printed(sign_in(scene.coordinator), scene).words.startswith(
        "Wie helpt mij nu? Contactkaart Gevaar? Bel 112 Gemaakt op maandag 9 maart 2026 "
        f"Bel eerst Begeleider {name} ……………………… Helpt met vragen, brieven en afspraken. "
        "Wijkteam Sociaal team Hoofddorp 023 555 0102 Helpt in de buurt: met vragen, brieven, gezin en meedoen. "
        "Klantmanager van de gemeente S. van der Meer ……………………… Weet wat u met de gemeente hebt afgesproken. "
        "Huisarts De Brug 023 555 0105 Bel als u zich niet goed voelt, of met een vraag over gezondheid."
    )


def test_it_opens_in_the_language_of_the_household_with_that_direction(scene, sign_in):
    visitor = sign_in(scene.volunteer.user)
    assert visitor.page(scene.card).all("article", class_="paper")[0].get("lang") == "ti"

    (article,) = visitor.page(f"{scene.card}?taal=fa").all("article", class_="paper")
    assert (article.get("lang"), article.get("dir")) == ("fa", "rtl")
    assert visitor.page(f"{scene.card}?taal=xx").all("article", class_="paper")[0].get("lang") == "ti"


def test_the_number_of_the_office_stands_beside_the_supporter(scene, make, sign_in):
    office(make, "+31235550101")
    visitor = sign_in(scene.volunteer.user)

    assert "023 555 0101" in printed(visitor, scene, "taal=nl&eigen=ja").words
    assert "06 12345678" not in printed(visitor, scene, "taal=nl&eigen=ja").words
    assert "Zet mijn eigen telefoonnummer" not in visitor.page(scene.card).text


def test_without_an_office_number_only_the_volunteer_can_put_their_own_on_it(scene, sign_in):
    visitor = sign_in(scene.volunteer.user)
    assert "06 12345678" not in printed(visitor, scene).words

    page = visitor.page(f"{scene.card}?taal=nl").form("Kaart bijwerken").submit(eigen=["ja"])

    assert "06 12345678" in page.text
    (address,) = [link for link in page.links.values() if ".pdf" in link]
    assert "06 12345678" in Printed(visitor.open(address).data).words
    coordinator = sign_in(scene.coordinator)
    assert "06 12345678" not in coordinator.page(f"{scene.card}?eigen=ja").text
    assert "06 12345678" not in printed(coordinator, scene, "taal=nl&eigen=ja").words


def test_after_completion_the_neighbourhood_team_is_rung_first_and_the_supporter_is_off(scene, sign_in):
    scene.at("completed")
    words = printed(sign_in(scene.coordinator), scene).words

    assert "Bel eerst Wijkteam Sociaal team Hoofddorp 023 555 0102" in words
    assert "Begeleider" not in words
    assert scene.volunteer.user.first_name not in words


def test_another_organisation_is_rung_first_without_a_name_that_tells_what_for(make, sign_in):
    scene = Elsewhere(make)
    scene.card = f"/trajecten/{scene.trajectory_id}/contactkaart"
    visitor = sign_in(scene.coordinator)
    before = printed(visitor, scene).words
    scene.offered().accept().plan().hold().complete(0)
    words = printed(visitor, scene).words

    assert "Andere organisatie" not in before
    assert "Bel eerst Andere organisatie 023 555 0100 Helpt verder met wat u samen hebt afgesproken. Wijkteam" in words
    assert "chuldhulp" not in words


def test_who_has_no_name_stands_on_the_page_with_their_role_and_number(make, sign_in):
    scene = Elsewhere(make).at("accepted")
    for role, name in (("gp", "De Brug"), ("dentist", None)):
        make.save(HouseholdHelper(household_id=scene.now.household_id, role=role, name=name, phone="+31235550105"))
    page = sign_in(scene.coordinator).page(f"/trajecten/{scene.trajectory_id}/contactkaart?taal=nl")
    listed = {
        row.all("strong")[0].text: row.all("div")[0].text for row in page.all("ul", class_="answers")[0].all("li")
    }
    card = {each.all("h4")[0].text: each for each in page.all("article")[0].all("div", class_="panel")}

    assert listed["Huisarts"] == "Huisarts De Brug, 023 555 0105"
    assert listed["Tandarts"] == "Tandarts 023 555 0105"
    assert [each.text for each in card["Huisarts"].all("bdi")] == ["De Brug", "023 555 0105"]
    assert [each.text for each in card["Andere organisatie"].all("bdi")] == ["023 555 0100"]


def test_the_team_is_that_of_the_handover_or_else_the_one_that_covers_the_address(make, scene, sign_in):
    visitor = sign_in(scene.coordinator)
    make.team("Sociaal team Twee", areas=("2132",))
    assert "Wijkteam" not in printed(visitor, scene).words

    make.handover(scene.trajectory, scene.team, state="accepted")

    assert "Wijkteam Sociaal team Hoofddorp" in printed(visitor, scene).words


def test_a_full_card_with_long_names_keeps_every_number(make, scene, sign_in):
    office(make, "+31235550101")
    long = "Gezondheidscentrum en praktijk voor huisartsgeneeskunde De Lange Brug aan het Water, Hoofddorp-Noord"
    for nr, role in enumerate(HELPER_ROLES):
        if role != "gp":
            row = HouseholdHelper(household_id=scene.trajectory.household_id, role=role, name=long)
            row.phone = f"+3123555020{nr}"
            make.save(row)
    paper = printed(sign_in(scene.coordinator), scene, "taal=uk")

    assert len(paper.reader.pages) == 1
    for nr, role in enumerate(HELPER_ROLES):
        assert (f"023 555 020{nr}" if role != "gp" else "023 555 0105") in paper.words
    assert paper.words.count("Hoofddorp-Noord") == 5


def test_the_dossier_and_the_household_lead_to_it(scene, sign_in):
    assert scene.card in sign_in(scene.volunteer.user).page(f"/trajecten/{scene.trajectory_id}").links.values()
    household = f"/huishoudens/{scene.trajectory.household_id}"
    assert scene.card in sign_in(scene.coordinator).page(household).links.values()


@pytest.mark.parametrize("path", ["", ".pdf", "/gp"])
def test_to_everybody_else_it_does_not_exist(scene, make, sign_in, path):
    scene.offered()
    others = [scene.member, make.volunteer().user, make.coordinator(make.location("Team Haarlem")), make.admin()]

    for user in others:
        sign_in(user).page(scene.card + path, status=404)


def test_opening_and_printing_leave_a_line(scene, sign_in):
    visitor = sign_in(scene.volunteer.user)
    visitor.page(scene.card)
    printed(visitor, scene)

    assert [line.household_id for line in lines("trajectory.opened")] == [scene.trajectory.household_id] * 2
