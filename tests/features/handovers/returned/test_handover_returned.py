"""The next step after a return, by its reason: a question, another team, a day to wait for, who knows them."""

import pytest
from sqlalchemy import select

from portal.db import db
from portal.handovers.beginning import service as beginning_service
from portal.handovers.beginning.rules import Course, ToTeam
from portal.handovers.path import SCOPES_OF
from portal.handovers.returned import service as returned_service
from portal.people.models.people import Notice
from portal.refusals import Refused
from tests.support.audit import lines
from tests.support.handovers import Scene


@pytest.fixture
def scene(make):
    return Scene(make)


@pytest.fixture
def other(make):
    team = make.team("Sociaal team Nieuw-Vennep", areas=("2150",))
    make.team_member(team)
    return team


def told(user, code):
    return db.session.scalars(select(Notice.id).where(Notice.user_id == user.id, Notice.code == code)).all()


def test_missing_information_is_a_question_that_the_sender_answers_before_the_next_offer(scene, sign_in):
    scene.offered()
    page = sign_in(scene.member).page(f"{scene.url}/terugsturen")
    page.form("Terugsturen").submit(reason="information_missing", note="Op welk nummer neemt iemand op?").follow()
    carla = sign_in(scene.coordinator)
    page = carla.page(scene.url)
    assert "Vraag van het wijkteam beantwoord" in page.text
    assert "Vraag bij het terugsturen" in page.text
    assert "Vraag beantwoorden" in page.links
    assert "Bied opnieuw aan" not in page.buttons
    with pytest.raises(Refused, match="question_open"):
        scene.offer()
    page.form("Bericht plaatsen").submit(text="Op het nummer van de buurvrouw, na zes uur.").follow()
    page = carla.page(scene.url)
    page.form("Bied opnieuw aan").submit().follow()
    assert scene.now.state == "offered"
    answered = sign_in(scene.member).page(scene.url).text
    assert "Op welk nummer neemt iemand op?" in answered
    assert "Op het nummer van de buurvrouw" in answered


def test_the_volunteer_answers_the_question_too(scene):
    scene.offered().send_back("information_missing", "Welke taal spreekt mevrouw?")
    scene.write(scene.volunteer.user, "Tigrinya.")
    scene.offer()
    assert scene.now.state == "offered"


def test_a_question_holds_up_no_offer_to_another_team(scene, other):
    scene.offered().send_back("information_missing", "Welke taal spreekt mevrouw?")
    act = scene.act(scene.coordinator)
    beginning_service.change_course(
        act, scene.reference, scene.now.version, Course(ToTeam(other.id), "A", "Zij hebben een tolk.")
    )
    scene.team_id = other.id
    scene.consent().offer()
    assert scene.now.state == "offered"


def test_to_the_other_team_with_one_tap_offered_at_once_where_consent_stands(scene, other, make, sign_in):
    scene.prepare().consent()
    _consent_for(scene, other)
    scene.offer()
    form = sign_in(scene.member).page(f"{scene.url}/terugsturen").form("Terugsturen")
    form.submit(reason="other_area", team=str(other.id)).follow()
    page = sign_in(scene.coordinator).page(scene.url)
    assert "Volgens het wijkteam hoort dit bij Sociaal team Nieuw-Vennep." in page.text
    answer = page.form("Naar Sociaal team Nieuw-Vennep").submit().follow()
    assert "Aangeboden aan Sociaal team Nieuw-Vennep" in answer.text
    assert (scene.now.state, scene.now.team_id) == ("offered", other.id)
    assert scene.now.other_team_reason == "Volgens Sociaal team Hoofddorp hoort het daar."
    sign_in(scene.member).page(scene.url, status=404)
    assert "Merhawi" in sign_in(make.team_member(other)).page(scene.url).text
    assert len(lines("handover.offered")) == 2


def test_rule_9_without_consent_for_the_other_team_it_waits_on_the_readiness_list(scene, other, sign_in):
    scene.offered().send_back(team_id=other.id)
    carla = sign_in(scene.coordinator)
    answer = carla.page(scene.url).form("Naar Sociaal team Nieuw-Vennep").submit()
    assert answer.location.endswith("#ready-title")
    page = answer.follow()
    assert (scene.now.state, scene.now.team_id) == ("prepared", other.id)
    ready = page.all("ul", class_="tasks")[0].all("li")
    assert "Toestemming van Merhawi" in ready[0].text
    assert told(scene.coordinator, "handover_offered") == []


def test_what_changed_meanwhile_is_read_before_it_goes_to_another_team(scene, other, sign_in):
    scene.prepare().consent()
    _consent_for(scene, other)
    scene.offer().send_back(team_id=other.id).change_phone()
    sign_in(scene.coordinator).page(scene.url).form("Naar Sociaal team Nieuw-Vennep").submit().follow()
    assert scene.now.state == "prepared"


def test_a_second_tap_passes_it_on_once(scene, other):
    scene.prepare().consent()
    _consent_for(scene, other)
    scene.offer().send_back(team_id=other.id)
    for _tap in range(2):
        returned_service.pass_on(scene.act(scene.coordinator), scene.reference, other.id, "Hoort daar.")
    assert len(scene.now.snapshots) == 2
    assert [event.step for event in scene.now.events].count("redirect") == 1


def test_without_a_named_team_the_one_that_covers_the_address_is_proposed(make, sign_in):
    scene = Scene(make)
    scene.at("returned")
    assert "Naar Sociaal team Hoofddorp" not in sign_in(scene.coordinator).page(scene.url).buttons
    scene.team.coverage[0].valid_until = make.today
    make.save(scene.team)
    make.team("Sociaal team Nieuw-Vennep")
    page = sign_in(scene.coordinator).page(scene.url)
    assert "Bij de postcode hoort Sociaal team Nieuw-Vennep." in page.text
    assert "Naar Sociaal team Nieuw-Vennep" in page.buttons


def test_a_team_that_cannot_have_it_is_refused(scene, make):
    far = make.team("Verweg", areas=("9999",))
    far.municipality = make.municipality("Groningen")
    make.save(far)
    scene.offered()
    for team in (far.id, scene.team_id, 99999):
        with pytest.raises(Refused, match="team_unknown"):
            scene.send_back(team_id=team)
    scene.send_back()
    for team in (far.id, scene.team_id):
        with pytest.raises(Refused, match="team_unknown"):
            returned_service.pass_on(scene.act(scene.coordinator), scene.reference, team, "Hoort daar.")


def test_known_already_goes_to_the_worker_they_name(scene, make, sign_in):
    sara = make.team_member(scene.team, first_name="Sara", last_name="de Wit")
    scene.offered()
    form = sign_in(scene.member).page(f"{scene.url}/terugsturen").form("Terugsturen")
    assert form.submit(reason="known_already").form("Terugsturen").errors.keys() == {"worker"}
    form.submit(reason="known_already", worker="sara  de wit").follow()
    before = len(told(scene.member, "handover_offered"))
    sign_in(scene.coordinator).page(scene.url).form("Aanbieden aan sara de wit").submit().follow()
    assert scene.now.state == "offered"
    assert len(told(sara, "handover_offered")) == 2
    assert len(told(scene.member, "handover_offered")) == before
    wim = sign_in(scene.member)
    assert "Voor sara de wit" in wim.page("/overdrachten").html
    page = wim.page(scene.url)
    page.form("Aannemen voor Sara de Wit").submit().follow()
    assert scene.now.accepted_by_id == sara.id


def test_a_function_that_names_no_member_is_told_to_all(scene, sign_in):
    scene.offered().send_back("known_already", worker="onze gezinscoach")
    sign_in(scene.coordinator).page(scene.url).form("Aanbieden aan onze gezinscoach").submit().follow()
    assert len(told(scene.member, "handover_offered")) == 2
    page = sign_in(scene.member).page(scene.url)
    assert "Voor onze gezinscoach" in page.text
    assert "Zelf aannemen" in page.buttons


@pytest.mark.parametrize("step", ["offer_again", "pass_on"])
def test_elsewhere_there_is_nothing_to_offer_again(scene, other, step):
    scene.at("accepted")
    more = (other.id, "Hoort daar.") if step == "pass_on" else ()
    with pytest.raises(Refused, match="handover_moved_on"):
        getattr(returned_service, step)(scene.act(scene.coordinator), scene.reference, *more)


def test_the_form_of_a_return_keeps_all_that_was_typed_on_an_old_page(scene, other, sign_in):
    scene.offered()
    form = sign_in(scene.member).page(f"{scene.url}/terugsturen").form("Terugsturen")
    scene.withdraw()
    answer = form.submit(reason="other_area", team=str(other.id), note="Aan de andere kant van de ring.", worker="Sara")
    assert answer.status == 409
    kept = answer.form("Terugsturen").fields
    assert (kept["team"], kept["worker"]) == ([str(other.id)], ["Sara"])
    assert "ingetrokken" in answer.text


def _consent_for(scene, team):
    """The client consented for this team too, as when it was asked before."""
    for scope in SCOPES_OF[scene.variant]:
        scene.make.consent(scene.client, team, scene.coordinator, scope)
