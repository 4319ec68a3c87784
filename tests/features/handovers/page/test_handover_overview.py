"""The list of handovers: who sees which, in which order, in pages, at one cost."""

import pytest

from portal.handovers.answer import service as answer_service
from tests.support.handovers import Scene
from tests.support.statements import statements
from tests.support.ways import Inside


@pytest.fixture
def scene(make):
    return Scene(make)


def many(make, team, how_many, **values):
    return [make.handover(make.trajectory(), team, **values) for _each in range(how_many)]


def references(page):
    return [node.text for node in page.all("article")]


def test_a_team_reads_what_it_has_not_seen_first(make, sign_in):
    team = make.team()
    new = make.handover(make.trajectory(), team, state="offered")
    make.handover(make.trajectory(), team, state="offered", seen_at=make.clock())
    rows = references(sign_in(make.team_member(team)).page("/overdrachten"))
    assert new.reference in rows[0]
    assert "Nieuw" in rows[0]
    assert "Nieuw" not in rows[1]


def test_a_coordinator_reads_what_came_back_first_with_the_reason(make, sign_in):
    team = make.team()
    make.handover(make.trajectory(), team, state="returned", returned_reason="no_capacity")
    make.handover(make.trajectory(), team, state="offered")
    rows = references(sign_in(make.coordinator()).page("/overdrachten"))
    assert "teruggestuurd" in rows[0]
    assert "Er is nu geen plek" in rows[0]


def test_both_sides_read_before_which_day_an_answer_is_asked(make, sign_in, clock):
    team = make.team()
    make.handover(make.trajectory(), team, state="offered")
    make.handover(make.trajectory(), team, state="accepted")
    for user in (make.coordinator(), make.team_member(team)):
        rows = references(sign_in(user).page("/overdrachten"))
        assert ["antwoord vóór" in row for row in rows] == ["aangeboden" in row for row in rows]
    clock.move(days=13)
    (row, _other) = sorted(references(sign_in(user).page("/overdrachten")), key=lambda row: "aangeboden" not in row)
    assert "verloopt op" in row


def test_open_shows_what_asks_something_and_all_shows_everything(make, sign_in):
    team = make.team()
    make.handover(make.trajectory(), team, state="completed")
    make.handover(make.trajectory(), team, state="accepted")
    wim = sign_in(make.team_member(team))
    assert len(references(wim.page("/overdrachten"))) == 1
    assert len(references(wim.page("/overdrachten?stand=all"))) == 2
    assert len(references(wim.page("/overdrachten?stand=completed"))) == 1


def test_what_nobody_is_asked_about_does_not_wait_to_be_asked(make, sign_in):
    scene = Scene(make).at("completed")
    question = Scene.another(make)
    question.variant = "C"
    question.at("accepted")
    answered = make.act(question.member), question.reference, make.today, ("supporter", "team_member"), "Bel DUO."
    answer_service.answer(*answered)
    Inside.another(make).through()
    carla = sign_in(scene.coordinator)
    (row,) = references(carla.page("/overdrachten?stand=to_check"))
    assert scene.reference in row
    assert len(references(carla.page("/overdrachten?stand=completed"))) == 3
    scene.check()
    assert references(carla.page("/overdrachten?stand=to_check")) == []


@pytest.mark.each_database
@pytest.mark.parametrize("asked", ["nonsense", "prepared", ""])
def test_a_filter_that_is_not_offered_shows_what_is_open(make, sign_in, asked):
    team = make.team()
    make.handover(make.trajectory(), team, state="accepted")
    page = sign_in(make.team_member(team)).page(f"/overdrachten?stand={asked}")
    assert len(references(page)) == 1


def test_the_pages_together_hold_each_handover_once(make, sign_in):
    team = make.team()
    many(make, team, 30, state="offered")
    many(make, team, 3, state="offered", seen_at=make.clock())
    wim = sign_in(make.team_member(team))
    first = wim.page("/overdrachten")
    second = wim.page(first.links["Volgende"])
    rows = references(first) + references(second)
    assert (len(references(first)), len(rows), len(set(rows))) == (25, 33, 33)
    assert "Volgende" not in second.links


def test_an_invented_place_to_go_on_from_shows_the_first_page(make, sign_in):
    team = make.team()
    make.handover(make.trajectory(), team, state="offered")
    page = sign_in(make.team_member(team)).page("/overdrachten?na=x-9;--")
    assert len(references(page)) == 1


def test_nothing_yet_says_what_to_do_next(make, sign_in):
    assert "Een overdracht begint u bij het traject" in sign_in(make.coordinator()).page("/overdrachten").text
    assert "wordt aangeboden" in sign_in(make.team_member(make.team())).page("/overdrachten").text


def test_htmx_gets_the_list_alone(make, sign_in):
    fragment = sign_in(make.coordinator()).fragment("/overdrachten?stand=all")
    assert fragment.root.all("div", id="handovers")
    assert not fragment.root.all("main")


def test_a_volunteer_and_an_admin_have_no_list(make, sign_in):
    sign_in(make.volunteer().user).page("/overdrachten", status=403)
    sign_in(make.admin()).page("/overdrachten", status=403)


def test_the_list_asks_the_same_of_the_database_for_5_rows_and_for_50(app, make, sign_in):
    team = make.team()
    visitors = [sign_in(make.coordinator()), sign_in(make.team_member(team))]
    many(make, team, 5, state="accepted")
    many(make, team, 2, state="offered")
    counts = []
    for more in (0, 45):
        many(make, team, more, state="accepted")
        many(make, team, more // 5, state="offered")
        for visitor in visitors:
            visitor.page("/overdrachten")
            with statements(app) as asked:
                visitor.page("/overdrachten")
            counts.append(len(asked))
    assert counts[:2] == counts[2:]


def test_a_handover_asks_the_same_of_the_database_whatever_its_history(app, scene, sign_in):
    carla, counts = sign_in(scene.coordinator), []
    scene.at("returned")
    for more in (0, 5):
        for _each in range(more):
            scene.offer().send_back()
        carla.page(scene.url)
        with statements(app) as asked:
            carla.page(scene.url)
        counts.append(len(asked))
    assert counts[0] == counts[1]
