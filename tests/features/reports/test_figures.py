"""The figures of handovers: for a coordinator with the rows behind them, for a municipality without anybody."""

import pytest

from portal.access import RoleKind
from portal.handovers.afterwards import service as afterwards_service
from portal.handovers.beginning import service as beginning_service
from portal.handovers.beginning.rules import Course, ToTeam
from portal.reports import queries as reports_queries
from portal.reports.rules import Closure
from tests.support.audit import lines
from tests.support.handovers import Scene


@pytest.fixture
def scenes(make):
    """One that was completed and checked, one that came back, one at another location."""
    done, back = Scene.another(make).at("checked"), Scene.another(make).at("returned")
    return done, back


def number_at(page, heading, place=0):
    """The number in the row with this heading; the first one, or that in another place."""
    row = next(row for row in page.all("tr") if row.all("th") and row.all("th")[0].text == heading)
    return row.all("td")[place].text


def test_every_table_is_named_once(make, sign_in, clock):
    scene = Scene(make).at("completed")
    for months in (6, 12):
        clock.move(days=185)
        afterwards_service.tell(make.act(scene.member), scene.reference, months, "money")
    tables = sign_in(scene.coordinator).page("/cijfers?jaar=2026").all("table")
    named = [(table.all("caption")[0].text, table.all("th")[0].text) for table in tables]
    assert len({caption for caption, _head in named}) == len(tables) == 6
    assert not [caption for caption, head in named if caption == head]


def test_a_coordinator_sees_the_figures_of_the_own_location_and_opens_the_rows(scenes, make, sign_in):
    done, _back = scenes
    page = sign_in(done.coordinator).page("/cijfers")
    assert number_at(page, "Afgesloten met een warme overdracht").startswith("1")
    assert "100% met een warme overdracht" in page.text
    assert "%%" not in page.text
    assert "Na 6 maanden liet nog geen wijkteam iets weten." in page.text
    assert number_at(page, "Hoorde bij een ander wijkteam").startswith("1")
    rows = sign_in(done.coordinator).page("/cijfers/closures")
    assert done.now.trajectory.household.name in rows.text
    assert done.trajectory_id in {line.subject_id for line in lines("trajectory.listed")}
    elsewhere = sign_in(make.coordinator(make.location("Team Elders"))).page("/cijfers")
    assert number_at(elsewhere, "Afgesloten trajecten") == "0"


def test_a_reader_of_the_municipality_sees_no_person_no_rows_and_no_small_number(scenes, make, sign_in):
    done, _back = scenes
    gerda = sign_in(make.reader())
    page = gerda.page("/cijfers")
    assert number_at(page, "Afgesloten trajecten") == "niet getoond"
    assert "met een warme overdracht" not in page.text.replace("Afgesloten met een warme overdracht", "")
    assert number_at(page, "Van aannemen tot gesprek") == "niet getoond"
    assert number_at(page, "Van aannemen tot gesprek", 1) == "niet getoond", "one case is no middle"
    assert "Een aantal van 1 tot en met 4 wordt niet getoond." in page.text
    assert not [each for each in page.all("span") if each.get("title")], "neither keyboard nor touch reaches it"
    assert done.now.trajectory.household.name not in page.text
    assert done.reference not in page.text
    assert not [link for link in page.all("a") if link.get("href", "").startswith("/cijfers/")]
    gerda.page("/cijfers/closures", status=403)
    gerda.page(f"/trajecten/{done.trajectory_id}", status=404)


def test_a_hundred_per_cent_is_all_of_them(make, sign_in, monkeypatch):
    closed = [Closure(key, make.today, key > 0) for key in range(200)]
    monkeypatch.setattr(reports_queries, "closures", lambda _actor, _year: closed)
    assert "99% met een warme overdracht" in sign_in(make.coordinator()).page("/cijfers").text
    page = sign_in(make.reader()).page("/cijfers")
    assert number_at(page, "Afgesloten trajecten") == "niet getoond", "one was not handed over"
    assert number_at(page, "Afgesloten met een warme overdracht") == "199"
    assert "% met een warme overdracht" not in page.text


def test_another_municipality_counts_its_own_households(scenes, make, sign_in):
    page = sign_in(make.reader(make.municipality("Bloemendaal"))).page("/cijfers")
    assert number_at(page, "Afgesloten trajecten") == "0"


def test_what_the_team_told_months_later_stands_by_length_of_support(make, sign_in, clock):
    scene = Scene(make).at("completed")
    clock.move(days=185)
    afterwards_service.tell(make.act(scene.member), scene.reference, 6, "money")
    page = sign_in(scene.coordinator).page("/cijfers?jaar=2026")
    told = [row.text for row in page.all("tr") if row.text.startswith("Geld")]
    assert len(told) == 1, "after twelve months nothing was told yet"
    assert "1" in told[0]


@pytest.mark.each_database
@pytest.mark.parametrize("year", ["1999", "2999", "geen", "-1"])
def test_a_year_that_is_none_of_ours_shows_this_year(make, sign_in, year):
    assert "Cijfers van overdrachten in 2026" in sign_in(make.coordinator()).page(f"/cijfers?jaar={year}").text


def test_an_unknown_figure_is_not_found(make, sign_in):
    sign_in(make.coordinator()).page("/cijfers/alles", status=404)


def test_an_admin_makes_somebody_a_reader_of_a_municipality(make, sign_in):
    user, place = make.user(), make.municipality()
    bea = sign_in(make.admin())
    page = bea.page(f"/beheer/gebruikers/{user.id}/rollen/nieuw")
    refused = page.form("Rol geven").submit(kind="municipal_reader")
    assert "Kies bij deze rol een gemeente." in refused.text
    page.form("Rol geven").submit(kind="municipal_reader", municipality_id=str(place.id))
    role = make.reload(user).roles[0]
    assert (role.kind, role.municipality_id) == (RoleKind.MUNICIPAL_READER, place.id)
    assert "Cijfers van overdrachten" in sign_in(user).page("/cijfers").text


def test_an_offer_that_was_accepted_and_came_back_later_was_answered_once(make, sign_in, clock):
    scene = Scene(make).at("offered")
    clock.move(days=2)
    scene.accept()
    clock.move(days=58)
    scene.send_back("no_capacity", until=make.day(30))
    page = sign_in(scene.coordinator).page("/cijfers?jaar=2026")
    assert number_at(page, "Van aanbod tot antwoord").startswith("1")
    assert number_at(page, "Van aanbod tot antwoord", 1) == "2"
    assert number_at(page, "Geen plek").startswith("1")


def test_a_return_is_counted_also_while_the_next_team_has_no_offer_yet(make, sign_in):
    scene = Scene(make).at("returned")
    elsewhere = make.team("Wijkteam Zuid").id
    beginning_service.change_course(
        make.act(scene.coordinator), scene.reference, scene.now.version, Course(ToTeam(elsewhere), "A", "Woont daar.")
    )
    assert scene.now.offered_at is None
    page = sign_in(scene.coordinator).page("/cijfers?jaar=2026")
    assert number_at(page, "Hoorde bij een ander wijkteam").startswith("1")
