"""The functional admin on topics."""

import pytest

from portal.db import db
from portal.trajectories.configuration.topics import service as topics_service
from portal.trajectories.models.configuration import Topic
from tests.support.audit import lines
from tests.support.configuring import beside
from tests.support.races import race
from tests.support.tables import cells, rows


@pytest.fixture
def admin(make):
    return make.admin()


@pytest.fixture
def visitor(sign_in, admin):
    return sign_in(admin)


def test_a_topic_is_added_renamed_and_no_longer_offered_while_what_was_recorded_stays(visitor, sign_in, make):
    topic = make.topic(1)
    volunteer = make.volunteer()
    trajectory = make.trajectory(claimed_by=volunteer)
    make.contact(trajectory, volunteer.user, topics=[topic])
    logging = f"/trajecten/{trajectory.id}/contact"
    theirs = sign_in(volunteer.user)
    assert "Wonen" in theirs.page(logging).text
    visitor.page(f"/beheer/onderwerpen/{topic.id}").form("Opslaan").submit(name="Wonen en huren", active=None)
    assert (make.reload(topic).name, topic.active, topic.code) == ("Wonen en huren", False, "housing")
    offered = [cells(row)["Bij nieuwe contacten"] for row in rows(visitor.page("/beheer/onderwerpen"))]
    assert offered == ["niet meer", *["aangeboden"] * 11]
    assert "Wonen" not in theirs.page(logging).text
    assert "Wonen en huren" in theirs.page(f"/trajecten/{trajectory.id}").text
    visitor.page("/beheer/onderwerpen/nieuw").form("Toevoegen").submit(name="Sport en spel")
    assert db.session.query(Topic).filter_by(code="sport_en_spel", active=True).one().position == 13
    twice = visitor.page("/beheer/onderwerpen/nieuw").form("Toevoegen").submit(name="Sport en spel")
    assert "al een onderwerp" in beside(twice, "name")


def test_topics_change_places_and_a_double_tap_moves_once(visitor, make):
    order = [topic.name for topic in db.session.query(Topic).order_by(Topic.position)]
    second = make.topic(2)
    page = visitor.page("/beheer/onderwerpen")
    form = next(node for node in page.all("form") if node.get("action").endswith(f"/{second.id}/omhoog"))
    version = form.all("input", name="version")[0].get("value")
    for _tap in range(2):
        visitor.send(form.get("action"), {"version": version})
    shown = [node.text for node in visitor.page("/beheer/onderwerpen").all("th", scope="row")]
    assert shown == [order[1], order[0], *order[2:]]
    assert [line.facts["change"] for line in lines("configuration.changed")] == ["moved"]


def test_topics_moved_at_once_keep_one_place_each(make, admin):
    act = make.act(admin)
    topics = [(topic.id, topic.version) for topic in db.session.query(Topic).order_by(Topic.position)]
    race(4, lambda number: topics_service.move_topic(act, *topics[number * 2], steps=1))
    positions = sorted(topic.position for topic in db.session.query(Topic))
    assert positions == list(range(1, 13))
