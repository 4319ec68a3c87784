"""Vandaag and Beschikbaar of a volunteer who supports nobody: what is still needed, whom to ask, how many wait."""

from datetime import date
from itertools import product

import pytest

from portal.access import RoleKind
from portal.db import db
from portal.trajectories.pool import words
from portal.trajectories.pool.reader import Reader, reader
from portal.trajectories.rules import VolunteerFacts, personal_refusals

NOTHING = {"conduct_certificate_seen_on": None, "confidentiality_signed_on": None, "basic_course_on": None}


@pytest.fixture
def sandra(make):
    return make.coordinator(
        make.location(), first_name="Sandra", last_name="Vermeulen", email="sandra@example.org", phone="0612345602"
    )


def newcomer(make, **values):
    return make.volunteer(make.location(), **values).user


def test_a_first_time_volunteer_sees_what_is_still_needed_whom_to_ask_and_how_many_wait(make, sign_in, sandra):
    for _each in range(3):
        make.trajectory()
    user = newcomer(make, **{**NOTHING, "confidentiality_signed_on": make.day(-3)})
    page = sign_in(user).page("/vandaag")
    assert "Nog 2 stappen, dan kunt u een huishouden kiezen." in page.text
    assert "2 van 4 klaar" in page.text
    assert [item.get("class") for item in page.all("li") if (item.get("id") or "").startswith("step-")] == [
        *("done", "done", "", "")
    ]
    assert "Laat hem aan uw coördinator zien." in page.text
    assert "3 trajecten wachten op een begeleider." in page.text
    assert {"tel:0612345602", "mailto:sandra@example.org"} <= set(page.links.values())
    assert "Tekle" not in page.text
    assert "/claimen" not in page.html


def test_beschikbaar_names_the_obstacles_first_and_then_one_line(make, sign_in, sandra):
    trajectories = [make.trajectory(), make.trajectory()]
    page = sign_in(newcomer(make, **NOTHING)).page("/beschikbaar")
    assert page.text.index("Uw VOG is nog niet gezien.") < page.text.index("2 trajecten wachten op een begeleider.")
    assert "Sandra Vermeulen" in page.text
    assert page.all("article") == []
    for trajectory in trajectories:
        assert f"/trajecten/{trajectory.id}/" not in page.html


def test_who_can_begin_is_led_to_the_pool(make, sign_in, sandra):
    make.trajectory()
    page = sign_in(newcomer(make)).page("/vandaag")
    assert "U kunt een huishouden kiezen." in page.text
    assert "1 traject wacht op een begeleider." in page.text
    assert page.links["Naar Beschikbaar"] == "/beschikbaar"
    assert "Zo ver bent u" not in page.text


def test_only_what_the_reader_could_claim_is_counted(make, sign_in, sandra):
    kept, elsewhere = make.trajectory(), make.trajectory(household=make.household(make.location("Team Elders")))
    assert elsewhere.location_id != kept.location_id
    kept.reserved_for_id, kept.reserved_until = make.volunteer(make.location()).id, make.day(3)
    db.session.commit()
    assert "0 trajecten wachten" in sign_in(newcomer(make, **NOTHING)).page("/vandaag").text


def test_nobody_elsewhere_is_named_to_ask(make, sign_in, sandra):
    make.coordinator(make.location("Team Elders"), first_name="Evi", last_name="Elders")
    page = sign_in(newcomer(make, **NOTHING)).page("/vandaag")
    assert "Sandra Vermeulen" in page.text
    assert "Evi Elders" not in page.text


def test_without_a_record_at_the_location_the_page_says_whom_to_ask(make, sign_in, sandra):
    user = make.user()
    make.role(user, RoleKind.VOLUNTEER, location=make.location())
    for path in ("/vandaag", "/beschikbaar"):
        page = sign_in(user).page(path)
        assert "U bent hier nog niet ingeschreven als vrijwilliger" in page.text
        assert "Sandra Vermeulen" in page.text


def test_the_steps_say_the_same_as_the_claim_whatever_is_missing(make, app):
    """Each combination of papers: one open step for each refusal, and none when the claim refuses nothing."""
    today = date(2026, 3, 9)
    days = (None, date(2022, 1, 1), date(2026, 3, 10), date(2026, 1, 1))
    for status, seen, signed, course, most in product(("active", "leaving"), days, days, days, (0, 4)):
        facts = VolunteerFacts("supporter", status, seen, signed, course, 4, 0, 0, most)
        who = Reader(1, 1, facts, today)
        steps = words.steps(who)
        assert len([step for step in steps if not step.done]) == len(personal_refusals(facts, today)), facts
        assert all(step.text for step in steps[1:])


def test_a_volunteer_with_an_expired_certificate_reads_that(make, sign_in, sandra):
    user = newcomer(make, conduct_certificate_seen_on=date(2022, 1, 1))
    assert "Uw VOG is ouder dan drie jaar." in sign_in(user).page("/vandaag").text
    assert reader(make.actor(user), make.today).obstacles == ["certificate_expired"]


def test_a_newcomer_is_told_of_a_notice_and_one_without_a_coordinator_is_sent_to_nobody(make, sign_in):
    user = newcomer(make, **NOTHING)
    for path in ("/vandaag", "/beschikbaar", f"/trajecten/{make.trajectory().id}/claimen"):
        assert "Vraag gerust" not in sign_in(user).page(path).text
    make.notice(user)
    assert sign_in(user).page("/vandaag").links["U hebt 1 nieuwe melding"] == "/meldingen"
