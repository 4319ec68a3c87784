"""The handovers of a neighbourhood team: it sees its own, from the offer on, and nothing else."""

import pytest
from sqlalchemy import select

from portal.access import Action, may
from portal.db import db
from portal.handovers import queries
from portal.handovers.models.handover import WarmHandover
from portal.people.models.people import Notice
from tests.support.audit import lines
from tests.support.handovers import WAYS, Scene

STEPS = ("", "/aannemen", "/terugsturen", "/afspraak", "/gesprek", "/afronden")


@pytest.fixture
def scene(make):
    return Scene(make)


def test_rule_3_before_the_offer_a_team_finds_nothing(scene, sign_in):
    scene.prepare().consent()
    wim = sign_in(scene.member)
    wim.page(scene.url, status=404)
    assert scene.reference not in wim.page("/overdrachten?stand=all").text


@pytest.mark.parametrize("step", STEPS)
def test_rule_3_another_team_finds_nothing_at_any_address(scene, make, sign_in, step):
    scene.offered()
    stranger = sign_in(make.team_member(make.team(areas=("2150",))))
    if step in ("/aannemen", "/afronden"):
        stranger.send(scene.url + step, status=404)
    else:
        stranger.page(scene.url + step, status=404)


def test_rule_3_a_guessed_reference_finds_nothing(scene, sign_in):
    scene.offered()
    sign_in(scene.member).page("/overdrachten/WO-AAAA-AAAA", status=404)


def test_rule_3_a_coordinator_of_another_location_finds_nothing(scene, make, sign_in):
    scene.offered()
    other = sign_in(make.coordinator(make.location("Team Haarlem")))
    other.page(scene.url, status=404)
    assert scene.reference not in other.page("/overdrachten?stand=all").text


def test_rule_3_a_former_volunteer_finds_it_no_longer_once_the_overlap_is_over(scene, sign_in, clock):
    scene.at("accepted")
    noor = sign_in(scene.volunteer.user)
    assert "aangenomen" in noor.page(scene.url).text
    scene.hold().complete()
    assert "afgerond" in noor.page(scene.url).text
    clock.move(days=29)
    sign_in(scene.volunteer.user).page(scene.url, status=404)


def test_the_volunteer_follows_it_and_changes_nothing(scene, sign_in):
    scene.at("offered")
    page = sign_in(scene.volunteer.user).page(scene.url)
    assert "Intrekken" not in page.links
    sign_in(scene.volunteer.user).page(f"{scene.url}/intrekken", status=403)
    sign_in(scene.volunteer.user).send(f"{scene.url}/aanbieden", {"seen": "x"}, status=403)


def test_after_another_team_is_chosen_the_first_finds_nothing(scene, make, sign_in):
    other = make.team("Sociaal team Nieuw-Vennep", areas=("2150",))
    scene.at("returned")
    assert "teruggestuurd" in sign_in(scene.member).page(scene.url).text
    page = sign_in(scene.coordinator).page(f"{scene.url}/wijkteam")
    page.form("Opslaan").submit(team=str(other.id), reason="Het adres hoort daarbij.").follow()
    sign_in(scene.member).page(scene.url, status=404)
    assert scene.now.state == "prepared"


def test_of_a_returned_one_the_team_reads_the_timeline_alone(scene, sign_in):
    scene.at("returned")
    page = sign_in(scene.member).page(scene.url)
    assert "Merhawi" not in page.text
    assert "Het hoort bij een ander wijkteam." in page.text


def test_a_withdrawn_one_shows_the_team_that_it_is_off_and_nothing_more(scene, sign_in):
    scene.at("planned").withdraw()
    page = sign_in(scene.member).page(scene.url)
    assert "Het gezin verhuist." in page.text
    assert "Merhawi" not in page.text
    assert page.buttons.count("Zelf aannemen") == 0


def test_withdrawn_before_any_offer_the_team_never_knew(scene, sign_in):
    scene.prepare().withdraw()
    sign_in(scene.member).page(scene.url, status=404)
    assert db.session.scalars(select(Notice).where(Notice.user_id == scene.member.id)).all() == []


def test_a_new_team_does_not_read_what_happened_with_the_one_before(scene, make, sign_in):
    other = make.team("Sociaal team Nieuw-Vennep", areas=("2150",))
    newcomer = make.team_member(other)
    scene.at("returned")
    sign_in(scene.coordinator).page(f"{scene.url}/wijkteam").form("Opslaan").submit(
        team=str(other.id), reason="Het adres hoort daarbij."
    )
    scene.team_id = other.id
    scene.consent().offer()
    page = sign_in(newcomer).page(scene.url)
    assert "Merhawi" in page.text
    assert "Teruggestuurd" not in page.text
    assert "Sociaal team Hoofddorp" not in page.text


@pytest.mark.parametrize("state", WAYS)
def test_what_is_on_the_list_and_what_may_be_opened_is_the_same(scene, make, state):
    scene.at(state)
    everyone = [scene.coordinator, scene.volunteer.user, scene.member]
    everyone += [make.admin(), make.coordinator(make.location("Elders")), make.team_member(make.team())]
    for user in everyone:
        actor = make.actor(user)
        listed = db.session.scalars(queries.visible_to(actor)).unique().all()
        assert (scene.now in listed) == may(actor, Action.VIEW_HANDOVER, scene.now)


def test_opening_leaves_a_line_and_the_first_time_marks_it_seen(scene, sign_in):
    scene.offered()
    wim = sign_in(scene.member)
    assert "nog niet geopend" in sign_in(scene.coordinator).page(scene.url).text
    before = len(lines("handover.opened"))
    wim.page(scene.url)
    wim.page(scene.url)
    opened = lines("handover.opened")[before:]
    assert [(line.actor_id, line.facts) for line in opened] == [(scene.member.id, {"snapshot_version": 1})] * 2
    assert [event.step for event in scene.now.events].count("seen") == 1


def test_a_list_with_names_leaves_a_line_per_handover(scene, sign_in):
    scene.at("accepted")
    sign_in(scene.member).page("/overdrachten")
    sign_in(scene.member).page("/overdrachten")
    assert [line.subject_id for line in lines("handover.listed")] == [scene.now.id]


def test_names_stand_on_the_teams_list_only_once_it_accepted(scene, sign_in):
    scene.offered()
    wim = sign_in(scene.member)
    assert "Merhawi" not in wim.page("/overdrachten").text
    scene.accept()
    assert "Merhawi" in wim.page("/overdrachten").text


def test_a_team_never_reads_the_file_itself(scene, sign_in):
    scene.at("accepted")
    sign_in(scene.member).page(f"/trajecten/{scene.trajectory_id}", status=404)
    sign_in(scene.member).page(f"/trajecten/{scene.trajectory_id}/overdracht", status=404)


def test_the_focal_team_is_told_of_the_offer(scene, make):
    colleague = make.team_member(scene.team)
    scene.offered()
    told = db.session.scalars(select(Notice.user_id).where(Notice.code == "handover_offered")).all()
    assert set(told) == {scene.member.id, colleague.id}


def test_a_reference_is_short_readable_and_new_each_time(scene, make):
    references = set()
    for _each in range(5):
        scene.prepare().withdraw()
        references.add(scene.reference)
    assert len(references) == 5
    assert all(len(reference) == 12 and reference.startswith("WO-") for reference in references)
    assert len(db.session.scalars(select(WarmHandover)).all()) == 5


def test_rule_3_a_team_reads_the_timeline_from_the_offer_on(scene, make, sign_in):
    scene.at("returned")
    other = make.team("Sociaal team Nieuw-Vennep", areas=("2150",))
    newcomer = make.team_member(other)
    page = sign_in(scene.coordinator).page(f"{scene.url}/wijkteam")
    page.form("Opslaan").submit(team=str(other.id), reason="Het adres hoort daarbij.")
    scene.team_id = other.id
    scene.consent().offer()
    assert read_by(make.actor(newcomer), scene) == ["offer"]
    assert read_by(make.actor(scene.coordinator), scene) == ["offer", "redirect", "return", "offer", "prepare"]


def test_rule_3_the_first_team_does_not_read_the_preparation_either(scene, make):
    scene.at("accepted")
    assert read_by(make.actor(scene.member), scene) == ["accept", "offer"]


def read_by(actor, scene):
    """The steps of the timeline that somebody reads, newest first."""
    return [event.step for event in queries.timeline(actor, scene.now)]
