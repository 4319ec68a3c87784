"""Completion: who leads, until when the volunteer looks in, from when retention counts, what they read."""

import pytest
from sqlalchemy import select

from portal.contacts import service as contacts
from portal.contacts.rules import ContactDetails
from portal.db import db
from portal.handovers.ending import service as ending_service
from portal.handovers.ending.rules import Closing
from portal.handovers.ending.service import end_overlaps
from portal.handovers.terms import queries as terms_queries
from portal.handovers.terms import service as terms_service
from portal.people.models.people import Notice
from portal.refusals import NotVisible, Refused
from portal.trajectories import queries
from portal.trajectories.assignments import service as trajectories
from portal.trajectories.models.trajectory import Goal
from tests.support.audit import lines
from tests.support.handovers import Scene
from tests.support.ways import Inside


@pytest.fixture
def scene(make):
    return Scene(make)


def visit(make, on_date):
    topics = frozenset({make.topic().id})
    return ContactDetails(on_date, 30, "home_visit", "regular", True, topics, "Afscheid genomen.")


def test_the_volunteer_looks_in_for_the_weeks_that_were_agreed_and_not_a_day_longer(scene, make, sign_in, clock):
    held = sign_in(scene.at("held").member).page(scene.url)
    held.form("Overdracht afronden").submit(weeks="2").follow()
    assert (scene.now.overlap_until, scene.now.access_until) == (make.day(14), make.day(14))
    file = f"/trajecten/{scene.trajectory_id}"
    clock.move(days=14)
    assert "Meekijken tot en met 23 maart 2026" in sign_in(scene.volunteer.user).page(file).text
    clock.move(days=1)
    vera = sign_in(scene.volunteer.user)
    for address in (file, scene.url, f"{file}/contact"):
        vera.page(address, status=404)
    assert make.reload(scene.trajectory).current is not None  # nobody had to do anything for that


def test_the_coordinator_reads_what_to_do_now_until_the_question_whether_the_household_arrived(scene, sign_in):
    scene.at("completed")
    page = sign_in(scene.coordinator).page(scene.url)
    assert "Maak een nieuwe contactkaart voor het huishouden." in page.text
    assert "Over een paar weken" not in sign_in(scene.volunteer.user).page(scene.url).text
    scene.check()
    assert "Maak een nieuwe contactkaart voor" not in sign_in(scene.coordinator).page(scene.url).text


def test_four_weeks_unless_something_else_was_agreed(scene, make, sign_in):
    scene.at("held")
    form = sign_in(scene.member).page(scene.url).form("Overdracht afronden")
    assert form.fields["weeks"] == ["4"]
    scene.complete()
    assert scene.now.overlap_until == make.day(28)


def test_without_an_overlap_access_ends_at_once(scene, make, sign_in):
    scene.at("held").complete(weeks=0)
    sign_in(scene.volunteer.user).page(f"/trajecten/{scene.trajectory_id}", status=404)
    assignment = make.reload(scene.trajectory).assignments[0]
    assert (assignment.ends_on, assignment.end_reason, assignment.access_until) == (make.today, "closed", None)


def test_an_overlap_that_is_none_is_refused_and_completes_nothing(scene, sign_in):
    scene.at("held")
    answer = sign_in(scene.member).send(f"{scene.url}/afronden", {"weeks": "99"}, status=422)
    assert "weeks" in answer.form("Overdracht afronden").errors
    with pytest.raises(Refused, match="overlap_too_long"):
        scene.complete(weeks=99)
    assert scene.now.state == "held"


@pytest.mark.parametrize(("weeks", "days"), [(0, 0), (4, 28)])
def test_retention_counts_from_the_closure_or_the_end_of_the_overlap(scene, make, weeks, days):
    scene.at("held").complete(weeks=weeks)
    assert make.reload(scene.trajectory).retention_from == make.day(days)


def test_retention_counts_from_an_ordinary_closure_too(scene, make):
    act = make.act(scene.coordinator)
    ending_service.close(act, scene.trajectory_id, Closing("moved_away", "Naar Almere."))
    assert make.reload(scene.trajectory).retention_from == make.today


def test_who_looks_in_logs_what_was_before_the_closure_and_nothing_after(scene, make, sign_in, clock):
    scene.at("completed")
    link = sign_in(scene.volunteer.user).page(f"/trajecten/{scene.trajectory_id}").links
    assert any(words.startswith("Contact van voor de afronding vastleggen") for words in link)
    clock.move(days=3)
    act = make.act(scene.volunteer.user)
    contacts.log(act, [scene.trajectory_id], visit(make, make.day(-4)), "key-before")
    with pytest.raises(Refused, match="contact_after_closure"):
        contacts.log(act, [scene.trajectory_id], visit(make, make.today), "key-after")


def test_who_looks_in_gives_nothing_back(scene, make, sign_in):
    scene.at("completed")
    act = make.act(scene.volunteer.user)
    with pytest.raises(Refused, match="trajectory_closed"):
        trajectories.release(act, scene.trajectory_id, "no_time", None)
    assert make.reload(scene.trajectory).current is not None


def test_looking_in_is_no_caseload(scene, make, sign_in):
    scene.at("completed")
    [facts] = queries.volunteer_facts([scene.volunteer.id], make.today).values()
    assert (facts.households, facts.hours_expected) == (0, 0)
    vera, carla = sign_in(scene.volunteer.user), sign_in(scene.coordinator)
    name = scene.trajectory.household.name
    for page in ("/vandaag", "/deze-week", "/beschikbaar"):
        assert name not in vera.page(page).text
    assert vera.page("/onderweg/huishoudens").json["households"] == []
    for page in ("/bord", "/bord/loopt-af", "/bord/stil", "/bord/wachtlijst", "/bord/zonder-intake"):
        assert name not in carla.page(page).text
    assert name not in carla.page(f"/bord/vrijwilligers/{scene.volunteer.id}").text


def test_the_daily_work_ends_what_is_over_with_a_line_each(scene, make, clock):
    scene.at("completed")
    other = Scene.another(make).at("held").complete(weeks=8)
    clock.move(days=28)
    act = make.act(make.admin())
    assert end_overlaps(act) == {"ended": 0, "failed": 0}
    clock.move(days=1)
    act = make.act(make.admin())
    assert [end_overlaps(act)["ended"] for _run in range(2)] == [1, 0]
    ended = make.reload(scene.trajectory).assignments[0]
    assert (ended.ends_on, ended.end_reason) == (make.day(-1), "closed")
    assert make.reload(other.trajectory).current is not None
    assert [line.facts for line in lines("trajectory.overlap_ended")] == [{"volunteer_id": scene.volunteer.id}]


def test_the_volunteer_is_told_and_reads_what_they_did_together(scene, make, sign_in):
    user = scene.volunteer.user
    for days in (1, 3):
        make.contact(scene.trajectory, user, minutes=45, on_date=make.day(-days))
    make.contact(scene.trajectory, user, reached=False, minutes=30)
    make.contact(scene.trajectory, scene.coordinator, minutes=600)
    doers = ("client", "together", "volunteer")
    items = make.checklist(scene.trajectory, 4)
    for item, done_by in zip(items, doers, strict=False):
        item.state, item.done_by, item.changed_by_id, item.changed_at = "done", done_by, user.id, make.clock()
        make.save(item)
    items[3].state, items[3].reason = "not_applicable", "Geen kinderen."
    items[3].changed_by_id, items[3].changed_at = user.id, make.clock()
    make.save(items[3])
    for scale in ("alone", "together", "not_yet", "not_applicable"):
        goal = {"topic_id": make.topic().id, "words": "Zelf bellen.", "looked_at_on": make.today, "scale": scale}
        make.save(Goal(trajectory_id=scene.trajectory_id, **goal))
    scene.at("completed")
    told = db.session.scalars(select(Notice).where(Notice.code == "trajectory_handed_over")).one()
    assert (told.user_id, told.path) == (user.id, f"{scene.url}/samen")
    page = sign_in(user).page(told.path)
    for words in (
        "Van 23 februari 2026 tot 9 maart 2026",
        "U sprak elkaar 2 keer.",
        "2 uur van uw tijd",
        "Er zijn 3 punten geregeld. De cliënt deed 1 punt zelf. U deed 1 punt samen.",
        "Van de 3 doelen lukt er nu 1 met een beetje hulp of zelf.",
        "Dank u wel voor uw tijd en uw aandacht.",
        "Tot en met 6 april 2026",
    ):
        assert words in page.text
    assert "!" not in page.text
    assert "Merhawi" in page.text
    assert [line.facts for line in lines("trajectory.listed")][-1] == {"list": "together"}


def test_after_the_overlap_the_message_stays_without_any_name(scene, sign_in, clock):
    scene.at("completed")
    clock.move(days=40)
    page = sign_in(scene.volunteer.user).page(f"{scene.url}/samen")
    assert "Dank u wel" in page.text
    assert "Merhawi" not in page.html
    assert f"/trajecten/{scene.trajectory_id}" not in page.links.values()


def test_the_message_is_of_whose_support_ended_with_it_alone(scene, make, sign_in):
    former = make.volunteer()
    make.assignment(scene.trajectory, former, ends_on=make.day(-1), end_reason="no_time")
    sign_in(scene.at("held").volunteer.user).page(f"{scene.url}/samen", status=404)
    scene.complete()
    for stranger in (former.user, make.volunteer().user):
        sign_in(stranger).page(f"{scene.url}/samen", status=404)
    for other in (scene.coordinator, scene.member):
        sign_in(other).page(f"{scene.url}/samen", status=403)


def test_after_an_internal_one_the_message_leads_to_what_is_kept(make, sign_in):
    scene = Inside(make).through()
    page = sign_in(scene.volunteer.user).page(f"{scene.url}/samen")
    assert page.links["Bekijk het volgende traject"] == f"/trajecten/{scene.now.next_trajectory_id}/claimen"


def test_a_trajectory_without_a_volunteer_completes_too(scene, make):
    scene.trajectory.assignments[0].ends_on = make.today
    make.save(scene.trajectory)
    scene.at("completed")
    assert (scene.now.overlap_until, make.reload(scene.trajectory).retention_from) == (None, make.today)


def test_rule_3_a_stranger_completes_nothing(scene, make):
    scene.at("held")
    scene.member = make.team_member(make.team(areas=("2150",)))
    with pytest.raises(NotVisible):
        scene.complete()


def test_the_functional_admin_sets_how_long_the_overlap_usually_is(scene, sign_in, make):
    terms_service.change_settings(make.act(make.admin()), terms_queries.settings().version, overlap_weeks=6)
    scene.at("held")
    assert sign_in(scene.member).page(scene.url).form("Overdracht afronden").fields["weeks"] == ["6"]
    scene.complete()
    assert scene.now.overlap_until == make.day(42)
