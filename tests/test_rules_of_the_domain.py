"""The twelve rules that must never break (domain.md section 3), each by name and through the portal.

Each is told here in a few lines, and held in depth where it belongs: `grep -rn test_rule_4_ tests`.
"""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from portal.audit import AuditLine
from portal.contacts.models import ContactMoment
from portal.db import db
from portal.handovers.models.handover import WarmHandover
from portal.people.models.people import Notice
from portal.trajectories.models.trajectory import Assignment
from tests.pages import without_tokens
from tests.support.asking import stop_at_the_end, table, visitor
from tests.support.documents import text_of
from tests.support.handovers import Scene
from tests.support.smtp import sent_now
from tests.support.world import World, routes

NAMES = ("Merhawi", "Tekle", "Kerklaan", "+31612340000", "06 12340000", "HM-0")


def pages_open_to(app, world, clock, person):
    """(address, HTML or what stands on the paper) of every page the person may open."""
    rows, addresses = table(), app.url_map.bind("localhost")
    for method, rule in routes(app):
        if method == "GET" and rows[f"GET {rule.rule}"][person] == "+":
            address = addresses.build(rule.endpoint, world.values_for(rule, person))
            got = visitor(app, world, clock, person).open(address)
            is_paper = got.mimetype == "application/pdf"
            words = text_of(got.data) if is_paper else without_tokens(got.get_data(as_text=True))
            db.session.rollback()
            yield address, words


def test_rule_1_two_who_claim_the_same_trajectory_do_not_both_get_it(make, sign_in):
    trajectory = make.trajectory()
    first, second = (sign_in(make.volunteer().user) for _each in range(2))
    pages = [each.page(f"/trajecten/{trajectory.id}/claimen") for each in (first, second)]

    answers = [page.form("claimen").submit().status for page in pages]

    assert answers == [303, 409]
    assert len(db.session.scalars(select(Assignment).where(Assignment.ends_on.is_(None))).all()) == 1


def test_rule_1_the_database_holds_no_second_current_volunteer(make):
    trajectory = make.trajectory(claimed_by=make.volunteer())

    with pytest.raises(IntegrityError):
        make.assignment(trajectory, make.volunteer())


def test_rule_2_no_page_of_somebody_who_did_not_claim_shows_a_name(app, make, clock, monkeypatch):
    world = World(make)
    stop_at_the_end(monkeypatch)
    pages = dict(pages_open_to(app, world, clock, "colleague"))

    assert {"/beschikbaar", f"/trajecten/{world.waiting.id}/claimen"} <= pages.keys()
    assert "Tigrinya" in pages["/beschikbaar"]
    assert {address for address, html in pages.items() for name in NAMES if name in html} == set()


def test_rule_3_a_former_volunteer_finds_the_file_no_longer(make, sign_in):
    volunteer = make.volunteer()
    trajectory = make.trajectory(claimed_by=volunteer)
    visitor = sign_in(volunteer.user)
    visitor.page(f"/trajecten/{trajectory.id}/vrijgeven").form("Traject vrijgeven").submit(reason="no_time")

    page = visitor.page(f"/trajecten/{trajectory.id}", status=404)

    assert not any(name in page.html for name in NAMES)


@pytest.mark.parametrize(
    "lacking",
    [
        {"status": "applying"},
        {"conduct_certificate_seen_on": None},
        {"confidentiality_signed_on": None},
        {"basic_course_on": None},
        {"function": "interpreter"},
        {"max_households": 0},
        {"hours_per_week": 0},
    ],
    ids=lambda lacking: next(iter(lacking)),
)
def test_rule_4_who_lacks_one_thing_claims_nothing(make, sign_in, lacking):
    trajectory = make.trajectory()

    answer = sign_in(make.volunteer(**lacking).user).send(f"/trajecten/{trajectory.id}/claimen")

    assert answer.status == 409
    assert make.reload(trajectory).current is None


@pytest.mark.parametrize(("days", "listed"), [(14, False), (15, True)])
def test_rule_5_without_an_intake_within_14_days_it_is_on_the_coordinators_list(make, sign_in, clock, days, listed):
    volunteer = make.volunteer()
    trajectory = make.trajectory(claimed_by=volunteer, claimed_on=make.today)
    make.contact(trajectory, volunteer.user)
    coordinator = make.coordinator()
    clock.move(days=days)

    assert ("Merhawi" in sign_in(coordinator).page("/bord/zonder-intake").text) is listed

    make.contact(trajectory, volunteer.user, purpose="intake")
    assert "Merhawi" not in sign_in(coordinator).page("/bord/zonder-intake").text


def test_rule_6_without_a_completed_handover_only_an_exception_closes(make, sign_in):
    trajectory = make.trajectory()
    address = f"/trajecten/{trajectory.id}/afsluiten"
    coordinator = sign_in(make.coordinator())

    for outcome in ("handed_over", "completed"):
        assert coordinator.send(address, {"outcome": outcome, "reason": "Klaar."}).status == 422
        assert make.reload(trajectory).open
    coordinator.send(address, {"outcome": "moved_away", "reason": "Naar Almere."}, status=303)

    assert make.reload(trajectory).closure_outcome == "moved_away"


def test_rule_7_a_handover_is_complete_only_after_a_meeting_held(make, sign_in):
    scene = Scene(make).at("accepted")
    member = sign_in(scene.member)

    assert member.send(f"{scene.url}/afronden").status == 409
    with pytest.raises(IntegrityError):
        scene.now.state = "completed"
        db.session.commit()
    db.session.rollback()
    scene.hold()
    assert member.send(f"{scene.url}/afronden").status == 303


def test_rule_8_there_is_one_open_handover_and_a_refusal_tells_why_and_what_next(make, sign_in):
    scene = Scene(make).offered()
    with pytest.raises(IntegrityError):
        make.handover(scene.trajectory, make.team())
    db.session.rollback()
    assert make.reload(scene.trajectory).lead_party == "organisation"

    assert sign_in(scene.member).send(f"{scene.url}/terugsturen", {"reason": ""}).status == 422
    scene.send_back("other_area")
    (notice,) = db.session.scalars(select(Notice).where(Notice.user_id == scene.coordinator.id))
    assert (notice.code, notice.path) == ("handover_returned", scene.url)
    assert scene.now.returned_reason == "other_area"


def test_rule_9_nothing_is_offered_without_consent_and_withdrawing_it_ends_access_at_once(make, sign_in):
    scene = Scene(make).prepare()
    coordinator, member = sign_in(scene.coordinator), sign_in(scene.member)
    without = coordinator.page(f"{scene.url}/aanbieden")
    assert "Aanbieden aan Sociaal team Hoofddorp" not in without.buttons
    coordinator.send(f"{scene.url}/aanbieden", {"seen": "x"}, status=409)

    scene.consent().offer()
    assert "Merhawi" in member.page(scene.url).text
    coordinator.send(f"{scene.url}/toestemming/{scene.client_id}/intrekken", {"team": scene.team_id}, status=303)

    assert "Merhawi" not in member.page(scene.url).text
    assert db.session.scalar(select(WarmHandover.state)) == "withdrawn"


def test_rule_10_a_double_tap_leaves_one_entry_and_an_ended_session_leaves_the_text(make, sign_in, clock):
    volunteer = make.volunteer()
    trajectory = make.trajectory(claimed_by=volunteer)
    form = sign_in(volunteer.user).page(f"/trajecten/{trajectory.id}/contact").form("Vastleggen")
    typed = {"topics": [str(make.topic().id)], "note": "De brief van DUO."}

    assert [form.submit(**typed).status for _tap in range(2)] == [303, 303]
    clock.move(hours=1)
    ended = form.submit(**{**typed, "note": "Een tweede brief."})

    assert (ended.status, "Een tweede brief." in ended.html) == (401, True)
    assert [each.note for each in db.session.scalars(select(ContactMoment))] == ["De brief van DUO."]


@pytest.mark.parametrize("person", ["volunteer", "coordinator", "team_member"])
def test_rule_11_every_page_that_shows_a_client_leaves_a_line(app, make, clock, monkeypatch, person):
    world = World(make)
    stop_at_the_end(monkeypatch)
    shown = 0
    for address, html in pages_open_to(app, world, clock, person):
        if any(name in html for name in NAMES):
            shown += 1
            of_households = select(AuditLine).where(AuditLine.household_id.is_not(None))
            newest = db.session.scalars(of_households.order_by(AuditLine.id.desc())).first()
            assert newest is not None, address
            assert (newest.actor_id, newest.at) == (world.user[person].id, clock()), address
        db.session.rollback()
        clock.move(minutes=16)
    assert shown >= {"volunteer": 10, "coordinator": 20, "team_member": 1}[person]


def test_rule_11_a_change_leaves_one_line_with_who_what_when_and_for_whom(make, sign_in, clock):
    volunteer = make.volunteer()
    trajectory = make.trajectory()

    sign_in(volunteer.user).send(f"/trajecten/{trajectory.id}/claimen", status=303)

    (line,) = db.session.scalars(select(AuditLine).where(AuditLine.event == "trajectory.claimed"))
    assert (line.actor_id, line.at, line.household_id) == (volunteer.user_id, clock(), trajectory.household_id)


def test_rule_12_a_mail_says_only_that_something_is_there(make):
    scene = Scene(make).at("completed")
    sent = sent_now(make.act(scene.coordinator))

    assert len(sent) >= 2
    for mail in sent:
        whole = mail.as_string()
        assert [name for name in (*NAMES, scene.reference, "Carla", "Noor") if name in whole] == []
