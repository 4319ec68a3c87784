"""A trajectory in time on its page: the line, and the same dates in words."""

from datetime import time

import pytest

from portal.contacts import queries
from portal.db import db
from tests.support.handovers import Scene
from tests.support.statements import statements


@pytest.fixture
def volunteer(make):
    return make.volunteer()


@pytest.fixture
def supported(make, volunteer):
    """`supported(-100, 200)`: a trajectory with its start and end, as days from today."""

    def made(first, last, **values):
        return make.trajectory(claimed_by=volunteer, starts_on=make.day(first), ends_on=make.day(last), **values)

    return made


@pytest.fixture
def panel(make, sign_in):
    """`panel(trajectory)`: the panel as a coordinator reads it."""

    def read(trajectory):
        page = sign_in(make.coordinator()).page(f"/trajecten/{getattr(trajectory, 'id', trajectory)}")
        return page.all("section", id="phase")[0]

    return read


def said(panel):
    """The dates in words: the sign and all words of each."""
    return {each.get("class"): each.text for each in panel.all("ul", class_="dates")[0].all("li")}


def drawn(panel, name):
    """The places of what is drawn with this class: of lines and circles in per cent, else the path."""
    found = panel.all("svg", class_="year")[0].all(class_=name)
    return [each.get("cx") or each.get("x1") or each.get("d") for each in found]


def evaluation(make, trajectory, number, **values):
    return make.contact(trajectory, make.user(), on_date=make.day(number), purpose="evaluation", **values)


def test_the_line_shows_contacts_a_dot_a_day_and_where_today_is(make, volunteer, supported, panel):
    trajectory = supported(-50, 49)
    for number in (-50, -40, -40, -10):
        make.contact(trajectory, volunteer.user, on_date=make.day(number))
    for number in (-40, -9, 0):
        make.contact(trajectory, volunteer.user, on_date=make.day(number), reached=False)
    make.contact(trajectory, volunteer.user, on_date=make.day(-1), withdrawn_at=make.clock())
    found = panel(trajectory)

    assert drawn(found, "met") == ["m0 0h0m10 0h0m30 0h0", "m41 0h0m9 0h0"]
    assert drawn(found, "missed") == ["m41 0h0m9 0h0"]
    assert drawn(found, "gone") == ["M-0.5 0h50.5"]
    assert drawn(found, "now") == ["50.5%"]
    assert said(found) == {
        "start": "Start 18 jan 2026",
        "contact": "Laatste contact 27 feb 2026 4 contacten 3 pogingen",
        "today": "Vandaag 9 mrt 2026",
        "end": "Einde 27 apr 2026",
    }
    assert found.all("p")[0].text == "week 8 van 15"


def test_who_was_not_reached_yet_has_a_last_attempt(make, volunteer, supported, panel):
    trajectory = supported(-50, 49)
    make.contact(trajectory, volunteer.user, on_date=make.day(-3), reached=False)
    assert said(panel(trajectory))["contact"] == "Laatste poging 6 mrt 2026 1 poging"


def test_without_a_contact_the_line_has_no_dots(supported, panel):
    found = panel(supported(-50, 49))
    assert drawn(found, "met") == ["", ""]
    assert list(said(found)) == ["start", "today", "end"]


def test_evaluations_are_rings_held_or_still_to_come(make, supported, panel):
    trajectory = supported(-50, 49)
    for number in (-45, -30, -20, -10):
        evaluation(make, trajectory, number)
    evaluation(make, trajectory, -5, reached=False)
    for item, number in zip(make.checklist(trajectory, how_many=41), range(41), strict=False):
        item.due_on = make.day(number)
        purpose = item.template_item.purpose
        item.state, item.done_by = ("open", None) if purpose == "evaluation" else ("done", "client")
    db.session.commit()
    found = panel(trajectory)

    assert drawn(found, "held") == ["5.5%", "20.5%", "30.5%", "40.5%"]
    assert len(drawn(found, "ring")) == 4 + 4
    words = said(found)
    assert words["held"] == "Evaluaties gehouden 27 feb 2026 17 feb 2026 7 feb 2026 en 1 eerder"
    assert words["to_hold"].startswith("Evaluaties uiterlijk ")
    assert words["to_hold"].endswith(" 2026 en 1 later")


def test_one_evaluation_is_called_one(make, supported, panel):
    trajectory = supported(-50, 49)
    evaluation(make, trajectory, -45)
    assert said(panel(trajectory))["held"] == "Evaluatie gehouden 23 jan 2026"


@pytest.mark.parametrize(("at", "words"), [(None, "12 mrt 2026"), (time(10), "12 mrt 2026, 10:00")])
def test_the_next_appointment_lies_on_the_line(make, volunteer, supported, panel, at, words):
    trajectory = supported(-50, 49)
    agreed = {"next_appointment_on": make.day(3), "next_appointment_at": at}
    make.contact(trajectory, volunteer.user, on_date=make.day(-2), **agreed)
    found = panel(trajectory)

    assert drawn(found, "appointment") == ["53.5%"]
    assert said(found)["appointment"] == f"Volgende afspraak {words}"


def test_an_appointment_after_the_end_stands_in_words_alone(make, volunteer, supported, panel):
    trajectory = supported(-50, 49)
    make.contact(trajectory, volunteer.user, on_date=make.day(-2), next_appointment_on=make.day(50))
    found = panel(trajectory)

    assert drawn(found, "appointment") == []
    assert "28 apr 2026" in said(found)["appointment"]


def test_an_appointment_that_passed_is_not_the_next(make, volunteer, supported, panel):
    trajectory = supported(-50, 49)
    make.contact(trajectory, volunteer.user, on_date=make.day(-9), next_appointment_on=make.day(-1))
    assert "appointment" not in said(panel(trajectory))


@pytest.mark.parametrize(
    ("state", "words"), [("accepted", None), ("planned", "16 mrt 2026, 14:30"), ("held", "9 mrt 2026")]
)
def test_the_meeting_of_a_handover_that_runs_lies_on_the_line(make, panel, state, words):
    found = panel(Scene(make).at(state).trajectory_id)

    assert said(found).get("meeting") == (words and f"Gesprek voor de overdracht {words}")
    assert len(drawn(found, "meeting")) == (words is not None)


def test_a_handover_that_is_over_has_no_meeting_to_come(make, panel):
    assert "meeting" not in said(panel(Scene(make).at("completed").trajectory_id))


def test_a_talk_about_a_question_is_no_handover(make, panel):
    assert "meeting" not in said(panel(Scene(make, "C").at("planned").trajectory_id))


def test_after_its_end_it_says_how_long_and_the_line_goes_on(make, supported, panel):
    found = panel(supported(-50, -10))

    assert found.all("p")[0].text == "de einddatum is 10 dagen voorbij"
    assert drawn(found, "over") == ["M40.5 0h9.5"]
    assert list(said(found)) == ["start", "end", "today"]


def test_before_its_start_it_says_how_long_and_nothing_is_over(make, supported, panel):
    found = panel(supported(8, 200))

    assert found.all("p")[0].text == "begint over 8 dagen"
    assert drawn(found, "gone") == ["M7.5 0h0"]
    assert drawn(found, "over") == []
    assert list(said(found)) == ["today", "start", "end"]


def test_a_day_of_rules_is_one_day(supported, panel):
    found = panel(supported(0, 0))

    assert drawn(found, "now") == ["50.0%"]
    assert found.all("svg", class_="names")[0].text == "9 mrt"
    assert found.all("p")[0].text == "week 1 van 1"


def test_a_closed_trajectory_has_no_today_and_says_when_it_closed(make, supported, panel):
    trajectory = supported(-50, 49, closed_on=make.day(-20), closure_outcome="moved_away")
    make.checklist(trajectory, how_many=41)
    found = panel(trajectory)

    assert found.all("h2")[0].text == "Het traject in de tijd"
    assert found.all("p")[0].text == "gesloten in week 5 van 15"
    assert drawn(found, "now") == drawn(found, "ring") == []
    assert drawn(found, "gone") == ["M-0.5 0h31"]
    assert [each.text for each in found.all("ul")[0].all("li")] == [
        "Start 18 jan 2026",
        "Gesloten 17 feb 2026",
        "Einde 27 apr 2026",
    ]


def test_a_year_names_its_months(make, supported, panel):
    found = panel(supported(-200, 165))
    names = [each.text for each in found.all("svg", class_="names")[0].all("text")]
    assert names == ["sep", "okt", "nov", "dec", "jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug"]


def test_the_picture_is_hidden_from_who_listens(supported, panel):
    assert panel(supported(-50, 49)).all("svg", class_="year")[0].get("aria-hidden") == "true"


@pytest.mark.each_database
def test_nobody_reads_days_of_contacts_of_a_file_they_may_not_open(make, volunteer, supported):
    trajectory = supported(-50, 49)
    evaluation(make, trajectory, -4)
    own, elsewhere = make.coordinator(), make.coordinator(make.location("Team Elders"))
    strangers = (make.volunteer().user, elsewhere, make.team_member(make.team()), make.admin(), make.reader())

    def days(user):
        return [tuple(each) for each in queries.days_of(make.actor(user), trajectory.id)]

    assert days(own) == days(volunteer.user) == [(make.day(-4), 1, 0, True)]
    assert [days(each) for each in strangers] == [[]] * len(strangers)


def test_a_long_year_makes_the_page_little_longer(app, make, volunteer, supported, sign_in):
    visitor, sizes, counts = sign_in(volunteer.user), [], []
    for number in (10, 100):
        trajectory = supported(-350, 15)
        for each in range(number):
            make.contact(trajectory, volunteer.user, on_date=make.day(-350 + each * 3), note="")
        with statements(app) as seen:
            page = visitor.page(f"/trajecten/{trajectory.id}")
        sizes.append(len(page.html.partition('<section class="panel phase"')[2].partition("</section>")[0]))
        counts.append(len(seen))

    assert counts[0] == counts[1]
    assert sizes[1] - sizes[0] < 700
    assert sizes[1] < 4_000
