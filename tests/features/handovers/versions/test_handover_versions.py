"""A version is frozen; a later change is told, sent as a newer version, and the team knows which it accepted."""

import pytest
from sqlalchemy import select

from portal.db import db
from portal.handovers.answer import service as answer_service
from portal.handovers.beginning import service as beginning_service
from portal.handovers.beginning.rules import Content
from portal.handovers.consent import service as consent_service
from portal.handovers.offer.queries import content_of, fingerprint
from portal.handovers.versions import service as versions_service
from portal.people.models.people import Notice
from portal.refusals import Refused
from tests.support.audit import lines
from tests.support.handovers import Scene

NEW = "06 12349999"


@pytest.fixture
def scene(make):
    return Scene(make)


def told(user, code="handover_renewed"):
    return db.session.scalars(select(Notice.id).where(Notice.user_id == user.id, Notice.code == code)).all()


@pytest.mark.parametrize("state", ["offered", "accepted", "planned"])
def test_a_change_since_sending_is_told_to_the_sender_and_sent_with_one_button(scene, sign_in, state):
    scene.at(state)
    carla = sign_in(scene.coordinator)
    assert "Gewijzigd sinds het versturen" not in carla.page(scene.url).text
    scene.change_phone()
    page = carla.page(scene.url)
    assert "Gewijzigd sinds het versturen" in page.text
    assert "wie er meegaat en hoe zij te bereiken zijn" in page.text
    assert NEW not in sign_in(scene.member).page(scene.url).text

    preview = carla.page(page.links["Nieuwe versie nakijken en sturen"])
    assert NEW in preview.text
    answer = preview.form("Nieuwe versie sturen").submit().follow()
    assert "Gewijzigd sinds het versturen" not in answer.text
    assert scene.now.state == state
    assert NEW in sign_in(scene.member).page(scene.url).text
    assert [line.facts["snapshot_version"] for line in lines("handover.renewed")] == [2]
    assert "Versie 2. Gewijzigd: wie er meegaat en hoe zij te bereiken zijn." in answer.text


def test_needs_are_edited_while_the_team_has_it_and_read_once_they_are_sent(make, sign_in):
    scene = Scene(make, "B").at("accepted")
    page = sign_in(scene.coordinator).page(f"{scene.url}/inhoud")
    assert "heeft Sociaal team Hoofddorp wat u al stuurde" in page.text
    sentence = "Hulp bij de huurtoeslag."
    page.form("Opslaan").submit(**{"needs-0-sentence": sentence}).follow()
    assert scene.now.state == "accepted"
    assert sentence not in sign_in(scene.member).page(scene.url).text
    assert "die het wijkteam leest: wat er nodig is." in sign_in(scene.coordinator).page(scene.url).text
    assert sentence in sign_in(scene.coordinator).page(f"{scene.url}/concept").text
    scene.read().renew()
    assert sentence in sign_in(scene.member).page(scene.url).text


def test_the_team_sees_which_version_it_accepted_and_reads_both(scene, sign_in):
    scene.at("accepted").change_phone().renew()
    wim = sign_in(scene.member)
    page = wim.page(scene.url)
    assert "U nam versie 1 aan; er is nu versie 2." in page.text
    first, second = (wim.page(page.links[f"Versie {n} lezen"]) for n in (1, 2))
    assert NEW not in first.text and "deze is aangenomen" in first.text and "er is een nieuwere" in first.text
    assert NEW in second.text and "de nieuwste" in second.text
    assert [line.facts["snapshot_version"] for line in lines("handover.opened")][-2:] == [1, 2]
    assert scene.now.accepted_version == 1


def test_a_page_that_showed_version_1_does_not_accept_version_2_unread(scene, sign_in):
    scene.offered()
    page = sign_in(scene.member).page(scene.url)
    scene.change_phone().renew()
    answer = page.form("Zelf aannemen").submit()
    assert answer.status == 409
    assert "Er kwam een nieuwe versie terwijl u las" in answer.text
    assert NEW in answer.text
    assert scene.now.state == "offered"
    answer.form("Zelf aannemen").submit().follow()
    assert (scene.now.state, scene.now.accepted_version) == ("accepted", 2)


@pytest.mark.each_database
@pytest.mark.parametrize("read", [None, 0, 2])
def test_a_version_that_is_not_there_accepts_nothing(scene, read):
    scene.offered()
    with pytest.raises(Refused, match="version_changed"):
        answer_service.accept(scene.act(scene.member), scene.reference, read)


def test_a_renewed_offer_is_new_again_to_the_team(scene, sign_in):
    scene.offered()
    wim = sign_in(scene.member)
    wim.page(scene.url)
    assert "Nieuw" not in wim.page("/overdrachten").all("article")[0].text
    scene.change_phone().renew()
    assert "Nieuw" in wim.page("/overdrachten").all("article")[0].text
    wim.page(scene.url)
    assert [event.step for event in scene.now.events].count("seen") == 2


def test_who_accepted_is_told_and_before_that_everyone_in_the_team(scene, make):
    colleague = make.team_member(scene.team)
    scene.offered().change_phone().renew()
    assert len(told(scene.member)) == len(told(colleague)) == 1
    scene.accept().change_phone("+31612348888").renew()
    assert (len(told(scene.member)), len(told(colleague))) == (2, 1)


def test_rule_10_a_second_tap_sends_one_version(scene):
    scene.offered().change_phone()
    scene.renew()
    scene.renew()
    assert len(scene.now.snapshots) == 2
    assert len(lines("handover.renewed")) == 1


def test_nothing_changed_is_nothing_to_send(scene, sign_in):
    scene.offered()
    with pytest.raises(Refused, match="nothing_changed"):
        scene.renew()
    assert sign_in(scene.coordinator).page(f"{scene.url}/nieuwe-versie", status=303).location.endswith(scene.url)


def test_something_else_than_was_read_is_not_sent(scene, sign_in):
    scene.offered().change_phone()
    preview = sign_in(scene.coordinator).page(f"{scene.url}/nieuwe-versie")
    scene.change_phone("+31612347777")
    answer = preview.form("Nieuwe versie sturen").submit()
    assert answer.status == 409
    assert "06 12347777" in answer.text
    assert len(scene.now.snapshots) == 1


def test_rule_9_a_newer_version_needs_the_consent_of_who_came_to_the_household(scene, sign_in):
    scene.offered()
    other = scene.another_adult()
    scene.change_phone()
    with pytest.raises(Refused, match="consent_missing"):
        scene.renew()
    page = sign_in(scene.coordinator).page(f"{scene.url}/nieuwe-versie")
    assert "Toestemming van Selam Tekle" in page.text
    assert "Nieuwe versie sturen" not in page.buttons
    consent_service.stay_out(scene.act(scene.coordinator), scene.reference, other)
    scene.renew()
    assert len(scene.now.snapshots) == 2


@pytest.mark.parametrize("state", ["prepared", "held", "completed", "returned", "withdrawn"])
def test_elsewhere_no_version_is_sent(scene, sign_in, state):
    scene.at(state)
    seen = fingerprint(content_of(scene.now))
    with pytest.raises(Refused, match="handover_moved_on"):
        versions_service.renew(scene.act(scene.coordinator), scene.reference, seen)
    answer = sign_in(scene.coordinator).send(f"{scene.url}/nieuwe-versie", {"seen": seen}, status=409)
    assert "Deze stap past niet meer" in answer.text


def test_what_a_team_read_before_a_return_is_not_open_to_it_again(scene, sign_in):
    scene.at("returned")
    sign_in(scene.member).page(f"{scene.url}/versies/1", status=404)
    scene.change_phone().offer()
    wim = sign_in(scene.member)
    wim.page(f"{scene.url}/versies/1", status=404)
    assert NEW in wim.page(f"{scene.url}/versies/2").text
    assert "Versie 1 lezen" in sign_in(scene.coordinator).page(scene.url).links


def test_rule_9_no_version_is_read_after_the_consent_is_withdrawn(scene, sign_in):
    scene.at("accepted").change_phone().renew().withdraw_consent()
    for number in (1, 2):
        sign_in(scene.member).page(f"{scene.url}/versies/{number}", status=404)


def test_editing_on_an_old_page_keeps_the_text(make, sign_in):
    scene = Scene(make, "B").at("held")
    form_page = sign_in(scene.coordinator).page(f"{scene.url}/inhoud")
    answer = form_page.form("Opslaan").submit(**{"needs-0-sentence": "Nog een vraag."})
    assert answer.status == 409
    assert answer.form("Opslaan").fields["needs-0-sentence"] == ["Nog een vraag."]
    with pytest.raises(Refused, match="handover_moved_on"):
        act = scene.act(scene.coordinator)
        beginning_service.change_content(act, scene.reference, scene.now.version, Content([], None, []))


def test_a_colleague_gets_it_in_their_own_name_and_hears_of_it(scene, make, sign_in):
    colleague = make.team_member(scene.team, first_name="Sara", last_name="de Wit")
    scene.offered()
    page = sign_in(scene.member).page(scene.url)
    answer = page.form("Aannemen voor deze collega").submit(colleague=str(colleague.id)).follow()
    assert "Aangenomen voor Sara de Wit" in answer.text
    assert "Versie 1, voor Sara de Wit." in answer.text
    assert scene.now.accepted_by_id == colleague.id
    assert len(told(colleague, "handover_for_you")) == 1
    assert "Sara de Wit" in sign_in(scene.coordinator).page(scene.url).text


def test_nobody_accepts_for_who_does_not_work_in_the_team_now(scene, make):
    gone = make.team_member(scene.team)
    gone.roles[0].ended_on = make.today
    strangers = [
        make.team_member(make.team(areas=("2150",))),
        gone,
        make.team_member(scene.team, active=False),
        scene.coordinator,
    ]
    db.session.commit()
    scene.offered()
    for stranger in strangers:
        with pytest.raises(Refused, match="no_colleague"):
            answer_service.accept(scene.act(scene.member), scene.reference, 1, stranger.id)
    assert scene.now.state == "offered"


def test_alone_in_a_team_there_is_no_colleague_to_choose(scene, sign_in):
    scene.offered()
    assert "Aannemen voor deze collega" not in sign_in(scene.member).page(scene.url).buttons
