"""The content that goes along, of whom, and only with consent (domain.md rule 9, section 4)."""

from datetime import time

import pytest
from sqlalchemy import select

from portal.audit import AuditLine
from portal.db import db
from portal.handovers.beginning import service as beginning_service
from portal.handovers.beginning.rules import Content, Course, ToTeam
from portal.handovers.consent import service as consent_service
from portal.handovers.consent.rules import GivenConsent
from portal.handovers.meeting import service as meeting_service
from portal.handovers.meeting.rules import PlannedMeeting
from portal.handovers.models.consent import Consent
from portal.handovers.models.parts import Snapshot
from portal.handovers.offer import service as offer_service
from portal.handovers.offer.queries import content_of, fingerprint
from portal.handovers.path import SCOPES, Agreed
from portal.people.models.people import Notice
from portal.refusals import Refused
from portal.trajectories.models.household import Client
from portal.trajectories.models.trajectory import Goal
from tests.support.handovers import Scene

PERSON = {"name", "phone", "languages", "language_codes", "preferred_contact"}
ALWAYS = {"reference", "variant", "people", "area", "duration_months", "ends_on", "referrer"}
WITH_NEED = {"lead_party", "needs", "who_else_helps", "goals", "agreements", "loose_ends"}


@pytest.fixture
def scene(make):
    return Scene(make)


@pytest.fixture
def with_need(make):
    return Scene(make, "B")


def refusal(function, *arguments):
    with pytest.raises(Refused) as caught:
        function(*arguments)
    return caught.value.code


def frozen():
    return db.session.scalars(select(Snapshot).order_by(Snapshot.id.desc())).first().content


def second_adult(make, scene):
    adult = Client(household_id=scene.trajectory.household_id, location_id=scene.trajectory.location_id)
    adult.first_name, adult.last_name, adult.phone = "Selam", "Tekle", "+31612340001"
    return make.save(adult).id


def test_variant_a_shares_exactly_the_minimal_data(scene):
    scene.offered()
    content = frozen()
    assert set(content) == ALWAYS
    assert [set(person) for person in content["people"]] == [PERSON]
    assert content["people"][0]["phone"] == "+31612340000"
    assert content["people"][0]["languages"] == ["Tigrinya"]
    assert content["area"] == "2132"
    assert content["referrer"] == {"location": "Team Haarlemmermeer", "function": "coordinator"}
    assert content["reference"] == scene.reference


def test_variant_b_adds_exactly_needs_goals_agreements_helpers_and_who_leads(with_need, make):
    topic = make.topic().id
    make.save(
        Goal(trajectory_id=with_need.trajectory_id, topic_id=topic, words="Zelf bellen.", looked_at_on=make.today)
    )
    make.contact(with_need.trajectory, with_need.volunteer.user, note="Geheim verhaal.")
    with_need.prepare().consent()
    act, agreed = with_need.act(with_need.coordinator), Agreed("Naar de bieb", "begeleider", make.today)
    beginning_service.change_content(
        act, with_need.reference, with_need.now.version, Content([(topic, "Brieven.")], "Huisarts", [agreed])
    )
    with_need.read().offer()
    content = frozen()
    assert set(content) == ALWAYS | WITH_NEED
    assert [set(each) for each in content["needs"]] == [{"topic", "topic_code", "sentence"}]
    assert [set(each) for each in content["goals"]] == [{"topic", "topic_code", "words", "scale"}]
    assert content["agreements"] == [{"what": "Naar de bieb", "who": "begeleider", "before": "2026-03-09"}]
    assert content["lead_party"] == "organisation"
    assert "Geheim" not in str(content)


def test_rule_9_a_part_without_consent_stays_behind(with_need):
    with_need.prepare().consent("contact", "needs").fill().read().offer()
    assert set(frozen()) == ALWAYS | {"lead_party", "needs", "who_else_helps"}


def test_rule_9_nothing_of_an_adult_who_stays_out_goes_along(scene, make):
    other = second_adult(make, scene)
    scene.prepare().consent()
    with pytest.raises(Refused, match="consent_missing"):
        scene.offer()
    consent_service.stay_out(scene.act(scene.coordinator), scene.reference, other)
    scene.offer()
    assert "Selam" not in str(frozen())
    assert "+31612340001" not in str(frozen())


def test_rule_9_without_consent_nothing_is_offered(scene, make):
    scene.prepare()
    with pytest.raises(Refused, match="consent_missing"):
        scene.offer()
    assert make.reload(scene.now).state == "prepared"


def test_rule_9_consent_for_one_team_says_nothing_about_another(scene, make):
    other = make.team("Sociaal team Nieuw-Vennep", areas=("2150",))
    make.team_member(other)
    scene.prepare().consent()
    act = scene.act(scene.coordinator)
    beginning_service.change_course(
        act, scene.reference, scene.now.version, Course(ToTeam(other.id), "A", "Het gezin werkt daar.")
    )
    with pytest.raises(Refused, match="consent_missing"):
        scene.offer()


def test_what_was_read_on_the_preview_is_what_is_frozen(scene, make):
    scene.prepare().consent()
    read = fingerprint(content_of(scene.now))
    scene.client.phone = "+31612349999"
    db.session.commit()
    assert refusal(offer_service.offer, scene.act(scene.coordinator), scene.reference, read) == "snapshot_changed"


def test_a_later_change_does_not_reach_what_the_team_reads(scene, sign_in):
    scene.offered()
    scene.client.phone = "+31612349999"
    db.session.commit()
    assert "06 12340000" in sign_in(scene.member).page(scene.url).text


def test_consent_is_kept_per_adult_team_and_part_with_how_and_by_whom(with_need, make):
    with_need.prepare().consent("contact", "goals")
    rows = db.session.scalars(select(Consent).order_by(Consent.id)).all()
    assert [row.scope for row in rows] == ["contact", "goals"]
    assert {(row.client_id, row.team_id, row.how, row.given_on, row.recorded_by_id) for row in rows} == {
        (with_need.client_id, with_need.team_id, "spoken", make.today, with_need.coordinator.id)
    }


def test_recording_the_same_consent_twice_keeps_one(scene):
    scene.prepare().consent().consent()
    assert len(db.session.scalars(select(Consent)).all()) == 1


@pytest.mark.parametrize(
    ("scopes", "days", "code"),
    [
        (["needs"], 0, "consent_without_contact"),
        (["contact"], 1, "consent_in_future"),
    ],
)
def test_consent_that_cannot_be_is_refused(with_need, make, scopes, days, code):
    with_need.prepare()
    act = with_need.act(with_need.coordinator)
    given = GivenConsent(scopes, "spoken", make.day(days))
    assert refusal(consent_service.record, act, with_need.reference, with_need.client_id, given) == code


def test_variant_a_asks_no_consent_for_more_than_it_shares(scene, make):
    scene.prepare()
    given = GivenConsent(SCOPES, "spoken", make.today)
    arguments = (scene.act(scene.coordinator), scene.reference, scene.client_id, given)
    assert refusal(consent_service.record, *arguments) == "scope_not_shared"


@pytest.mark.parametrize("state", ["offered", "accepted", "planned", "held"])
def test_rule_9_withdrawing_consent_ends_access_at_once_and_tells_both_sides(scene, sign_in, state):
    scene.at(state).withdraw_consent()
    assert scene.now.state == "withdrawn"
    for side in (sign_in(scene.member), sign_in(scene.coordinator)):
        page = side.page(scene.url)
        assert f"{scene.team.name} kon daarna niet meer lezen wat er meeging." in page.text
    team_page = sign_in(scene.member).page(scene.url)
    assert "Merhawi" not in team_page.text
    assert "06 12340000" not in team_page.text
    told = set(db.session.scalars(select(Notice.user_id).where(Notice.code == "consent_withdrawn")))
    assert {scene.member.id, scene.volunteer.user_id} <= told


def test_rule_9_where_a_meeting_would_be_is_not_read_after_consent_is_withdrawn(scene, sign_in):
    scene.at("accepted")
    place = "Bij de familie thuis, Kerklaan 12"
    meeting_service.plan(scene.act(scene.member), scene.reference, PlannedMeeting(scene.make.day(3), time(10), place))
    team, sender = sign_in(scene.member), sign_in(scene.coordinator)
    assert "Kerklaan 12" in team.page(scene.url).text
    scene.withdraw_consent()
    pages = [team.page(f"{scene.url}{path}") for path in ("", "/afspraak", "/terugsturen", "/gesprek")]
    sent = {"meeting_on": scene.make.day(4).isoformat(), "meeting_at": "11:00", "meeting_place": "Wijkcentrum"}
    pages.append(team.send(f"{scene.url}/afspraak", sent, status=409))
    assert not [page.url for page in pages if "Kerklaan" in page.html]
    assert "12 maart 2026" in pages[0].text
    assert "Kerklaan 12" in sender.page(scene.url).text


def test_rule_9_withdrawing_consent_hides_the_snapshot_of_a_completed_handover(scene, sign_in):
    scene.at("completed").withdraw_consent()
    page = sign_in(scene.member).page(scene.url)
    assert scene.now.state == "completed"
    assert "Merhawi" not in page.text
    assert "De cliënt wil niet meer dat deze gegevens worden gedeeld." in page.text
    assert "Merhawi" not in sign_in(scene.member).page("/overdrachten?stand=all").text


def test_withdrawing_consent_before_the_offer_leaves_the_preparation(scene):
    scene.prepare().consent().withdraw_consent()
    assert scene.now.state == "prepared"
    with pytest.raises(Refused, match="consent_missing"):
        scene.offer()


def test_withdrawing_consent_twice_is_once(scene):
    scene.at("offered").withdraw_consent().withdraw_consent()
    lines = db.session.scalars(select(AuditLine).where(AuditLine.event == "consent.withdrawn")).all()
    assert len(lines) == 1


def test_no_part_is_ticked_beforehand(with_need, sign_in):
    with_need.prepare()
    page = sign_in(with_need.coordinator).page(f"{with_need.url}/toestemming/{with_need.client_id}")
    fields = page.form("Toestemming vastleggen").fields
    assert fields.get("scopes") is None
    assert fields.get("how") is None
    assert fields["given_on"] == ["2026-03-09"]  # today: a day says nothing of what may be shared


def test_the_volunteer_may_record_the_consent_they_were_given_at_home(scene, sign_in):
    scene.prepare()
    page = sign_in(scene.volunteer.user).page(f"{scene.url}/toestemming/{scene.client_id}")
    answer = page.form("Toestemming vastleggen").submit(scopes="contact", how="signed", given_on="2026-03-08")
    assert "gaf toestemming" in answer.follow().text


def test_rule_12_a_notice_names_the_reference_and_nobody(scene):
    scene.at("completed")
    notices = db.session.scalars(select(Notice)).all()
    assert notices
    for notice in notices:
        assert set(notice.facts) <= {"reference"}
        assert "Merhawi" not in str(notice.facts) + notice.path
