"""Three months before the end supporter and coordinator see the handover coming, with its next step and day."""

from datetime import date

import pytest
from sqlalchemy import select

from portal.db import db
from portal.handovers.models.parts import NotGoing
from portal.handovers.path import OPEN_STATES
from portal.handovers.planning.queries import coming, coming_keys, counts, next_steps
from tests.support.audit import lines
from tests.support.statements import statements

COMING = "/overdrachten/aankomend"


@pytest.fixture
def ends(make):
    """`ends("Senait", 40)`: a household whose support began half a year ago and ends in 40 days."""

    def start(name, days, type="social_support", **values):  # noqa: A002 - the glossary's word
        household = make.household(client={"first_name": name, "last_name": "Tekle"})
        dates = {"starts_on": make.day(-180), "ends_on": make.day(days)}
        return make.trajectory(type, household=household, **dates, **values)

    return start


def rows_of(page):
    """Household → the text of its row."""
    return {row.all("th")[0].text.removesuffix(" Tekle"): row.text for row in page.all("tr")[1:]}


def test_what_is_late_comes_first_then_what_ends_soonest(make, sign_in, ends):
    team = make.team()
    ends("Far", 93)
    ends("Soon", 92)  # three months from 9 March is 9 June
    asked = ends("Asked", 70)
    handover = make.handover(asked, team)
    make.consent(asked.household.clients[0], team, make.coordinator())
    ends("Late", 50)
    ends("Later", 80)
    ends("Passed", -3)

    page = sign_in(make.coordinator()).page(COMING)

    found = rows_of(page)
    assert list(found) == ["Passed", "Late", "Later", "Asked", "Soon"]
    assert "te laat" in found["Later"]
    assert "te laat" not in found["Asked"]
    assert "Concept lezen met de cliënt" in found["Asked"]
    assert "6 april 2026" in found["Asked"]  # six weeks before 18 May
    assert "Doelen bekijken en beginnen" in found["Soon"]
    assert page.links["Concept lezen met de cliënt Asked Tekle"] == f"/overdrachten/{handover.reference}/concept"


def test_the_days_move_with_the_end(make, ends):
    trajectory = ends("Senait", 60)
    assert next_steps([trajectory.id], make.today)[trajectory.id].due_on == date(2026, 2, 8)
    trajectory.ends_on = make.day(85)
    db.session.commit()
    assert next_steps([trajectory.id], make.today)[trajectory.id].due_on == date(2026, 3, 2)
    trajectory.ends_on = make.day(200)
    db.session.commit()
    assert next_steps([trajectory.id], make.today) == {}


def test_a_consent_for_another_team_is_none_for_this_one(make, ends):
    team, other = make.team(), make.team()
    trajectory = ends("Senait", 70)
    make.handover(trajectory, team)
    make.handover(ends("Abel", 70), other)
    client = trajectory.household.clients[0]
    make.consent(client, other, make.coordinator())
    assert next_steps([trajectory.id], make.today)[trajectory.id].code == "consent"
    make.consent(client, team, make.coordinator())
    assert next_steps([trajectory.id], make.today)[trajectory.id].code == "draft"


def test_only_what_is_late_can_be_asked_for(make, sign_in, ends):
    ends("Late", 50)
    ends("Soon", 92)
    page = sign_in(make.coordinator()).page(f"{COMING}?toon=te-laat")
    assert list(rows_of(page)) == ["Late"]


def test_only_open_trajectories_of_the_location_that_end_with_a_handover_are_there(make, sign_in, ends):
    ends("Here", 50)
    ends("Buddy", 50, "language_coaching")
    ends("Closed", 50, closed_on=make.today, closure_outcome="moved_away")
    elsewhere = make.household(make.location("Team Elders"), client={"first_name": "There", "last_name": "Tekle"})
    make.trajectory(household=elsewhere, ends_on=make.day(5))
    coach = {"starts_on": make.day(-60), "ends_on": make.day(20)}
    make.trajectory("settlement_coaching", household=make.household(client={"first_name": "Inside"}), **coach)
    page = sign_in(make.coordinator()).page(COMING)
    assert sorted(name.split()[0] for name in rows_of(page)) == ["Here", "Inside"]


def test_the_coming_handovers_are_paged_by_key(make, sign_in, ends):
    for number in range(30):
        ends(f"Family {number:02}", 40 + number)
    visitor = sign_in(make.coordinator())
    first = visitor.page(COMING)
    second = visitor.page(first.links["Volgende"])
    names = [*rows_of(first), *rows_of(second)]
    assert len(rows_of(first)) == 25
    assert names == [f"Family {number:02}" for number in range(30)]
    assert len(rows_of(visitor.page(f"{COMING}?na=0-20260x"))) == 25


def test_rule_11_each_name_leaves_a_line(make, sign_in, ends):
    trajectory = ends("Senait", 50)
    sign_in(make.coordinator()).page(COMING)
    assert [(line.subject_id, line.facts) for line in lines("trajectory.listed")] == [
        (trajectory.id, {"list": "coming"})
    ]


def test_the_list_in_sql_says_what_the_rule_says(make, ends):
    """Every state on many days around the days of each plan."""
    team, actor = make.team(), make.act(make.coordinator()).actor
    member = make.team_member(team)
    made = []
    for place, days in enumerate((-1, 0, 1, 13, 14, 15, 27, 28, 29, 41, 42, 43, 60, 61, 62, 91, 92, 93)):
        state = (None, *OPEN_STATES)[place % 8]
        for type_ in ("social_support", "settlement_coaching"):
            trajectory = ends(f"{type_} {days}", days, type_)
            made.append(trajectory)
            if state is not None:
                reader = {"draft_read_on": make.today if place % 3 else None}
                handover = make.handover(trajectory, team, state=state, accepted_by=member, **reader)
                if place % 2:
                    make.save(NotGoing(handover_id=handover.id, client_id=trajectory.household.clients[0].id))
    today = make.today
    listed = coming_keys(actor, today, late=False, after=None, size=100)
    rows = coming(actor, [row.id for row in listed])
    steps = {row.id: row.step(today) for row in rows}
    assert {row.id: row.rank == 0 for row in listed} == {key: step.overdue for key, step in steps.items()}
    assert next_steps([each.id for each in made], today) == steps
    assert {row.id for row in coming_keys(actor, today, late=True, after=None, size=100)} == {
        key for key, step in steps.items() if step.overdue
    }
    found = counts(actor, today)
    assert (found.all, found.late) == (len(steps), sum(step.overdue for step in steps.values()))
    assert 5 < found.late < found.all < len(made)


def test_after_a_consultation_the_support_still_ends_with_a_handover(make, ends):
    trajectory = ends("Senait", 50)
    make.handover(trajectory, make.team(), variant="C", state="offered")
    assert next_steps([trajectory.id], make.today)[trajectory.id].code == "start"


def test_the_volunteer_sees_the_next_step_of_their_household_with_its_day(make, sign_in, ends):
    volunteer = make.volunteer()
    near, far = ends("Near", 91, claimed_by=volunteer), ends("Far", 120, claimed_by=volunteer)
    visitor = sign_in(volunteer.user)

    assert "Overdracht: doelen bekijken en beginnen. Dat moest uiterlijk 8 maart 2026." in visitor.page("/vandaag").text
    assert "Dat moest uiterlijk" not in visitor.page(f"/trajecten/{far.id}").text
    assert "Volgende stap: doelen bekijken en beginnen" in visitor.page(f"/trajecten/{near.id}").text
    assert visitor.page("/vandaag").text.count("Overdracht: ") == 1


def test_it_costs_vandaag_one_statement_and_only_when_an_end_comes_near(app, make, sign_in, ends):
    def asked():
        with statements(app) as seen:
            visitor.page("/vandaag")
        return len(seen)

    volunteer = make.volunteer(max_households=50)
    visitor = sign_in(volunteer.user)
    far = ends("Far", 120, claimed_by=volunteer)
    visitor.page("/vandaag")
    before = asked()
    far.ends_on = make.day(50)
    db.session.commit()
    assert asked() == before + 1


def test_who_has_no_part_in_the_coordination_does_not_see_the_list(make, sign_in):
    for user in (make.volunteer().user, make.team_member(make.team())):
        sign_in(user).page(COMING, status=403)


def test_the_lists_lead_there(make, sign_in, ends):
    ends("Senait", 50)
    visitor = sign_in(make.coordinator())
    assert COMING in visitor.page("/overdrachten").links.values()
    assert COMING in visitor.page("/bord/loopt-af").links.values()


def test_nothing_near_and_nothing_late_each_say_so(make, sign_in, ends):
    visitor = sign_in(make.coordinator())
    assert "Er loopt nu niets af" in visitor.page(COMING).text
    ends("Soon", 92)
    assert "Niets is te laat" in visitor.page(f"{COMING}?toon=te-laat").text
    assert db.session.scalar(select(NotGoing.client_id).limit(1)) is None
