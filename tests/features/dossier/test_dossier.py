"""The page of a trajectory, as its volunteer and its coordinator read it."""

from datetime import time

import pytest
from sqlalchemy import select

from portal.db import db
from portal.trajectories.models.configuration import DurationRule
from portal.trajectories.models.trajectory import Goal, PlannedSilence
from tests.support.audit import lines
from tests.support.statements import statements


@pytest.fixture
def volunteer(make):
    return make.volunteer()


@pytest.fixture
def trajectory(make, volunteer):
    return make.trajectory(claimed_by=volunteer)


@pytest.fixture
def visitor(sign_in, volunteer):
    return sign_in(volunteer.user)


def page_of(visitor, trajectory, **arguments):
    return visitor.page(f"/trajecten/{trajectory.id}", **arguments)


def test_the_volunteer_reads_who_they_are_and_how_to_reach_them(make, visitor, volunteer):
    household = make.household(
        adults=2,
        children=3,
        case_manager="M. de Boer",
        client={"phone": "+31612345678", "email": "m@example.org", "interpreter_needed": True},
    )
    trajectory = make.trajectory(claimed_by=volunteer, household=household)
    page = page_of(visitor, trajectory)
    assert page.heading == household.name
    assert page.links["06 12345678"] == "tel:+31612345678"
    assert page.links["m@example.org"] == "mailto:m@example.org"
    assert "Kerklaan" in next(href for words, href in page.links.items() if words.startswith("Route"))
    for words in ("Tigrinya", "Tolk nodig", "2 volwassenen, 3 kinderen", "M. de Boer", household.address):
        assert words in page.text


SOURCE = "Gemeente Haarlem, rapportage 2022"


def test_the_end_date_says_which_rule_set_it(make, visitor, volunteer):
    rule = db.session.scalars(select(DurationRule).where(DurationRule.source == SOURCE)).all()[-1]
    trajectory = make.trajectory(claimed_by=volunteer, duration_rule_id=rule.id)
    said = f"{rule.months} maanden vanaf de huisvesting, volgens deze regel: {SOURCE}"
    assert said in page_of(visitor, trajectory).text


def test_an_extended_trajectory_says_why(make, visitor, volunteer):
    trajectory = make.trajectory(claimed_by=volunteer, extension_reason="Er is een operatie gepland.")
    assert "Verlengd door een coördinator: Er is een operatie gepland." in page_of(visitor, trajectory).text


def test_every_opening_leaves_a_line(visitor, trajectory, volunteer):
    for _time in range(2):
        page_of(visitor, trajectory)
    assert [(line.actor_id, line.household_id) for line in lines("trajectory.opened")] == [
        (volunteer.user_id, trajectory.household_id)
    ] * 2


def test_an_attempt_to_open_what_is_not_theirs_leaves_no_line_and_answers_as_if_it_were_not_there(
    make, sign_in, trajectory
):
    for user in (make.volunteer().user, make.coordinator(make.location("Team Elders")), make.admin()):
        page_of(sign_in(user), trajectory, status=404)
    assert lines("trajectory.opened") == []


def test_contacts_are_read_ten_at_a_time_newest_first_each_once(make, visitor, volunteer, trajectory):
    made = [
        make.contact(trajectory, volunteer.user, on_date=make.day(-(n // 2)), note=f"Nummer {n}.") for n in range(23)
    ]
    expected = [f"contact-{each.id}" for each in sorted(made, key=lambda each: (each.on_date, each.id), reverse=True)]
    page, shown = page_of(visitor, trajectory), []
    for _page in range(3):
        shown.append([node.get("id") for node in page.all("li") if node.get("id").startswith("contact-")])
        if "Eerdere contacten" in page.links:
            page = visitor.page(page.links["Eerdere contacten"])
    assert [len(each) for each in shown] == [10, 10, 3]
    assert [key for part in shown for key in part] == expected


def test_beyond_the_last_contact_it_says_so_and_leads_back_to_the_newest(make, visitor, volunteer, trajectory):
    contact = make.contact(trajectory, volunteer.user)
    page = visitor.page(f"/trajecten/{trajectory.id}?na={contact.on_date:%Y%m%d}-{contact.id}")
    assert "Eerder was er geen contact." in page.text
    assert "Nog geen contact" not in page.text
    assert f'id="contact-{contact.id}"' in visitor.page(page.links["Nieuwste contacten"]).html


def test_htmx_gets_the_contacts_alone(make, visitor, volunteer, trajectory):
    make.contact(trajectory, volunteer.user)
    answer = visitor.fragment(f"/trajecten/{trajectory.id}")
    assert answer.all("html") == []
    assert answer.all("div")[0].get("id") == "contact-list"


@pytest.mark.each_database
@pytest.mark.parametrize("place", ["", "x", "99999999-1", "20260309-x"])
def test_a_broken_place_in_the_list_begins_at_the_newest(make, visitor, volunteer, trajectory, place):
    contact = make.contact(trajectory, volunteer.user)
    assert f'id="contact-{contact.id}"' in visitor.page(f"/trajecten/{trajectory.id}?na={place}").html


def test_what_is_empty_says_what_to_do(visitor, trajectory):
    text = page_of(visitor, trajectory).text
    for words in ("Nog geen checklist", "Nog geen contact", "Nog geen doelen"):
        assert words in text


@pytest.mark.parametrize(
    ("state", "words"),
    [("prepared", "Wordt voorbereid"), ("planned", "Gesprek gepland met"), ("returned", "Teruggegeven door")],
)
def test_the_handover_says_where_it_stands_and_leads_there(make, visitor, trajectory, state, words):
    reason = {"returned_reason": "other_area"} if state == "returned" else {}
    handover = make.handover(
        trajectory, make.team(), state=state, meeting_on=make.day(3), meeting_at=time(10), **reason
    )
    page = page_of(visitor, trajectory)
    assert words in page.text
    assert page.links[f"Bekijk overdracht {handover.reference}"] == f"/overdrachten/{handover.reference}"


def test_without_a_handover_it_says_when_to_begin(make, visitor, volunteer):
    later = make.trajectory(claimed_by=volunteer, ends_on=make.day(200))
    soon = make.trajectory(claimed_by=volunteer, ends_on=make.day(60))
    assert "Nog niet begonnen" in page_of(visitor, later).text
    assert "Tijd om te beginnen" in page_of(visitor, soon).text


def test_the_coordinator_reads_who_supported_them_when_the_volunteer_does_not(make, sign_in, visitor, trajectory):
    earlier = make.volunteer(user=make.user(first_name="Eerdere", last_name="Begeleider"))
    make.assignment(trajectory, earlier, starts_on=make.day(-14), ends_on=make.day(-14), end_reason="stops")
    assert "Eerdere Begeleider" in page_of(sign_in(make.coordinator()), trajectory).text
    assert "Eerdere Begeleider" not in page_of(visitor, trajectory).text


MANAGING = {"toewijzen", "verlengen", "afsluiten", "overdracht", "wijzigen", "inzage"}


def test_each_role_finds_its_own_actions(make, sign_in, visitor, trajectory):
    def actions(page):
        addresses = {href.partition("?")[0].partition("#")[0] for href in page.links.values()}
        return {href for href in addresses if href.startswith(("/trajecten/", "/huishoudens/"))}

    own, managing = actions(page_of(visitor, trajectory)), actions(page_of(sign_in(make.coordinator()), trajectory))
    assert f"/trajecten/{trajectory.id}/contact" in own & managing
    assert f"/trajecten/{trajectory.id}/vrijgeven" in own & managing
    assert {href.rpartition("/")[2] for href in managing} >= MANAGING
    assert not {href.rpartition("/")[2] for href in own} & MANAGING


def test_every_link_and_button_of_the_coordinators_page_leads_somewhere(app, make, sign_in, trajectory):
    make.checklist(trajectory)
    make.save(Goal(trajectory_id=trajectory.id, topic_id=make.topic().id, words="Zelf.", looked_at_on=make.today))
    make.handover(trajectory, make.team())
    page = page_of(sign_in(make.coordinator()), trajectory)
    addresses = app.url_map.bind("localhost")
    for href in page.links.values():
        if href.startswith("/") and not href.startswith("/huishoudens/"):
            assert addresses.match(href.partition("#")[0].partition("?")[0])
    for form in page.all("form"):
        assert addresses.match(form.get("action"), method=form.get("method").upper())


def test_a_closed_trajectory_is_read_not_changed(make, sign_in):
    closed = make.trajectory(closed_on=make.day(-1), closure_outcome="moved_away", closure_reason="Naar Zwolle.")
    page = page_of(sign_in(make.coordinator()), closed)
    assert "Gesloten op 8 maart 2026" in page.text
    assert "Naar Zwolle." in page.text
    assert not {
        words
        for words in page.links
        if words.startswith(("Contact vastleggen", "Doel opschrijven", "Periode zonder contact"))
    }


def test_the_page_asks_the_database_as_much_for_200_contacts_and_items_as_for_5(app, make, visitor, volunteer, sign_in):
    counts = []
    for size in (5, 200):
        trajectory = make.trajectory(claimed_by=volunteer)
        fill(make, trajectory, volunteer, size)
        for reader in (visitor, sign_in(make.coordinator())):
            with statements(app) as seen:
                page_of(reader, trajectory)
            counts.append(len(seen))
    assert counts[:2] == counts[2:]


def fill(make, trajectory, volunteer, size):
    """So many contacts, goals, silences and earlier volunteers; items as many as the list has."""
    for number in range(size):
        make.contact(trajectory, volunteer.user, on_date=make.day(-number % 14))
    make.checklist(trajectory, how_many=min(size, 41), state="done", done_by="client", changed_by_id=volunteer.user_id)
    db.session.add_all(
        Goal(
            trajectory_id=trajectory.id, topic_id=make.topic(1 + n % 12).id, words=f"Doel {n}", looked_at_on=make.today
        )
        for n in range(size)
    )
    db.session.add_all(
        PlannedSilence(trajectory_id=trajectory.id, starts_on=make.day(n), ends_on=make.day(n), reason="Weg")
        for n in range(size)
    )
    db.session.commit()
    for _each in range(size // 5):
        make.assignment(trajectory, make.volunteer(), ends_on=make.today, end_reason="stops")
