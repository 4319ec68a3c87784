"""Coordinators and team members say who stands in for them, and when they are away."""

import pytest

from portal.people.models.stand_ins import StandIn
from portal.people.stand_ins.queries import told_for
from tests.support.audit import lines
from tests.support.handovers import Scene

PAGE = "/mijn-gegevens"


@pytest.fixture
def scene(make):
    return Scene(make)


def form(visitor):
    return visitor.page(PAGE).form("Vervanging opslaan")


def choices(visitor):
    return {node.text for node in visitor.page(PAGE).form("/vervanging").node.all("option")}


def test_somebody_says_who_stands_in_and_when_and_a_second_tap_is_one_change(scene, make, sign_in):
    deputy = make.coordinator(first_name="Dirk", last_name="Deputy")
    visitor = sign_in(scene.coordinator)
    said = {"deputy": str(deputy.roles[0].id), "away_from": "2026-03-09", "away_until": "2026-03-20"}
    for _tap in range(2):
        page = form(visitor).submit(**said).follow()
    assert "afwezig van 9 maart 2026 tot en met 20 maart 2026" in page.text
    assert len(lines("stand_in.set")) == 1
    role = scene.coordinator.roles[0].id
    assert told_for([role], make.day(0)) == sorted([scene.coordinator.id, deputy.id])
    assert told_for([role], make.day(12)) == [scene.coordinator.id]


@pytest.mark.parametrize(("first", "kind"), [(0, "warning"), (1, "neutral")])
def test_an_absence_to_come_stands_out_less_than_one_of_today(scene, make, sign_in, first, kind):
    days = {"away_from": str(make.day(first)), "away_until": str(make.day(9))}
    page = form(sign_in(scene.coordinator)).submit(**days).follow()
    (badge,) = page.all("span", class_="badge")
    assert "tot en met 18 maart 2026" in badge.text
    assert badge.has({"class": kind})


def test_who_is_back_empties_the_days_and_keeps_the_deputy(scene, make, sign_in):
    deputy = make.coordinator()
    visitor = sign_in(scene.coordinator)
    form(visitor).submit(deputy=str(deputy.roles[0].id), away_from="2026-03-09", away_until="2026-03-20").follow()
    page = form(visitor).submit(away_from="", away_until="").follow()
    assert "afwezig van" not in page.text
    assert told_for([scene.coordinator.roles[0].id], make.day(0)) == [scene.coordinator.id]
    assert page.form("Vervanging opslaan").fields["deputy"] == [str(deputy.roles[0].id)]


def test_days_that_are_over_are_not_offered_again(scene, make, sign_in, clock):
    form(sign_in(scene.coordinator)).submit(away_from="2026-03-09", away_until="2026-03-10").follow()
    clock.move(days=5)
    fields = form(sign_in(scene.coordinator)).fields
    assert (fields["away_from"], fields["away_until"]) == ([""], [""])


def test_only_colleagues_of_the_same_place_can_stand_in(scene, make, sign_in):
    colleague = make.team_member(scene.team, first_name="Cor", last_name="Collega")
    make.team_member(make.team(), first_name="Els", last_name="Elders")
    left = make.team_member(scene.team, first_name="Wil", last_name="Weg")
    left.roles[0].ended_on = make.today
    make.save(left.roles[0])
    visitor = sign_in(scene.member)
    assert choices(visitor) == {"Niemand in het bijzonder", "Cor Collega"}
    for other in (left, scene.coordinator, scene.member):
        answer = visitor.send(f"{PAGE}/vervanging", {"deputy": str(other.roles[0].id)}, status=None)
        assert answer.status == 422
    assert StandIn.query.count() == 0
    visitor.send(f"{PAGE}/vervanging", {"deputy": str(colleague.roles[0].id)}, status=303)


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [
        ("2026-03-12", "", "away_until"),
        ("", "2026-03-12", "away_from"),
        ("2026-03-12", "2026-03-11", "away_until"),
        ("2026-03-02", "2026-03-08", "away_until"),
        ("morgen", "2026-03-12", "away_from"),
    ],
)
def test_days_that_cannot_be_stay_on_the_form(scene, sign_in, first, last, wrong):
    page = form(sign_in(scene.coordinator)).submit(away_from=first, away_until=last)
    assert page.status == 422
    assert list(page.form("Vervanging opslaan").errors) == [wrong]


def test_who_has_no_role_that_others_wait_for_is_not_asked(make, sign_in):
    for user in (make.volunteer().user, make.admin()):
        assert "Vervanging opslaan" not in sign_in(user).page(PAGE).buttons


def test_the_other_side_reads_until_when_somebody_is_away_and_who_takes_over(scene, make, sign_in):
    make.coordinator(first_name="Dirk", last_name="Deputy")
    make.team_member(scene.team, first_name="Cor", last_name="Collega")
    scene.at("accepted")
    for user in (scene.coordinator, scene.member):
        form(sign_in(user)).submit(away_from="2026-03-09", away_until="2026-03-20").follow()
    team, sender = sign_in(scene.member).page(scene.url).text, sign_in(scene.coordinator).page(scene.url).text
    assert "Carla Coördinator is afwezig tot en met 20 maart 2026" in team
    assert "Dirk Deputy neemt het over." in team
    assert "Wim Wijkteam is afwezig tot en met 20 maart 2026" in sender
    assert "Cor Collega neemt het over." in sender
    assert "Carla Coördinator is afwezig" not in sender


def test_where_nobody_takes_over_no_name_is_promised(scene, sign_in):
    scene.at("accepted")
    form(sign_in(scene.coordinator)).submit(away_from="2026-03-09", away_until="2026-03-20").follow()
    text = sign_in(scene.member).page(scene.url).text
    assert "Carla Coördinator is afwezig tot en met 20 maart 2026" in text
    assert "neemt het over" not in text
