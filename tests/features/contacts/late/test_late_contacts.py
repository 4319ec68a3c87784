"""A contact that reaches the portal after its author's support of the household ended: nothing of it is lost."""

from dataclasses import replace
from datetime import time

import pytest
from sqlalchemy import select

from portal.contacts import service
from portal.contacts.late import queries as late_queries
from portal.contacts.late import service as late_service
from portal.contacts.late.models import LateContact
from portal.contacts.models import ContactMoment
from portal.contacts.rules import ContactDetails
from portal.db import db
from portal.people.models.people import Notice
from portal.refusals import NotVisible, Refused
from portal.trajectories.assignments.service import claim, release
from tests.support.audit import lines
from tests.support.races import race, rounds

WORDS = "\u202bקראנו את המכתב\u202c\nخواندیم، و فردا زنگ می‌زنیم.\n\n  “Twee” spaties  –  é " + "ß" * 900


@pytest.fixture
def volunteer(make):
    return make.volunteer()


@pytest.fixture
def coordinator(make):
    return make.coordinator()


@pytest.fixture
def released(make, volunteer, coordinator):
    """A trajectory that the volunteer supported from two weeks ago until yesterday."""
    trajectory = make.trajectory()
    make.assignment(trajectory, volunteer, ends_on=make.day(-1), end_reason="no_time")
    return make.reload(trajectory)


@pytest.fixture
def visit(make):
    """A visit of the last day of support."""
    return ContactDetails(
        make.day(-1), 75, "home_visit", "evaluation", True, frozenset({make.topic(1).id, make.topic(4).id}), "Post."
    )


def stored(model=LateContact):
    return list(db.session.scalars(select(model).order_by(model.id)))


def notices(user):
    return [(each.code, each.path) for each in db.session.scalars(select(Notice).where(Notice.user_id == user.id))]


def refusal(act, trajectory, details, key="key"):
    with pytest.raises(Refused) as refused:
        late_service.hand_in(act, trajectory.id, details, key)
    return refused.value.code


def test_rule_10_what_somebody_did_before_their_support_ended_is_kept_word_for_word(make, volunteer, released, visit):
    said = replace(visit, note=WORDS, interpreter_used=True, next_appointment_on=make.day(4))
    said = replace(said, next_appointment_at=time(14, 30))

    late = late_service.hand_in(make.act(volunteer.user), released.id, said, "key")

    assert make.reload(late).said == said
    assert (late.author_id, late.trajectory_id, late.settled) == (volunteer.user_id, released.id, False)
    assert stored(ContactMoment) == []


def test_the_coordinators_of_the_location_are_told_and_a_line_says_so(make, volunteer, coordinator, released, visit):
    elsewhere = make.coordinator(make.location("Team Elders"))

    late = late_service.hand_in(make.act(volunteer.user), released.id, visit, "key")

    assert notices(coordinator) == [("late_contact", f"/nagekomen/{late.id}")]
    assert notices(elsewhere) == notices(volunteer.user) == []
    (line,) = lines("late_contact.handed_in")
    assert (line.actor_id, line.subject_id, line.household_id) == (volunteer.user_id, late.id, released.household_id)


def test_arriving_twice_stores_once_also_when_it_was_settled_in_between(
    make, volunteer, coordinator, released, visit, clock
):
    act = make.act(volunteer.user)
    first = late_service.hand_in(act, released.id, visit, "key")
    again = late_service.hand_in(act, released.id, visit, "key")
    late_service.decline(make.act(coordinator), first.id, "Dubbel.")
    clock.move(days=3)
    later = late_service.hand_in(make.act(volunteer.user), released.id, visit, "key")

    assert [each.id for each in stored()] == [first.id] == [again.id] == [later.id]
    assert len(lines("late_contact.handed_in")) == len(notices(coordinator)) == 1


@rounds()
def test_the_same_key_sent_eight_times_at_once_is_kept_once(make, volunteer, coordinator, released, visit, rounds):
    act, trajectory_id = make.act(volunteer.user), released.id
    for number in range(1, rounds + 1):
        key = f"key-{number}"
        answers = race(8, lambda _each, key=key: late_service.hand_in(act, trajectory_id, visit, key).id)

        assert answers == [stored()[-1].id] * 8
        assert len(stored()) == len(lines("late_contact.handed_in")) == len(notices(coordinator)) == number


def test_an_old_form_filled_in_anew_is_never_taken_for_the_first_one(make, volunteer, released, visit):
    act = make.act(volunteer.user)
    late_service.hand_in(act, released.id, visit, "key")

    assert refusal(act, released, replace(visit, note="Een ander gesprek.")) == "already_stored"
    assert [each.said.note for each in stored()] == ["Post."]


def test_one_visit_to_two_released_households_is_handed_in_for_each_with_the_key_of_its_form(
    make, volunteer, released, visit
):
    other = make.trajectory()
    make.assignment(other, volunteer, ends_on=make.day(-1), end_reason="no_time")
    for _time in range(2):
        for trajectory in (released, other):
            late_service.hand_in(make.act(volunteer.user), trajectory.id, visit, "key")

    assert [each.trajectory_id for each in stored()] == [released.id, other.id]


def test_the_same_key_of_two_authors_is_two_entries(make, volunteer, released, visit):
    other = make.volunteer()
    make.assignment(released, other, starts_on=make.day(-3), ends_on=make.day(-2), end_reason="stops")
    for each in (volunteer, other):
        late_service.hand_in(make.act(each.user), released.id, visit, "key")

    assert [each.author_id for each in stored()] == [volunteer.user_id, other.user_id]


@pytest.mark.parametrize("who", ["colleague", "elsewhere", "coordinator", "team_member", "admin", "nowhere"])
def test_rule_3_who_never_supported_them_hears_that_there_is_nothing(make, coordinator, released, visit, who):
    users = {
        "colleague": lambda: make.volunteer().user,
        "elsewhere": lambda: make.volunteer(make.location("Team Elders")).user,
        "coordinator": lambda: coordinator,
        "team_member": lambda: make.team_member(make.team()),
        "admin": make.admin,
        "nowhere": lambda: make.volunteer().user,
    }
    act = make.act(users[who]())
    trajectory_id = 77_077 if who == "nowhere" else released.id
    with pytest.raises(NotVisible):
        late_service.hand_in(act, trajectory_id, replace(visit, note="123456782"), "")

    assert not late_queries.was_mine(act.actor, trajectory_id)
    assert stored() == lines("late_contact.handed_in") == notices(coordinator) == []


def test_who_supports_them_now_logs_it_as_always(make, volunteer, released, visit):
    make.assignment(released, volunteer, starts_on=make.today)

    assert refusal(make.act(volunteer.user), released, visit) == "late_still_yours"
    assert not late_queries.was_mine(make.actor(volunteer.user), released.id)
    assert stored() == []


def test_released_is_told_from_the_moment_on_at_which_the_support_ends(make, volunteer):
    trajectory, act = make.trajectory(), make.act(volunteer.user)
    heard = [late_queries.was_mine(act.actor, trajectory.id)]
    claim(act, trajectory.id)
    heard.append(late_queries.was_mine(act.actor, trajectory.id))
    release(act, trajectory.id, "no_time", None)
    heard.append(late_queries.was_mine(act.actor, trajectory.id))

    assert heard == [False, False, True]


def test_the_household_may_have_another_volunteer_or_be_closed_by_now(make, volunteer, released, visit):
    make.assignment(released, make.volunteer(), starts_on=make.today)
    closed = make.trajectory(closed_on=make.day(-3), closure_outcome="moved_away")
    make.assignment(closed, volunteer, ends_on=make.day(-3), end_reason="closed")
    for key, trajectory in enumerate((released, closed)):
        assert late_queries.was_mine(make.actor(volunteer.user), trajectory.id)
        # A day after the closure will do too: when that was is no longer theirs to know.
        late_service.hand_in(make.act(volunteer.user), trajectory.id, visit, f"key-{key}")

    assert [each.trajectory_id for each in stored()] == [released.id, closed.id]


def test_who_took_on_another_role_meanwhile_still_hands_in_what_they_did(make, volunteer, released, visit):
    other = make.volunteer(make.location("Team Elders"), user=volunteer.user)
    role = next(each for each in volunteer.user.roles if each.location_id == other.location_id)

    late = late_service.hand_in(make.act(volunteer.user, role), released.id, visit, "key")

    assert make.reload(late).location_id == released.location_id


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"on_date": "tomorrow"}, "contact_in_future"),
        ({"on_date": "long ago"}, "contact_before_start"),
        ({"topic_ids": frozenset()}, "topic_missing"),
        ({"note": "x" * 1001}, "note_too_long"),
        ({"note": "Zijn nummer is 123456782."}, "note_has_bsn"),
        ({"way": "pigeon"}, "late_malformed"),
    ],
)
def test_what_the_log_form_would_not_take_is_refused_with_its_reason(make, volunteer, released, visit, said, code):
    days = {"tomorrow": make.day(1), "long ago": make.day(-60)}
    values = {name: days.get(value, value) if name == "on_date" else value for name, value in said.items()}

    assert refusal(make.act(volunteer.user), released, replace(visit, **values)) == code
    assert stored() == []


@pytest.mark.parametrize("also", [False, True], ids=["alone", "one of two"])
def test_what_was_logged_but_whose_answer_got_lost_is_in_the_file_already(make, volunteer, visit, also):
    trajectory, other = (make.trajectory(claimed_by=volunteer, claimed_on=make.day(-9)) for _each in range(2))
    act = make.act(volunteer.user)
    service.log(act, [other.id, trajectory.id] if also else [trajectory.id], visit, "key")
    release(act, trajectory.id, "no_time", None)

    assert refusal(act, trajectory, visit) == "late_in_file"
    assert refusal(act, trajectory, replace(visit, minutes=5)) == "already_stored"
    assert stored() == []
