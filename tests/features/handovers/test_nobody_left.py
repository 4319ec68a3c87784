"""The last reader of a team, the last coordinator of a location: who leaves leaves nothing that nobody reads."""

from functools import partial

import pytest
from sqlalchemy import func, select

from portal.access import RoleKind
from portal.capacity_questions import service as capacity_questions_service
from portal.capacity_questions.rules import Question
from portal.db import db
from portal.handovers.offer import service as offer_service
from portal.handovers.offer.queries import content_of, fingerprint
from portal.people.accounts import service as accounts_service
from portal.people.models.people import Notice, Role, User
from portal.people.roles import service as roles_service
from portal.refusals import Refused
from tests.support.handovers import WAYS, Scene
from tests.support.races import race, rounds

WITH_TEAM = ("offered", "accepted", "planned", "held")


@pytest.fixture
def scene(make):
    return Scene(make)


@pytest.fixture
def admin(make):
    return make.admin()


def role_of(user):
    return db.session.scalars(select(Role).where(Role.user_id == user.id, Role.ended_on.is_(None))).one()


def ways_out(act, user):
    """The two ways in which somebody stops working somewhere."""
    close, end = accounts_service.close_account, roles_service.end_role
    return partial(close, act, user.id), partial(end, act, user.id, role_of(user).id)


def in_service(kind):
    return db.session.scalar(
        select(func.count(Role.id)).join(Role.user).where(Role.kind == kind, Role.ended_on.is_(None), User.active)
    )


def told(code="team_deserted"):
    return {notice.user_id for notice in db.session.scalars(select(Notice).where(Notice.code == code))}


def ask(make, scene, key="key"):
    question = Question(scene.team_id, make.today, 1, "A", scene.area)
    return capacity_questions_service.ask(make.act(scene.coordinator), question, key)


@pytest.mark.parametrize("way", [0, 1])
@pytest.mark.parametrize("state", WITH_TEAM)
def test_the_last_reader_stays_while_something_is_with_the_team(make, scene, admin, state, way):
    scene.at(state)
    with pytest.raises(Refused) as refused:
        ways_out(make.act(admin), scene.member)[way]()
    assert (refused.value.code, refused.value.facts) == ("last_team_member", {"place": scene.team.name, "count": 1})
    assert in_service(RoleKind.TEAM_MEMBER) == 1
    assert told() == set()


@pytest.mark.parametrize("way", [0, 1])
@pytest.mark.parametrize("state", [state for state in WAYS if state not in WITH_TEAM])
def test_where_nothing_waits_they_may_go(make, scene, admin, state, way):
    scene.at(state)
    ways_out(make.act(admin), scene.member)[way]()
    assert in_service(RoleKind.TEAM_MEMBER) == 0


@pytest.mark.parametrize("gone", ["role", "account"])
def test_a_colleague_who_left_before_is_nobody_to_read(make, scene, admin, gone):
    colleague = make.team_member(scene.team)
    scene.at("offered")
    act = make.act(admin)
    if gone == "role":
        roles_service.end_role(act, colleague.id, role_of(colleague).id)
    else:
        accounts_service.close_account(act, colleague.id)
    with pytest.raises(Refused, match="last_team_member"):
        accounts_service.close_account(act, scene.member.id)


def test_with_a_colleague_they_may_go(make, scene, admin):
    make.team_member(scene.team)
    scene.at("offered")
    accounts_service.close_account(make.act(admin), scene.member.id)
    assert told() == set()


def test_a_question_for_room_waits_for_a_reader_too(make, scene, admin):
    ask(make, scene)
    with pytest.raises(Refused, match="last_team_member"):
        accounts_service.close_account(make.act(admin), scene.member.id)
    accounts_service.close_account(make.act(admin), scene.member.id, knowingly=True)
    assert told() == {scene.coordinator.id}


def test_who_goes_on_knowingly_tells_the_senders_and_their_page_says_who_does_not_read(make, sign_in, scene, admin):
    scene.at("offered")
    visitor = sign_in(admin)
    page = visitor.page(f"/beheer/gebruikers/{scene.member.id}/sluiten")
    assert "leest dan niemand meer mee" in page.text
    page.form("Account sluiten").submit()
    assert not make.reload(scene.member).active
    assert told() == {scene.coordinator.id}
    carla = sign_in(scene.coordinator)
    assert f"Bij {scene.team.name} leest niemand meer mee." in carla.page("/meldingen").text
    assert f"Bij {scene.team.name} leest nu niemand mee" in carla.page(scene.url).text


def test_a_page_of_before_does_not_close_it_unread(make, sign_in, scene, admin):
    visitor = sign_in(admin)
    page = visitor.page(f"/beheer/gebruikers/{scene.member.id}/sluiten")
    assert "leest dan niemand meer mee" not in page.text
    scene.at("offered")
    after = page.form("Account sluiten").submit().follow()
    assert "leest dan niemand meer mee" in after.text
    assert make.reload(scene.member).active
    role = role_of(scene.member)
    page = visitor.page(f"/beheer/gebruikers/{scene.member.id}/rollen/{role.id}/beeindigen")
    assert "leest dan niemand meer mee" in page.text
    assert "De rol is beëindigd." in page.form("Rol beëindigen").submit().follow().text


def test_an_offer_asks_for_a_reader(make, sign_in, scene, admin):
    scene.prepare().consent()
    seen = fingerprint(content_of(scene.now))
    accounts_service.close_account(make.act(admin), scene.member.id)
    page = sign_in(scene.coordinator).page(scene.url)
    assert "Bij dit wijkteam leest nog niemand mee: er is geen account" in page.text
    assert "leest nu niemand mee" not in page.text  # nothing is with them yet
    with pytest.raises(Refused, match="team_without_reader"):
        offer_service.offer(make.act(scene.coordinator), scene.reference, seen)
    make.team_member(scene.team)
    offer_service.offer(make.act(scene.coordinator), scene.reference, seen)
    assert scene.now.state == "offered"


def test_nobody_is_asked_for_room_where_nobody_reads(make, scene, admin):
    accounts_service.close_account(make.act(admin), scene.member.id)
    with pytest.raises(Refused, match="team_without_reader"):
        ask(make, scene)


@pytest.mark.parametrize("way", [0, 1])
def test_the_last_coordinator_stays_while_trajectories_run(make, admin, way):
    trajectory = make.trajectory()
    coordinator = make.coordinator(trajectory.location)
    with pytest.raises(Refused) as refused:
        ways_out(make.act(admin), coordinator)[way]()
    assert (refused.value.code, refused.value.facts["count"]) == ("last_coordinator", 1)
    make.coordinator(make.location("Team Elders"))
    with pytest.raises(Refused, match="last_coordinator"):
        ways_out(make.act(admin), coordinator)[way]()
    make.coordinator(trajectory.location)
    ways_out(make.act(admin), coordinator)[way]()


def test_without_a_running_trajectory_the_last_coordinator_may_go_and_knowingly_always(make, admin):
    other = make.admin()
    coordinator = make.coordinator()
    make.trajectory(closed_on=make.today, closure_outcome="moved_away")
    accounts_service.close_account(make.act(admin), coordinator.id)
    coordinator = make.coordinator(make.trajectory().location)
    accounts_service.close_account(make.act(admin), coordinator.id, knowingly=True)
    assert told("location_deserted") == {other.id}


def test_a_second_tap_on_closing_is_no_leaving(make, scene, admin):
    scene.at("offered")
    for _tap in range(2):
        accounts_service.close_account(make.act(admin), scene.member.id, knowingly=True)
    assert len(db.session.scalars(select(Notice).where(Notice.code == "team_deserted")).all()) == 1


@rounds()
def test_of_two_last_readers_who_leave_at_once_one_stays(make, scene, admin, rounds):
    scene.at("offered")
    act = make.act(admin)
    for number in range(rounds):
        two = [make.team_member(scene.team) for _each in range(2)]
        if number == 0:
            accounts_service.close_account(act, scene.member.id)
        ways = ways_out(act, two[0])[number % 2], ways_out(act, two[1])[1]
        answers = race(2, lambda who, ways=ways: ways[who]())
        assert [str(each) for each in answers if each is not None] == ["last_team_member"]
        assert in_service(RoleKind.TEAM_MEMBER) == 1
        left = next(user for user in two if make.reload(user).active and role_or_none(user))
        accounts_service.close_account(act, left.id, knowingly=True)


def role_or_none(user):
    return db.session.scalars(select(Role).where(Role.user_id == user.id, Role.ended_on.is_(None))).first()


@rounds()
def test_an_offer_while_the_last_reader_leaves_is_read_or_refused(make, admin, rounds):
    act = make.act(admin)
    for _round in range(rounds):
        scene = Scene.another(make).prepare().consent()
        steps = (
            partial(accounts_service.close_account, act, scene.member.id),
            partial(
                offer_service.offer, make.act(scene.coordinator), scene.reference, fingerprint(content_of(scene.now))
            ),
        )
        answers = race(2, lambda who, steps=steps: steps[who]())
        refused = [str(each) for each in answers if isinstance(each, Exception)]
        assert refused in (["last_team_member"], ["team_without_reader"])
        assert make.reload(scene.member).active == (scene.now.state == "offered")


@rounds()
def test_of_two_last_coordinators_who_leave_at_once_one_stays(make, admin, rounds):
    location = make.trajectory().location
    act = make.act(admin)
    first = make.coordinator(location)
    for _round in range(rounds):
        second = make.coordinator(location)
        ways = [ways_out(act, user)[0] for user in (first, second)]
        answers = race(2, lambda who, ways=ways: ways[who]())
        assert [str(each) for each in answers if each is not None] == ["last_coordinator"]
        first = next(user for user in (first, second) if make.reload(user).active)


@rounds()
def test_of_two_last_admins_who_close_each_other_one_stays(make, rounds):
    first = make.admin()
    for _round in range(rounds):
        second = make.admin()
        pairs = (first, second), (second, first)
        steps = [partial(accounts_service.close_account, make.act(one), other.id) for one, other in pairs]
        answers = race(2, lambda who, steps=steps: steps[who]())
        assert [str(each) for each in answers if each is not None] == ["last_admin"]
        first = next(user for user in (first, second) if make.reload(user).active)


def test_nor_does_a_newer_version_go_where_nobody_reads_it(make, scene, admin):
    scene.at("accepted").change_phone()
    accounts_service.close_account(make.act(admin), scene.member.id, knowingly=True)
    with pytest.raises(Refused, match="team_without_reader"):
        scene.renew()
