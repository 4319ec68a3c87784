"""Rule 10 on the form that people fill in most: whatever happens while sending, one entry or the text still there."""

import pytest
from sqlalchemy import select

from portal.access import RoleKind
from portal.contacts.models import ContactMoment
from portal.db import db
from tests.make import PASSWORD
from tests.support.audit import lines

NOTE = "Samen de brief van de gemeente gelezen."


@pytest.fixture
def volunteer(make):
    return make.volunteer(user=make.user(email="v@example.org", password=PASSWORD))


@pytest.fixture
def trajectory(make, volunteer):
    return make.trajectory(claimed_by=volunteer)


@pytest.fixture
def form(sign_in, volunteer, trajectory):
    return sign_in(volunteer.user).page(f"/trajecten/{trajectory.id}/contact").form("Vastleggen")


def notes():
    return list(db.session.scalars(select(ContactMoment.note)))


def test_rule_10_a_session_that_ended_while_typing_asks_to_sign_in_and_stores_once(form, make, clock, trajectory):
    clock.move(minutes=16)
    answer = form.submit(topics=[str(make.topic(1).id)], note=NOTE)
    assert answer.status == 401
    assert notes() == []
    again = answer.form("Inloggen en opslaan")
    assert again.fields["note"] == [NOTE]
    stored = again.submit(_resume_email="v@example.org", _resume_password=PASSWORD)
    assert stored.status == 303
    assert stored.location.startswith(f"/trajecten/{trajectory.id}#contact-")
    assert notes() == [NOTE]
    second_tap = again.page.client.page(
        f"/trajecten/{trajectory.id}/contact",
        method="POST",
        data={**again.fields, "_resume_email": "v@example.org", "_resume_password": PASSWORD},
        status=400,
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert second_tap.form("Nu opslaan").submit().location == stored.location
    assert notes() == [NOTE]
    assert len(lines("contact.logged")) == 1


def test_rule_10_a_household_that_was_released_meanwhile_gives_the_words_back(form, make, volunteer, trajectory):
    make.reload(trajectory).current.ends_on = make.today
    make.save(trajectory)

    answer = form.submit(topics=[str(make.topic(1).id)], note=NOTE)

    assert answer.status == 404
    assert NOTE in answer.text
    assert "Kopieer wat u wilt bewaren." in answer.text
    assert trajectory.household.name not in answer.text
    assert notes() == []


def test_words_of_another_site_are_not_repeated(sign_in, volunteer, trajectory):
    answer = sign_in(volunteer.user).page(
        f"/trajecten/{trajectory.id}/contact", method="POST", data={"note": NOTE}, status=400
    )

    assert NOTE not in answer.text


def test_rule_10_a_wrong_password_on_that_page_still_holds_the_text(form, make, clock):
    clock.move(minutes=16)
    answer = form.submit(topics=[str(make.topic(1).id)], note=NOTE)
    again = answer.form("Inloggen en opslaan").submit(
        _resume_email="v@example.org", _resume_password="niet-dit-wachtwoord"
    )
    assert again.status == 401
    assert again.form("Inloggen en opslaan").fields["note"] == [NOTE]
    assert notes() == []


def test_rule_10_an_old_page_asks_for_one_more_tap_and_stores_once(form, make):
    values = {"topics": [str(make.topic(1).id)], "note": NOTE}
    typed = {**form.fields, **values, "csrf_token": "old"}
    visitor = form.page.client
    answer = visitor.page(
        form.page.url, method="POST", data=typed, status=400, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert notes() == []
    assert answer.form("Nu opslaan").submit().status == 303
    assert notes() == [NOTE]


def test_rule_10_a_page_of_another_site_stores_nothing_and_carries_nothing(form, make):
    typed = {**form.fields, "topics": [str(make.topic(1).id)], "note": NOTE, "csrf_token": "old"}
    answer = form.page.client.page(
        form.page.url, method="POST", data=typed, status=400, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert NOTE not in answer.html
    assert notes() == []


FOREIGN = (
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "https://elders.example.org"},
    {"Origin": "null"},
)


@pytest.mark.parametrize("headers", FOREIGN)
def test_what_another_site_filled_in_is_not_offered_for_signing_in(client, trajectory, headers):
    # From another site a browser sends no session along: who is signed in looks like a stranger.
    answer = client.page(
        f"/trajecten/{trajectory.id}/contact", method="POST", data={"note": NOTE}, status=400, headers=headers
    )
    assert NOTE not in answer.html
    assert "_resume_password" not in answer.html


def test_a_page_of_another_site_does_not_take_the_place_of_the_session(client):
    for path in ("/vandaag", "/inloggen", "/uitloggen", "/taal"):
        answer = client.page(path, method="POST", data={}, status=None, headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status in (400, 405)
        assert "Set-Cookie" not in answer.response.headers


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://localhost"}, {}])
def test_our_own_page_is_offered_again_whatever_the_browser_says_of_it(client, trajectory, headers):
    answer = client.page(
        f"/trajecten/{trajectory.id}/contact", method="POST", data={"note": NOTE}, status=401, headers=headers
    )
    assert answer.form("Inloggen en opslaan").fields["note"] == [NOTE]


def test_rule_10_a_correction_survives_the_end_of_a_session_too(make, clock, sign_in, volunteer, trajectory):
    contact = make.contact(trajectory, volunteer.user, note="Eerst.")
    form = sign_in(volunteer.user).page(f"/contacten/{contact.id}").form("Wijziging opslaan")
    clock.move(minutes=16)
    answer = form.submit(note=NOTE).form("Inloggen en opslaan")
    assert answer.submit(_resume_email="v@example.org", _resume_password=PASSWORD).status == 303
    assert notes() == [NOTE]


def test_rule_10_who_was_released_meanwhile_reads_that_it_is_no_longer_theirs(form, make, trajectory):
    trajectory.current.ends_on = make.today
    trajectory.current.end_reason = "stops"
    db.session.commit()
    answer = form.submit(topics=[str(make.topic(1).id)], note=NOTE)
    assert answer.status == 404
    assert "hoort dit niet meer bij u" in answer.text
    assert notes() == []


def test_rule_10_who_has_two_roles_signs_in_again_in_the_one_in_which_they_typed(sign_in, make, clock):
    user = make.user(email="both@example.org", password=PASSWORD)
    make.role(user, RoleKind.COORDINATOR, location=make.location("Team Elders"))
    volunteer = make.volunteer(user=user)
    role = next(role for role in make.reload(user).roles if role.kind == RoleKind.VOLUNTEER)
    trajectory = make.trajectory(claimed_by=volunteer)
    form = sign_in(user, role=role).page(f"/trajecten/{trajectory.id}/contact").form("Vastleggen")
    clock.move(minutes=16)
    again = form.submit(topics=[str(make.topic(1).id)], note=NOTE).form("Inloggen en opslaan")
    assert again.submit(_resume_email="both@example.org", _resume_password=PASSWORD).status == 303
    assert notes() == [NOTE]
