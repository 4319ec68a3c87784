"""A coordinator, a volunteer, a team and the admin find what they may see, each in the same field."""

import pytest
from sqlalchemy import false, select

from portal.audit import AuditLine
from portal.db import db
from portal.handovers.models.parts import Snapshot
from portal.search import queries
from portal.trajectories.models.household import Client

pytestmark = pytest.mark.each_database


def names(page):
    return [link.text.replace("- ", "-").replace(" -", "-") for link in page.all("a", class_="name")]


@pytest.fixture
def team(make):
    """Three households of one location; the first has a volunteer."""
    here = make.location("Team Haarlemmermeer")
    helper = make.volunteer(here, make.user(first_name="Marijke", last_name="de Boer", phone="+31687654321"))
    told = {
        "warsame": {"first_name": "Mohammed", "last_name": "Abdirahman Warsame", "phone": "+31612345678"},
        "warsama": {"first_name": "Muhamad", "last_name": "Warsama", "phone": "+31611111111"},
        "khatib": {"first_name": "Nour", "last_name": "Al-Khatib", "client_number": "HM-77-12", "phone": None},
    }
    homes = {name: make.household(here, client=client) for name, client in told.items()}
    files = {name: make.trajectory(household=home) for name, home in homes.items() if name != "warsame"}
    files["warsame"] = make.trajectory(household=homes["warsame"], claimed_by=helper)
    return here, helper, files


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("mohammed", ["Mohammed Abdirahman Warsame", "Muhamad Warsama"]),
        ("WARSAME moham", ["Mohammed Abdirahman Warsame", "Muhamad Warsama"]),
        ("0612345678", ["Mohammed Abdirahman Warsame"]),
        ("5678", ["Mohammed Abdirahman Warsame"]),
        ("+31 6 1234", ["Mohammed Abdirahman Warsame"]),
        ("elkhatib", ["Nour Al-Khatib"]),
        ("el khatib nour", ["Nour Al-Khatib"]),
        ("hm-77", ["Nour Al-Khatib"]),
        ("boer", ["Marijke de Boer"]),
        ("van der boer", ["Marijke de Boer"]),
        ("niemand", []),
    ],
)
def test_a_coordinator_finds_by_name_number_and_another_spelling(team, make, sign_in, typed, found):
    here, _helper, _files = team
    assert names(sign_in(make.coordinator(here)).page(f"/zoeken?q={typed.replace('+', '%2B')}")) == found


def test_a_name_that_was_typed_is_marked_and_another_spelling_is_said_to_resemble(team, make, sign_in):
    page = sign_in(make.coordinator(team[0])).page("/zoeken?q=mohammed")
    first, second = page.all("li", class_="found")
    assert [each.text for each in first.all("mark")] == ["Mohammed"]
    assert "lijkt op" not in first.text
    assert not second.all("mark")
    assert "lijkt op" in second.text
    assert "2 gevonden" in page.text


def test_a_row_leads_to_the_file_and_says_who_supports_it_or_since_when_it_waits(team, make, sign_in):
    here, _helper, files = team
    page = sign_in(make.coordinator(here)).page("/zoeken?q=warsama")
    rows = {each.all("a", class_="name")[0].text: each for each in page.all("li", class_="found")}
    assert "bij Marijke de Boer" in rows["Mohammed Abdirahman Warsame"].text
    assert "wacht sinds" in rows["Muhamad Warsama"].text
    assert rows["Muhamad Warsama"].all("a", class_="name")[0].get("href") == f"/trajecten/{files['warsama'].id}"


def test_a_closed_trajectory_is_found_too_and_a_second_one_has_a_link_of_its_own(team, make, sign_in):
    here, _helper, files = team
    files["khatib"].close(make.today, "moved_away")
    other = make.trajectory(household=files["khatib"].household, type="language_coaching")
    page = sign_in(make.coordinator(here)).page("/zoeken?q=khatib")
    assert "gesloten op 9 maart 2026" in page.text
    links = [link.get("href") for link in page.all("a") if link.get("href").startswith("/trajecten/")]
    assert links == [f"/trajecten/{other.id}", f"/trajecten/{files['khatib'].id}"]


def test_somebody_by_whose_name_the_household_is_not_called_is_found_and_named(team, make, sign_in):
    here, _helper, files = team
    household = files["khatib"].household
    make.save(Client(household=household, location_id=here.id, first_name="Samir", last_name="Haddad"))
    page = sign_in(make.coordinator(here)).page("/zoeken?q=nour+hadad")
    assert names(page) == ["Nour Al-Khatib"]
    assert "met Samir Haddad" in page.text


def test_nobody_with_all_words_gives_who_comes_closest(team, make, sign_in):
    page = sign_in(make.coordinator(team[0])).page("/zoeken?q=nour+onbekend")
    assert names(page) == ["Nour Al-Khatib"]
    assert "Niemand heeft al deze woorden." in page.text


def test_each_row_leaves_the_line_of_a_list_once(team, make, sign_in):
    here, _helper, files = team
    visitor = sign_in(make.coordinator(here))
    for _twice in range(2):
        visitor.page("/zoeken?q=warsama")
    visitor.page("/zoeken?q=niemand")
    lines = db.session.scalars(select(AuditLine).where(AuditLine.event == "trajectory.listed")).all()
    assert sorted(line.subject_id for line in lines) == sorted(files[name].id for name in ("warsame", "warsama"))
    assert all(line.facts == {"list": "search"} for line in lines)


def test_more_than_fit_are_counted_and_one_asks_for_more_of_the_name(make, sign_in):
    here = make.location()
    for _each in range(21):
        make.trajectory(location=here)
    page = sign_in(make.coordinator(here)).page("/zoeken?q=tekle")
    assert len(names(page)) == 20
    assert "Dit zijn de eerste 20." in page.text
    assert "21 gevonden" in page.text


def test_the_team_finds_what_was_offered_by_name_and_by_reference(make, sign_in):
    team = make.team()
    handover = make.handover(make.trajectory(), team, state="accepted")
    visitor = sign_in(make.team_member(team))
    assert names(visitor.page(f"/zoeken?q={handover.reference.lower()}")) == [handover.reference]
    content = {"people": [{"name": "Merhawi Tekle", "phone": None}]}
    make.save(Snapshot(handover_id=handover.id, number=1, team_id=team.id, content=content, made_at=make.clock()))
    page = visitor.page("/zoeken?q=merhawi")
    assert names(page) == ["Merhawi Tekle"]
    assert handover.reference in page.text


def test_the_admin_finds_users_by_name_address_and_phone(make, sign_in):
    make.user("bram@example.org", first_name="Bram", last_name="van den Heuvel", phone="+31687654321")
    visitor = sign_in(make.admin())
    for typed in ("heuvel bram", "vandenheuvel", "bram@exa", "4321"):
        assert names(visitor.page(f"/zoeken?q={typed.replace(' ', '+')}")) == ["Bram van den Heuvel"]


def test_htmx_gets_the_rows_alone_with_the_count_and_under_the_bar_a_few(team, make, sign_in):
    visitor = sign_in(make.coordinator(team[0]))
    part = visitor.fragment("/zoeken?q=warsame")
    assert part.all("p", id="counted")[0].text == "2 gevonden"
    assert "2 gevonden" in part.text
    few = visitor.fragment("/zoeken?q=warsame&kort=1")
    assert few.all("a", href="/zoeken?q=warsame")[0].text == "Toon alles"
    assert not visitor.fragment("/zoeken?q=niemand&kort=1").all("a")
    assert not visitor.fragment("/zoeken?q=w&kort=1").all("p")


def test_a_field_stands_at_the_top_of_every_page_but_not_for_who_sees_no_person(make, sign_in):
    assert sign_in(make.coordinator()).page("/bord").all("input", id="seek")
    assert not sign_in(make.reader()).page("/cijfers").all("input", id="seek")
    sign_in(make.reader()).page("/zoeken", status=403)


def test_the_key_that_leads_to_the_field_can_be_turned_off_and_on(make, sign_in):
    """The field is led to by its name alone: see the script of every page."""
    visitor = sign_in(make.coordinator())
    page = visitor.page("/zoeken").form("Zet de toets / uit").submit().follow()
    assert not page.all("input", id="seek") and page.all("input", id="seek-field")
    assert "Druk op /" not in page.text
    assert page.form("Zet de toets / weer aan").submit().follow().all("input", id="seek")


@pytest.mark.parametrize(
    ("rows", "typed", "kind"),
    [
        ("shown_trajectories", "nour", "coordinator"),
        ("shown_volunteers", "marijke", "coordinator"),
        ("shown_users", "marijke", "admin"),
    ],
)
def test_who_left_between_finding_and_reading_is_left_out(make, sign_in, team, monkeypatch, rows, typed, kind):
    somebody = make.coordinator(team[0]) if kind == "coordinator" else make.admin()
    read = getattr(queries, rows)
    assert names(sign_in(somebody).page(f"/zoeken?q={typed}"))
    monkeypatch.setattr(queries, rows, lambda *asked: read(*asked).where(false()))

    assert not names(sign_in(somebody).page(f"/zoeken?q={typed}"))
