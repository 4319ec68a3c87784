"""The functional admin on locations, municipalities and neighbourhood teams."""

import pytest

from portal.db import db
from portal.organisation.models import Coverage, Location, Municipality, NeighbourhoodTeam
from portal.organisation.teams import service as teams_service
from portal.refusals import Refused
from tests.support.audit import lines
from tests.support.races import race
from tests.support.tables import cells, rows


@pytest.fixture
def visitor(sign_in, make):
    return sign_in(make.admin())


def beside(answer, field):
    return answer.all("p", id=f"{field}-error")[0].text


def test_a_location_gets_its_municipalities_and_its_colours(visitor, sign_in, make):
    key = make.municipality("Polderstad").id
    form = visitor.page("/beheer/locaties/nieuw").form("Toevoegen")
    answer = form.submit(name="Team Polderstad", municipality_ids=[str(key)], theme="polderstad")
    assert "Team Polderstad" in answer.follow().text
    location = db.session.query(Location).filter_by(name="Team Polderstad").one()
    assert [each.name for each in location.municipalities] == ["Polderstad"]
    page = sign_in(make.coordinator(location)).page("/bord")
    assert any(link.get("href").endswith("polderstad.css") for link in page.all("link"))
    assert [line.subject_id for line in lines("location.added")] == [location.id]


def test_before_there_is_a_location_the_page_leads_to_the_first_one(visitor, make):
    page = visitor.page("/beheer/locaties")
    assert "Voeg eerst een locatie toe." in page.text
    make.location("Team Een")
    page = visitor.page("/beheer/locaties")
    assert "Voeg eerst een locatie toe." not in page.text
    assert [cells(row)["Gemeenten"] for row in rows(page)] == ["Haarlemmermeer"]


def test_a_location_without_a_municipality_is_refused_beside_the_field(visitor, make):
    make.municipality()
    answer = visitor.page("/beheer/locaties/nieuw").form("Toevoegen").submit(name="Team Nergens")
    assert answer.status == 422
    assert "ten minste één gemeente" in beside(answer, "municipality_ids")


def test_a_name_in_use_is_refused_for_a_location_a_municipality_and_a_team(visitor, make):
    location, team = make.location("Team Een"), make.team("Wijkteam Een")
    key = str(make.municipality().id)
    for path, values in {
        "locaties": {"name": location.name, "municipality_ids": [key]},
        "gemeenten": {"name": "Haarlemmermeer"},
        "wijkteams": {"name": team.name, "municipality_id": key},
    }.items():
        answer = visitor.page(f"/beheer/{path}/nieuw").form("Toevoegen").submit(**values)
        assert (answer.status, bool(beside(answer, "name"))) == (422, True)


def test_of_two_admins_on_one_location_the_second_sees_what_the_first_did(visitor, make):
    location = make.location("Team Een")
    form = visitor.page(f"/beheer/locaties/{location.id}").form("Opslaan")
    visitor.page(f"/beheer/locaties/{location.id}").form("Opslaan").submit(theme="polderstad")
    late = form.submit(name="Team Eén")
    assert late.status == 422
    assert "Polderstad" in late.text
    assert late.form("Opslaan").fields["name"] == ["Team Eén"]
    assert make.reload(location).name == "Team Een"
    late.form("Opslaan").submit(theme="polderstad")
    assert (make.reload(location).name, location.theme) == ("Team Eén", "polderstad")


def test_a_municipality_is_added_and_renamed(visitor):
    visitor.page("/beheer/gemeenten/nieuw").form("Toevoegen").submit(name="Poldersta")
    key = db.session.query(Municipality).filter_by(name="Poldersta").one().id
    page = visitor.page(f"/beheer/gemeenten/{key}").form("Opslaan").submit(name="Polderstad").follow()
    assert "Polderstad" in page.text
    assert [line.facts["change"] for line in lines("configuration.changed")] == ["added", "name"]


def test_a_team_gets_an_area_and_members_and_says_what_is_missing(visitor, make):
    key = str(make.municipality().id)
    form = visitor.page("/beheer/wijkteams/nieuw").form("Toevoegen")
    page = form.submit(name="Sociaal team Zuid", municipality_id=key, focal_officer="L. Verhoeven").follow()
    assert "Nog geen postcodegebieden" in page.text
    assert "Nog geen leden" in page.text
    assert "1 zonder postcodegebied" in visitor.page("/beheer").text
    page = visitor.page(page.links["Postcodegebied toevoegen"]).form("Toevoegen").submit(postcode_area="2131").follow()
    assert "2131" in page.text
    assert "09-03-2026" in page.text
    assert "zonder postcodegebied" not in visitor.page("/beheer").text
    team = db.session.query(NeighbourhoodTeam).one()
    make.team_member(team, first_name="Lies", last_name="Verhoeven")
    assert "Lies Verhoeven" in visitor.page(f"/beheer/wijkteams/{team.id}").text


def test_the_same_area_with_another_team_is_allowed_and_the_other_is_named(visitor, make):
    make.team("Sociaal team Noord", areas=("2132",))
    team = make.team("Sociaal team Zuid", areas=("2131",))
    form = visitor.page(f"/beheer/wijkteams/{team.id}/gebieden/nieuw").form("Toevoegen")
    page = form.submit(postcode_area="2132").follow()
    assert "2132 hoort ook bij Sociaal team Noord." in page.text
    assert db.session.query(Coverage).filter_by(team_id=team.id, postcode_area="2132").count() == 1
    again = visitor.page(f"/beheer/wijkteams/{team.id}")
    assert "2132: Sociaal team Noord" in again.text, "the page keeps saying so"


@pytest.mark.parametrize("typed", ["213", "2132 AB", "0132", "21325", ""])
def test_an_area_is_four_digits(visitor, make, typed):
    team = make.team()
    answer = visitor.page(f"/beheer/wijkteams/{team.id}/gebieden/nieuw").form("Toevoegen").submit(postcode_area=typed)
    assert answer.status == 422
    assert beside(answer, "postcode_area")
    assert answer.form("Toevoegen").fields["postcode_area"] == [typed]


def test_an_area_ends_on_a_day_and_may_begin_again_then(visitor, make):
    team = make.team(areas=("2132",))
    coverage = team.coverage[0]
    page = visitor.page(f"/beheer/wijkteams/{team.id}")
    end = visitor.page(next(url for words, url in page.links.items() if words.startswith("Beëindigen"))).form()
    early = end.submit(valid_until=str(coverage.valid_from))
    assert (early.status, "Kies een latere dag" in beside(early, "valid_until")) == (422, True)
    end.submit(valid_until=str(make.day(10)))
    assert make.reload(coverage).valid_until == make.day(10)
    assert not [words for words in visitor.page(page.url).links if words.startswith("Beëindigen")]
    assert end.submit(valid_until=str(make.day(20))).status == 422, "it was ended already"
    assert make.reload(coverage).valid_until == make.day(10)
    form = visitor.page(f"/beheer/wijkteams/{team.id}/gebieden/nieuw").form("Toevoegen")
    overlap = form.submit(postcode_area="2132", valid_from=str(make.day(9)))
    assert "hoort vanaf die dag al bij dit team" in beside(overlap, "postcode_area")
    assert form.submit(postcode_area="2132", valid_from=str(make.day(10))).status == 303


def test_an_area_added_twice_at_once_is_there_once(make):
    team_id, act = make.team(areas=()).id, make.act(make.admin())
    day = make.today
    answers = race(4, lambda _: teams_service.cover_area(act, team_id, "2132", day))
    assert sorted(str(each) for each in answers) == ["[]", "area_covered", "area_covered", "area_covered"]
    assert all(isinstance(each, list | Refused) for each in answers)
    assert db.session.query(Coverage).count() == 1


def test_the_list_of_teams_shows_the_areas_of_today_and_asks_none_of_a_team_that_stopped(visitor, make):
    make.team("Team Nu", areas=("2132", "2131"))
    for name, first, end in (("Team Straks", 1, None), ("Team Toen", -30, 0), ("Team Tot morgen", -30, 1)):
        days = {"valid_from": make.day(first), "valid_until": make.day(end) if end is not None else None}
        make.save(Coverage(team=make.team(name, areas=()), postcode_area="2133", **days))
    stopped = make.team("Team Weg", areas=())
    stopped.ended_on = make.today
    make.save(stopped)
    shown = [(row.all("th")[0].text, cells(row)["Postcodes nu"]) for row in rows(visitor.page("/beheer/wijkteams"))]
    assert shown == [
        ("Team Nu", "2131, 2132"),
        ("Team Straks", "geen"),
        ("Team Toen", "geen"),
        ("Team Tot morgen", "2133"),
        ("Team Weg gestopt", ""),
    ]


def test_a_team_shows_which_of_its_members_has_a_closed_account(visitor, make):
    team = make.team()
    make.team_member(team, first_name="Lies", last_name="Aan")
    make.team_member(team, first_name="Wil", last_name="Weg", active=False)
    members = visitor.page(f"/beheer/wijkteams/{team.id}").all("table")[1]
    assert [node.text for node in members.all("th", scope="row")] == ["Lies Aan", "Wil Weg account gesloten"]


def test_a_team_that_stopped_is_no_longer_offered_for_a_role(visitor, make):
    team = make.team("Sociaal team Oud")
    visitor.page(f"/beheer/wijkteams/{team.id}/wijzigen").form("Opslaan").submit(ended_on=str(make.today))
    assert "gestopt op 09-03-2026" in visitor.page(f"/beheer/wijkteams/{team.id}").text
    choices = visitor.page(f"/beheer/gebruikers/{make.user().id}/rollen/nieuw").all("select", name="team_id")[0]
    assert "Sociaal team Oud" not in choices.text


def test_teams_come_in_pages_and_by_municipality(visitor, make):
    for number in range(30):
        make.team(f"Team {number:02}")
    elsewhere = make.save(NeighbourhoodTeam(name="Team ver weg", municipality=make.municipality("Elders")))
    first = visitor.page("/beheer/wijkteams")
    second = visitor.page(first.links["Volgende"])
    names = [node.text for page in (first, second) for node in page.all("th", scope="row")]
    assert names == [*(f"Team {number:02}" for number in range(30)), "Team ver weg"]
    only = visitor.page("/beheer/wijkteams").form("Toon").submit(gemeente=elsewhere.municipality_id)
    assert [node.text for node in only.all("th", scope="row")] == ["Team ver weg"]
