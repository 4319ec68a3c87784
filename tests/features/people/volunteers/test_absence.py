"""Absence: volunteers and their coordinators see who is away for a while, and plan by it."""

import pytest

from tests.support.audit import lines


@pytest.fixture
def coordinator(make):
    return make.coordinator()


def test_absence_is_planned_once_and_taken_back(sign_in, make, coordinator):
    volunteer = make.volunteer()
    visitor = sign_in(coordinator)
    for _tap in range(2):
        form = visitor.page(f"/vrijwilligers/{volunteer.id}").form("Afwezigheid vastleggen")
        assert form.submit(starts_on="2026-03-09", ends_on="2026-03-20").status == 303
    page = visitor.page(f"/vrijwilligers/{volunteer.id}")
    assert page.text.count("9 maart 2026 tot en met 20 maart 2026") == 2  # once to see, once to hear at its button
    assert "nu afwezig" in page.text
    absence = make.reload(volunteer).absences[0]
    page.form(f"/afwezig/{absence.id}/weg").submit()
    assert "Er is geen afwezigheid gepland" in visitor.page(f"/vrijwilligers/{volunteer.id}").text
    assert [len(lines("absence.planned")), len(lines("absence.removed"))] == [1, 1]


def test_of_an_absence_that_began_the_days_that_passed_stay_known(sign_in, make, coordinator, clock):
    volunteer = make.volunteer()
    visitor = sign_in(coordinator)
    form = visitor.page(f"/vrijwilligers/{volunteer.id}").form("Afwezigheid vastleggen")
    form.submit(starts_on="2026-03-09", ends_on="2026-03-20")
    clock.move(minutes=10, days=3)
    visitor = sign_in(coordinator)
    page = visitor.page(f"/vrijwilligers/{volunteer.id}")
    page.form(f"/afwezig/{make.reload(volunteer).absences[0].id}/weg").submit()
    (absence,) = make.reload(volunteer).absences
    assert (absence.starts_on, absence.ends_on) == (make.day(-3), make.day(-1))


@pytest.mark.parametrize(
    ("days", "words"),
    [(("2026-03-12", "2026-03-11"), "voor de eerste dag"), (("2026-03-01", "2026-03-08"), "al voorbij")],
)
def test_days_that_make_no_absence_are_named(sign_in, make, coordinator, days, words):
    volunteer = make.volunteer()
    form = sign_in(coordinator).page(f"/vrijwilligers/{volunteer.id}").form("Afwezigheid vastleggen")
    page = form.submit(starts_on=days[0], ends_on=days[1])
    assert page.status == 422
    assert words in page.form("Afwezigheid vastleggen").errors["ends_on"]


def test_a_volunteer_sees_their_own_papers_and_says_when_they_are_away(sign_in, make):
    volunteer = make.volunteer()
    visitor = sign_in(volunteer.user)
    page = visitor.page("/mijn-gegevens")
    assert "VOG geldig tot" in page.text
    page.form("Afwezigheid vastleggen").submit(starts_on="2026-04-01", ends_on="2026-04-09")
    page = visitor.page("/mijn-gegevens")
    assert "1 april 2026 tot en met 9 april 2026" in page.text
    page.form("Weghalen 1 april 2026 tot en met 9 april 2026").submit()
    assert make.reload(volunteer).absences == []


def test_a_volunteer_takes_back_no_absence_of_another(sign_in, make, coordinator):
    other = make.volunteer()
    form = sign_in(coordinator).page(f"/vrijwilligers/{other.id}").form("Afwezigheid vastleggen")
    form.submit(starts_on="2026-04-01", ends_on="2026-04-09")
    absence = make.reload(other).absences[0]
    sign_in(make.volunteer().user).send(f"/mijn-gegevens/afwezig/{absence.id}/weg", status=404)


def test_who_is_no_volunteer_has_no_absence_to_plan(sign_in, coordinator):
    visitor = sign_in(coordinator)
    assert "Afwezigheid vastleggen" not in visitor.page("/mijn-gegevens").buttons
    days = {"starts_on": "2026-04-01", "ends_on": "2026-04-09"}
    visitor.send("/mijn-gegevens/afwezig", days, status=404)
    visitor.send("/mijn-gegevens/afwezig", {}, status=404)
