"""Who may have the handover document, of which version, and the line each download leaves (rules 3, 9 and 11)."""

import pytest

from portal.handovers.beginning import service as beginning_service
from portal.handovers.beginning.rules import Course, ToTeam
from portal.handovers.offer import service as offer_service
from portal.handovers.offer.queries import content_of, fingerprint
from tests.support.audit import lines
from tests.support.documents import FullScene, lines_of

FILES = ("overdracht.pdf", "overdracht.json")
EVERY_FILE = (*FILES, "concept.pdf")
WITH_TEAM = ("offered", "accepted", "planned", "held", "completed")


@pytest.fixture
def scene(make):
    return FullScene(make)


@pytest.fixture
def asked(scene, sign_in):
    """`asked(user, "?versie=1")` gives the status of each file of the handover for this person."""

    def ask(user, query="", files=FILES):
        visitor = sign_in(user)
        return {file: visitor.open(scene.address(file) + query).status_code for file in files}

    return ask


def offer_again(scene, clock):
    clock.move(minutes=1)
    offer_service.offer(scene.act(scene.coordinator), scene.reference, fingerprint(content_of(scene.now)))


def all_(status):
    return dict.fromkeys(FILES, status)


def test_rule_3_before_the_offer_only_the_coordinator_gets_anything_and_that_is_a_draft(scene, asked):
    scene.prepare().consent()
    for user in (scene.member, scene.volunteer.user):
        assert set(asked(user, files=EVERY_FILE).values()) == {404}
    assert asked(scene.coordinator, files=EVERY_FILE) == {**all_(404), "concept.pdf": 200}


@pytest.mark.parametrize("state", WITH_TEAM)
def test_while_the_team_may_read_it_the_team_and_both_senders_have_it(scene, asked, state):
    scene.at(state)
    for user in (scene.member, scene.coordinator):
        assert asked(user, files=EVERY_FILE) == {**all_(200), "concept.pdf": 404}
    assert asked(scene.volunteer.user) == all_(200)


def test_after_the_overlap_the_volunteer_of_before_has_nothing_of_it(scene, asked, clock):
    scene.at("completed")
    clock.move(days=29)
    assert asked(scene.volunteer.user) == all_(404)


@pytest.mark.parametrize("state", ["returned", "withdrawn"])
def test_rule_3_when_it_went_back_the_team_finds_it_no_more_and_the_sender_still_does(scene, asked, state):
    scene.at(state)
    assert set(asked(scene.member, files=EVERY_FILE).values()) == {404}
    assert set(asked(scene.member, "?versie=1").values()) == {404}
    assert asked(scene.coordinator) == all_(200)
    assert asked(scene.volunteer.user) == all_(200)


def test_between_two_offers_the_coordinator_has_both_the_version_and_a_draft(scene, asked):
    scene.at("returned")
    assert asked(scene.coordinator, files=EVERY_FILE) == {**all_(200), "concept.pdf": 200}
    assert asked(scene.volunteer.user, files=("concept.pdf",)) == {"concept.pdf": 404}


def test_rule_3_nobody_else_finds_it_nor_by_a_guessed_reference(scene, make, sign_in, asked):
    scene.offered()
    strangers = [make.team_member(make.team(areas=("2150",))), make.coordinator(make.location("Team Haarlem"))]
    strangers += [make.volunteer().user, make.admin()]
    for user in strangers:
        assert set(asked(user, files=EVERY_FILE).values()) == {404}
    for file in EVERY_FILE:
        sign_in(scene.member).page(f"/overdrachten/WO-AAAA-AAAA/{file}", status=404)
        sign_in(scene.member).page(f"/overdrachten/{scene.reference.lower()}/{file}", status=404)


def test_rule_3_a_stranger_is_sent_to_the_sign_in(scene, client):
    scene.offered()
    for file in EVERY_FILE:
        assert client.page(scene.address(file), status=303).location.startswith("/inloggen")


@pytest.mark.parametrize("state", ["offered", "accepted", "completed", "returned", "withdrawn"])
def test_rule_9_once_consent_is_withdrawn_there_is_no_document_for_anybody(scene, asked, sign_in, state):
    scene.at(state).withdraw_consent()
    for user in (scene.member, scene.coordinator, scene.volunteer.user):
        assert asked(user) == all_(404)
        assert asked(user, "?versie=1") == all_(404)
    page = sign_in(scene.coordinator).page(scene.url)
    assert not [each for each in page.links.values() if each and "overdracht." in each]
    assert "Er is daarom geen pdf of bestand meer" in page.text


def test_rule_9_a_version_of_before_the_withdrawal_does_not_come_back_with_a_new_consent(scene, asked, clock):
    scene.at("returned")
    clock.move(minutes=1)
    scene.withdraw_consent().consent()
    offer_again(scene, clock)
    for user in (scene.member, scene.coordinator):
        assert asked(user, "?versie=1") == all_(404)
        assert asked(user, "?versie=2") == asked(user) == all_(200)


def test_an_earlier_version_is_there_for_the_sender_and_for_the_team_that_reads_it_on_the_page(
    scene, asked, sign_in, clock
):
    scene.at("accepted")
    clock.move(minutes=1)
    scene.change_phone().renew()
    for user in (scene.member, scene.coordinator, scene.volunteer.user):
        got = [
            sign_in(user).page(scene.address("overdracht.json") + query).json["version"] for query in ("", "?versie=1")
        ]
        assert got == [2, 1]
        assert asked(user, "?versie=3") == all_(404)
    links = sign_in(scene.member).page(scene.url).links
    assert links["Versie 1 als pdf"] == scene.address() + "?versie=1"


def test_what_a_team_had_before_a_return_is_no_file_for_it_again(scene, asked, sign_in, clock):
    scene.at("returned")
    offer_again(scene, clock)
    assert asked(scene.member, "?versie=1") == all_(404)
    assert asked(scene.member) == asked(scene.member, "?versie=2") == all_(200)
    assert "Versie 1 als pdf" not in sign_in(scene.member).page(scene.url).links
    assert asked(scene.coordinator, "?versie=1") == all_(200)


def test_rule_3_another_team_does_not_get_the_version_of_the_team_before(scene, make, sign_in, asked, clock):
    scene.at("returned")
    other = make.team("Sociaal team Nieuw-Vennep", areas=("2150",))
    newcomer, act = make.team_member(other), scene.act(scene.coordinator)
    beginning_service.change_course(
        act, scene.reference, scene.now.version, Course(ToTeam(other.id), "A", "Het gezin werkt daar.")
    )
    scene.consent()
    offer_again(scene, clock)
    assert asked(newcomer, "?versie=1") == all_(404)
    assert asked(newcomer, "?versie=2") == asked(newcomer) == all_(200)
    assert set(asked(scene.member, "?versie=1", EVERY_FILE).values()) == {404}
    carla = sign_in(scene.coordinator)
    assert "Voor Sociaal team Hoofddorp, Haarlemmermeer" in lines_of(carla.open(scene.address() + "?versie=1").data)
    assert "Voor Sociaal team Nieuw-Vennep, Haarlemmermeer" in lines_of(carla.open(scene.address()).data)


@pytest.mark.each_database
@pytest.mark.parametrize("versie", ["", "0", "-1", "1.0", "x", "²", "9" * 30, "1 or 1"])
def test_what_is_no_version_is_not_found(scene, sign_in, versie):
    scene.offered()
    for file in FILES:
        answer = sign_in(scene.coordinator).open(scene.address(file), query_string={"versie": versie})
        assert answer.status_code == 404


def test_rule_11_each_download_leaves_a_line_with_version_and_form(scene, sign_in):
    scene.prepare().consent()
    sign_in(scene.coordinator).open(scene.address("concept.pdf"))
    scene.offer()
    for file in FILES:
        sign_in(scene.member).open(scene.address(file))
    sign_in(scene.member).open(scene.address() + "?versie=9")
    household = scene.trajectory.household_id
    assert [(line.actor_id, line.household_id, line.facts) for line in lines("handover.downloaded")] == [
        (scene.coordinator.id, household, {"snapshot_version": None, "form": "draft"}),
        (scene.member.id, household, {"snapshot_version": 1, "form": "pdf"}),
        (scene.member.id, household, {"snapshot_version": 1, "form": "json"}),
    ]


def test_a_team_that_takes_it_along_has_seen_it(scene, sign_in):
    scene.offered()
    sign_in(scene.coordinator).open(scene.address())
    assert scene.now.seen_at is None
    for file in FILES:
        sign_in(scene.member).open(scene.address(file))
    assert [event.step for event in scene.now.events].count("seen") == 1


def test_the_page_offers_each_reader_what_they_may_have(scene, sign_in):
    scene.prepare().consent()
    assert "Concept als pdf" in sign_in(scene.coordinator).page(scene.url).links
    assert "Concept als pdf" not in sign_in(scene.volunteer.user).page(scene.url).links
    scene.offer()
    for user in (scene.member, scene.coordinator, scene.volunteer.user):
        links = sign_in(user).page(scene.url).links
        assert links["Als pdf"] == scene.address()
        assert links["Als bestand (JSON)"] == scene.address("overdracht.json")
        assert "Concept als pdf" not in links
    scene.send_back()
    assert not [each for each in sign_in(scene.member).page(scene.url).links if each.startswith("Als ")]
    links = sign_in(scene.coordinator).page(scene.url).links
    assert {"Concept als pdf", "Versie 1 als pdf", "Versie 1 als bestand (JSON)"} <= set(links)
