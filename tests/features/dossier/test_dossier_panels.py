"""The panels of a trajectory's page: the words of each, and the facts it leaves out."""

import pytest

from portal.handovers.answer import service as answer_service
from portal.trajectories.models.household import ClientLanguage
from portal.trajectories.models.trajectory import Goal, PlannedSilence
from tests.support.handovers import Scene
from tests.support.ways import Elsewhere, Inside


@pytest.fixture
def panel(make, sign_in):
    """`panel(trajectory, "goals")`: a panel of the page as a coordinator reads it."""

    def read(trajectory, name):
        page = sign_in(make.coordinator()).page(f"/trajecten/{getattr(trajectory, 'id', trajectory)}")
        return page.all("section", id=name)[0]

    return read


def links(node):
    return {each.text: each.get("href") for each in node.all("a")}


def closed(make, **values):
    return make.trajectory(closed_on=make.day(-1), closure_outcome="moved_away", **values)


def test_each_adult_is_there_with_what_is_known_of_them(make, panel):
    told = {"preferred_contact": "message", "birth_year": 1991, "phone": "+31612345678"}
    household = make.household(client=told)
    household.clients[0].spoken.append(ClientLanguage(language=make.language("Nederlands"), level="A2"))
    adult = panel(make.trajectory(household=make.save(household)), "household").all("ul", class_="people")[0]
    spoken, born, reached = adult.all("p")[0].text.split(" · ")

    assert set(spoken.split(", ")) == {"Tigrinya", "Nederlands (A2)"}
    assert (born, reached) == ("geboren in 1991", "liefst bericht")
    assert links(adult) == {"06 12345678": "tel:+31612345678"}
    assert "Geen telefoon of e-mail bekend." not in adult.text


@pytest.mark.parametrize(("email", "found"), [(None, {}), ("m@example.org", {"m@example.org": "mailto:m@example.org"})])
def test_who_has_no_phone_is_not_called(make, panel, email, found):
    household = make.household(client={"phone": None, "email": email}, languages=())
    adult = panel(make.trajectory(household=household), "household").all("ul", class_="people")[0]

    assert links(adult) == found
    assert ("Geen telefoon of e-mail bekend." in adult.text) is (email is None)
    assert "Taal onbekend" in adult.text
    assert "liefst" not in adult.text


@pytest.mark.parametrize("open_", [True, False])
def test_goals_and_silences_are_changed_as_long_as_the_trajectory_runs(make, panel, open_):
    trajectory = make.trajectory() if open_ else closed(make)
    goal = {"topic_id": make.topic().id, "words": "Zelf bellen.", "looked_at_on": make.today}
    make.save(Goal(trajectory_id=trajectory.id, **goal))
    days = {"starts_on": make.today, "ends_on": make.day(3)}
    make.save(PlannedSilence(trajectory_id=trajectory.id, reason="Op vakantie", **days))
    goals, period = panel(trajectory, "goals"), panel(trajectory, "period")

    assert "Zelf bellen." in goals.text
    assert "9 maart 2026 tot en met 12 maart 2026: Op vakantie" in period.text
    assert ("Bijwerken : Zelf bellen." in links(goals)) is open_
    assert ([each.text for each in period.all("button")] == ["Periode weghalen"]) is open_


@pytest.mark.parametrize(("days", "words"), [(1, "Dit traject duurt 1 dag"), (10, "Dit traject duurt 10 dagen")])
def test_the_end_of_a_type_that_counts_days_says_so(make, panel, days, words):
    type_ = make.type("language_coaching")
    type_.duration_days, type_.duration_months, type_.duration_by_rule = days, None, False
    make.save(type_)

    assert words in panel(make.trajectory("language_coaching"), "period").text.split("Wet")[0]


def test_what_was_said_of_an_end_stands_with_who_supported_them(make, panel):
    trajectory = make.trajectory()
    for name, note in (("Ann", "Te druk op het werk"), ("Bo", None)):
        end = {"ends_on": make.today, "end_reason": "stops", "end_note": note}
        make.assignment(trajectory, make.volunteer(user=make.user(first_name=name, last_name="Eerder")), **end)
    history = panel(trajectory, "management").all("ul", class_="history")[0]
    rows = {row.text.split()[0]: row.text for row in history.all("li")}

    assert rows["Ann"].endswith(". Te druk op het werk")
    assert rows["Bo"] == rows["Ann"].replace("Ann", "Bo").removesuffix(". Te druk op het werk")


@pytest.mark.parametrize(("way", "begins"), [(Inside, "Plan het gesprek"), (Elsewhere, "Schuldhulp Kennemerland. ")])
def test_the_handover_says_to_which_organisation_unless_it_stays_inside(make, panel, way, begins):
    scene = way(make).prepare()

    assert panel(scene.trajectory_id, "handover").all("p")[-1].text.startswith(begins.strip())


def test_a_planned_meeting_is_there_with_its_time_and_place(make, panel):
    text = panel(Scene(make).at("planned").trajectory_id, "handover").text

    assert "maandag 16 maart 2026, 14:30 Wijkcentrum De Boei" in text


@pytest.mark.parametrize(("days", "late"), [(60, True), (92, False)])
def test_the_next_step_is_late_after_its_day(make, panel, days, late):
    trajectory = make.trajectory(starts_on=make.day(-180), ends_on=make.day(days))

    first = panel(trajectory, "handover").all("p")[0].text
    assert first.startswith("Volgende stap: doelen bekijken en beginnen Uiterlijk")
    assert first.endswith("te laat") is late


def test_each_line_of_an_advice_is_a_paragraph(make, panel):
    scene = Scene(make, "C").at("accepted")
    present = ("supporter", "team_member")
    advice = "Vraag naar de regeling.\n \nNeem de brief mee."
    answer_service.answer(scene.act(scene.member), scene.reference, make.today, present, advice)
    words = [each.text for each in panel(scene.trajectory_id, "handover").all("p")]

    start = words.index("Antwoord van 9 maart 2026") + 1
    assert words[start:] == ["Vraag naar de regeling.", "Neem de brief mee."]


def test_what_the_portal_did_by_itself_stands_among_the_lines_without_a_role(make, sign_in):
    scene = Scene(make).at("offered").lapse()
    page = sign_in(scene.coordinator).page(f"/trajecten/{scene.trajectory_id}/inzage")
    who = {row.all("th")[0].text: row.all("td")[0].text for row in page.all("tr")[1:]}

    assert who[f"Overdracht verlopen zonder antwoord {scene.reference}"] == "Het systeem"
    assert who[f"Overdracht aangeboden {scene.reference}"] == "Carla Coördinator, Coördinator"
