"""The coordinator decides on a late contact: into the file, or not and why."""

from datetime import time

import pytest
from sqlalchemy import select

from portal.contacts.late import service as late_service
from portal.contacts.late.models import LateContact
from portal.contacts.models import ContactMoment
from portal.db import db
from portal.people.models.people import Notice
from portal.refusals import Refused
from tests.support.audit import lines
from tests.support.races import race, rounds
from tests.support.smtp import sent_now

pytestmark = pytest.mark.each_database

WORDS = "קראנו את המכתב\nو فردا زنگ می‌زنیم.\n\n“Twee”  spaties – <b>é</b> " + "ß" * 900


@pytest.fixture
def volunteer(make):
    return make.volunteer(user=make.user(first_name="Vera", last_name="Vos"))


@pytest.fixture
def coordinator(make):
    return make.coordinator(first_name="Carla", last_name="Coster")


@pytest.fixture
def trajectory(make, volunteer):
    trajectory = make.trajectory()
    make.assignment(trajectory, volunteer, ends_on=make.day(-2), end_reason="no_time")
    return make.reload(trajectory)


@pytest.fixture
def late(make, trajectory, volunteer):
    return make.late_contact(trajectory, volunteer.user, on_date=make.day(-2))


def contacts():
    return list(db.session.scalars(select(ContactMoment).order_by(ContactMoment.id)))


def told(user, visitor):
    """The notices of somebody."""
    assert db.session.scalars(select(Notice).where(Notice.user_id == user.id)).all()
    return visitor.page("/meldingen").text


def test_what_waits_is_on_the_board_and_on_the_list_with_who_it_is_about(sign_in, coordinator, volunteer, late):
    board = sign_in(coordinator).page("/bord")
    tile = next(words for words in board.links if "ingestuurd" in words)
    assert tile == "later ingestuurd, nog te bekijken 1"

    page = sign_in(coordinator).page(board.links[tile])
    assert "Vera Vos" in page.text
    assert "Huisbezoek · 60 minuten" in page.text
    assert page.links[f"{late.trajectory.household.name}, 7 maart 2026"] == f"/nagekomen/{late.id}"


def test_without_one_the_board_says_nothing_and_the_list_what_it_is_for(make, sign_in, coordinator, late):
    late_service.decline(make.act(coordinator), late.id, "Dubbel.")
    elsewhere = make.coordinator(make.location("Team Elders"))
    make.late_contact(make.trajectory(location=make.location("Team Elders")), late.author)

    assert "later ingestuurd" not in sign_in(coordinator).page("/bord").text
    assert "Er is geen later ingestuurd contact" in sign_in(coordinator).page("/nagekomen").text
    assert "later ingestuurd, nog te bekijken 1" in sign_in(elsewhere).page("/bord").text


def test_the_oldest_comes_first_and_below_it_what_was_settled_in_the_last_month(
    make, sign_in, coordinator, volunteer, trajectory, clock
):
    earlier = make.late_contact(trajectory, volunteer.user, on_date=make.day(-9))
    late_service.decline(make.act(coordinator), earlier.id, "Dubbel.")
    clock.move(days=1)
    for days in (3, 4):
        make.late_contact(trajectory, volunteer.user, on_date=make.day(-days))
    page = sign_in(coordinator).page("/nagekomen")
    days = [each.all("h2", "h3")[0].text.split(", ")[1] for each in page.all("article")]
    assert days == ["7 maart 2026", "6 maart 2026", "28 februari 2026"]
    assert "Door Carla Coster" in page.text
    clock.move(days=30)
    assert "Onlangs behandeld" not in sign_in(coordinator).page("/nagekomen").text


def test_the_list_goes_on_behind_the_last_one_shown(make, sign_in, coordinator, volunteer, trajectory):
    for _each in range(26):
        make.late_contact(trajectory, volunteer.user)
    page = sign_in(coordinator).page("/nagekomen")
    assert len(page.all("article")) == 25
    assert len(sign_in(coordinator).page(page.links["Volgende"]).all("article")) == 1


def test_everything_it_says_is_on_its_page_word_for_word(make, sign_in, coordinator, volunteer, trajectory):
    said = {"note": WORDS, "interpreter_used": True, "next_appointment_on": make.day(3)}
    late = make.late_contact(trajectory, volunteer.user, on_date=make.day(-2), next_appointment_at=time(14, 30), **said)
    page = sign_in(coordinator).page(f"/nagekomen/{late.id}")

    (note,) = page.all("div", class_="note")
    assert ("".join(note.children), note.get("dir")) == (WORDS, "auto")
    for words in ("Vera Vos", "zaterdag 7 maart 2026", "Huisbezoek", "60 minuten", "Wonen", "12 maart 2026 14:30"):
        assert words in page.text
    assert page.links[late.trajectory.household.name] == f"/trajecten/{trajectory.id}"
    assert {line.facts["list"] for line in lines("trajectory.listed")} == {"late"}


@pytest.mark.parametrize(
    ("said", "more"),
    [
        ({}, []),
        ({"purpose": "evaluation"}, ["Evaluatie"]),
        ({"purpose": "intake", "reached": False, "interpreter_used": True}, ["Intake · Niet bereikt · Met tolk"]),
    ],
)
def test_below_how_it_went_stands_what_was_not_as_usual(make, sign_in, coordinator, volunteer, trajectory, said, more):
    late = make.late_contact(trajectory, volunteer.user, **said)
    page = sign_in(coordinator).page(f"/nagekomen/{late.id}")
    assert [node.text for node in page.all("dd")[1].all("small")] == more


def test_put_in_the_file_it_is_a_contact_of_its_author_and_they_hear_of_it(
    make, sign_in, coordinator, volunteer, trajectory
):
    late = make.late_contact(trajectory, volunteer.user, on_date=make.day(-2), note=WORDS)
    answer = sign_in(coordinator).page(f"/nagekomen/{late.id}").form("In het dossier zetten").submit()

    (contact,) = contacts()
    assert (contact.said, contact.author_id, contact.trajectory_id) == (late.said, volunteer.user_id, trajectory.id)
    assert (answer.status, answer.location) == (303, "/nagekomen")
    assert "Het contact staat in het dossier. Vera Vos krijgt een melding." in answer.follow().text
    found = make.reload(late)
    assert (found.outcome, found.contact_id, found.settled_by_id) == ("logged", contact.id, coordinator.id)
    for event, subject in (("late_contact.logged", late.id), ("contact.logged", contact.id)):
        (line,) = lines(event)
        assert (line.actor_id, line.subject_id, line.facts) == (coordinator.id, subject, {"contact_id": contact.id})
    words = "Uw contact van 07-03-2026 met een huishouden in 2132 staat nu in het dossier."
    assert words in told(volunteer.user, sign_in(volunteer.user))
    assert "Vera Vos" in sign_in(coordinator).page(f"/trajecten/{trajectory.id}").text


def test_not_taken_over_asks_for_a_reason_and_its_author_reads_it(make, sign_in, coordinator, volunteer, late):
    form = sign_in(coordinator).page(f"/nagekomen/{late.id}/niet-overnemen").form("Niet overnemen")
    empty, secret = form.submit(reason="  \n "), form.submit(reason="Zie 123456782.")
    assert (empty.status, secret.status) == (422, 422)
    assert "Schrijf op waarom." in empty.form("Niet overnemen").errors["reason"]
    assert "burgerservicenummer" in secret.form("Niet overnemen").errors["reason"]
    assert not make.reload(late).settled

    answer = form.submit(reason="Dit gesprek staat er al:\r\n100 % zeker.")

    assert (answer.status, answer.location) == (303, "/nagekomen")
    found = make.reload(late)
    assert (found.outcome, found.reason) == ("declined", "Dit gesprek staat er al: 100 % zeker.")
    assert "niet overgenomen. De reden: Dit gesprek staat er al: 100 % zeker." in told(
        volunteer.user, sign_in(volunteer.user)
    )
    assert [line.actor_id for line in lines("late_contact.declined")] == [coordinator.id]
    assert contacts() == []
    assert "Dit gesprek staat er al" in sign_in(coordinator).page(f"/nagekomen/{late.id}").text


def test_no_mail_says_more_than_that_something_is_there(make, sign_in, coordinator, volunteer, late):
    late_service.decline(make.act(coordinator), late.id, "Merhawi is verhuisd.")
    sent = sent_now(make.act(coordinator))

    assert [mail["To"] for mail in sent] == [volunteer.user.email]
    assert not [name for name in ("Merhawi", "2132", "Vos", "Carla", "07-03") if name in sent[0].as_string()]


@pytest.mark.parametrize("step", ["in-dossier", "niet-overnemen"])
def test_a_double_tap_settles_once_and_both_lead_to_the_same_place(sign_in, coordinator, volunteer, late, step):
    visitor = sign_in(coordinator)
    answers = [visitor.send(f"/nagekomen/{late.id}/{step}", {"reason": "Dubbel."}) for _tap in range(2)]

    assert [(each.status, each.location) for each in answers] == [(303, "/nagekomen")] * 2
    assert len(contacts()) == (step == "in-dossier")
    assert len(lines("late_contact.logged") + lines("late_contact.declined")) == 1
    assert len(db.session.scalars(select(Notice).where(Notice.user_id == volunteer.user_id)).all()) == 1


@pytest.mark.parametrize("step", ["in-dossier", "niet-overnemen"])
@pytest.mark.parametrize("first", ["logged", "declined"])
def test_whoever_comes_second_reads_what_was_done_and_keeps_their_words(make, sign_in, coordinator, late, step, first):
    other = make.coordinator(first_name="Ada", last_name="Bos")
    settle = {"logged": (late_service.put_in_file,), "declined": (late_service.decline, "Dubbel.")}[first]
    settle[0](make.act(other), late.id, *settle[1:])

    answer = sign_in(coordinator).send(f"/nagekomen/{late.id}/{step}", {"reason": "Ander huishouden."})

    assert answer.status == 409
    assert "Ada Bos heeft dit later ingestuurde contact al behandeld." in answer.text
    assert ("Ander huishouden." in answer.text) is (step == "niet-overnemen")
    assert answer.buttons.count("In het dossier zetten") == 0
    assert len(contacts()) == (first == "logged")
    assert make.reload(late).outcome == first


@rounds()
def test_of_two_coordinators_at_once_one_wins_and_the_other_hears_who(make, coordinator, volunteer, trajectory, rounds):
    acts = [make.act(coordinator), make.act(make.coordinator())]
    for number in range(rounds):
        key = make.late_contact(trajectory, volunteer.user, on_date=make.day(-2)).id

        def settle(place, key=key):
            if place % 2:
                return late_service.decline(acts[1], key, "Dubbel.").outcome
            return late_service.put_in_file(acts[0], key).outcome

        answers = race(4, settle)
        won = db.session.get(LateContact, key).outcome
        assert sorted(str(each) for each in answers) == sorted([won] * 2 + ["late_settled"] * 2)
        assert all(isinstance(each, Refused) for each in answers if each != won)
        assert len(lines("late_contact.logged") + lines("late_contact.declined")) == number + 1
    assert len(contacts()) == len(lines("late_contact.logged"))


@pytest.mark.parametrize("who", ["author", "current", "elsewhere"])
def test_rule_3_nobody_but_the_coordinators_of_the_location_finds_it(make, sign_in, trajectory, volunteer, late, who):
    current = make.volunteer()
    make.assignment(trajectory, current, starts_on=make.today)
    elsewhere = make.coordinator(make.location("Team Elders"))
    visitor = sign_in({"author": volunteer.user, "current": current.user, "elsewhere": elsewhere}[who])

    for step in ("", "/niet-overnemen"):
        assert "Merhawi" not in visitor.page(f"/nagekomen/{late.id}{step}", status=404).html
    for step in ("in-dossier", "niet-overnemen"):
        visitor.send(f"/nagekomen/{late.id}/{step}", {"reason": "Nee."}, status=404)
    assert not make.reload(late).settled
    assert contacts() == []
