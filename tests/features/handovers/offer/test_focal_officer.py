"""The focal officer of a team hears of an offer first; nothing waits for who is not there."""

import pytest
from sqlalchemy import select

from portal.db import db
from portal.people.models.people import Notice
from tests.support.handovers import Scene


@pytest.fixture
def scene(make):
    return Scene(make)


@pytest.fixture
def focal(make, scene):
    focal = make.team_member(scene.team, first_name="Leyla", last_name="Verhoeven")
    scene.team.focal_officer_id = focal.id
    make.save(scene.team)
    return focal


def told(code):
    return set(db.session.scalars(select(Notice.user_id).where(Notice.code == code)))


def test_an_offer_goes_to_the_focal_officer_first(scene, focal):
    scene.offered()
    assert told("handover_offered") == {focal.id}


def test_everything_else_goes_to_everyone(scene, focal):
    scene.offered().withdraw()
    assert told("handover_withdrawn") >= {focal.id, scene.member.id}


@pytest.mark.parametrize("gone", ["account closed", "role ended", "in another team"])
def test_when_the_focal_officer_is_not_there_everyone_is_told_at_once(scene, focal, make, gone):
    if gone == "account closed":
        focal.active = False
    elif gone == "role ended":
        focal.roles[0].ended_on = make.today
    else:
        focal.roles[0].team = make.team(areas=("2150",))
    db.session.commit()
    scene.offered()
    assert told("handover_offered") == {scene.member.id}


def test_the_functional_admin_chooses_an_account_of_the_team(scene, make, sign_in):
    stranger = make.team_member(make.team(areas=("2150",)), first_name="Vreemd")
    page = sign_in(make.admin()).page(f"/beheer/wijkteams/{scene.team_id}/wijzigen")
    form = page.form("Opslaan")
    assert "Vreemd" not in page.text
    assert form.submit(focal_officer_id=str(stranger.id)).status == 422
    form.submit(focal_officer_id=str(scene.member.id)).follow()
    assert make.reload(scene.team).focal_officer_id == scene.member.id
    form = sign_in(make.admin()).page(f"/beheer/wijkteams/{scene.team_id}/wijzigen").form("Opslaan")
    assert form.fields["focal_officer_id"] == [str(scene.member.id)]
    form.submit(focal_officer_id="").follow()
    assert make.reload(scene.team).focal_officer_id is None
