"""The page of a handover for sender and team, with the parts that stand there only when it is so."""

import pytest

from portal.handovers.afterwards import service as afterwards_service
from portal.handovers.answer import service as answer_service
from portal.handovers.beginning import service as beginning_service
from portal.handovers.beginning.rules import Content
from portal.handovers.meeting import service as meeting_service
from portal.handovers.meeting.rules import HeldMeeting, PlannedMeeting, needed
from portal.handovers.path import Agreed
from tests.support.handovers import Scene
from tests.support.ways import Elsewhere

ARRIVED = "Vastleggen of het huishouden is aangekomen"
ONCE_MORE = "Opnieuw vastleggen of het huishouden is aangekomen"


def facts(page):
    return {row.all("dt")[0].text: row.all("dd")[0].text for row in page.all("dl")[0].all("div")}


@pytest.mark.parametrize(
    ("online", "label", "place"), [(False, "Plaats", "Buurthuis"), (True, "Link", "https://video.example.org/wo")]
)
def test_the_team_reads_when_and_where_a_question_is_talked_over(make, sign_in, online, label, place):
    scene = Scene(make, "C").at("accepted")
    wim = sign_in(scene.member)
    assert "Gesprek" not in facts(wim.page(scene.url))
    planned = make.day(7), make.clock.moment.time().replace(hour=14), place, online
    meeting_service.plan(scene.act(scene.member), scene.reference, PlannedMeeting(*planned))

    read = facts(wim.page(scene.url))
    assert (read["Gesprek"], read[label]) == ("maandag 16 maart 2026, 14:00", place)


def test_the_sender_is_asked_for_the_arrival_once_the_clock_asked_and_may_change_the_answer(make, sign_in, clock):
    scene = Scene(make).at("completed")

    def button():
        links = sign_in(scene.coordinator).page(scene.url).all("a")
        (found,) = [each for each in links if each.get("href").endswith("/nagevraagd")]
        return found.text, "secondary" in found.get("class")

    assert button() == (ARRIVED, True)
    clock.move(days=43)
    afterwards_service.ask_checks(make.act(make.admin()))
    assert button() == (ARRIVED, False)
    scene.check()
    assert button() == (ONCE_MORE, True)


@pytest.mark.parametrize(("way", "whom"), [(Scene, "het wijkteam"), (Elsewhere, "de organisatie")])
def test_who_did_not_arrive_is_rung_or_whoever_should_have_them(make, sign_in, way, whom):
    scene = way(make).at("completed")
    scene.member = scene.coordinator if way is Elsewhere else scene.member
    scene.not_arrive()

    text = sign_in(scene.coordinator).page(scene.url).text
    assert f"Bel het huishouden of {whom}, en begin zo nodig een nieuwe overdracht." in text


def test_agreements_stand_in_a_table_with_the_day_of_those_that_have_one(make, sign_in):
    scene = Scene(make, "B").prepare().consent().fill()
    wim, before = sign_in(scene.member), "Afspraken tot nu toe"
    act, topics = scene.act(scene.coordinator), [(make.topic().id, "Hulp bij brieven.")]
    assert before not in sign_in(scene.coordinator).page(scene.url).text
    agreed = [Agreed("Naar de bieb", "begeleider", make.day(7)), Agreed("Post openen", "cliënt")]
    beginning_service.change_content(act, scene.reference, scene.now.version, Content(topics, None, agreed))
    page = wim.page(scene.read().offer().url)

    assert before in page.text
    cells = [[each.text for each in row.all("th", "td")] for row in page.all("tbody")[0].all("tr")]
    assert cells == [["Naar de bieb", "begeleider", "16 maart 2026"], ["Post openen", "cliënt", "–"]]


def test_each_line_of_an_advice_is_a_paragraph(make, sign_in):
    scene = Scene(make, "C").at("accepted")
    advice = "Vraag naar de regeling.\n \nNeem de brief mee."
    parties = ("supporter", "team_member")
    answer_service.answer(scene.act(scene.member), scene.reference, make.today, parties, advice)
    for user in (scene.member, scene.coordinator):
        (section,) = sign_in(user).page(scene.url).all("section", aria_labelledby="advice-title")
        lines = section.all("div", class_="panel")[0].all("p")
        assert [each.text for each in lines] == ["Vraag naar de regeling.", "Neem de brief mee."]


@pytest.mark.parametrize("agreed", [[], [Agreed("Naar de bieb", "begeleider")]])
def test_a_meeting_says_what_was_agreed_or_that_nothing_was(make, sign_in, agreed):
    scene = Scene(make).at("accepted")
    held = HeldMeeting(make.today, needed(scene.now.path), agreed)
    meeting_service.hold(scene.act(scene.member), scene.reference, held)
    for user in (scene.member, scene.coordinator):
        text = sign_in(user).page(scene.url).text
        assert ("Er zijn geen nieuwe afspraken gemaakt." in text, "Naar de bieb" in text) == (not agreed, bool(agreed))


@pytest.mark.parametrize("withdrawn", [True, False])
def test_the_sender_reads_why_there_is_no_document_any_more(make, sign_in, withdrawn):
    scene = Scene(make).at("accepted")
    if withdrawn:
        scene.withdraw_consent()
    text = sign_in(scene.coordinator).page(scene.url).text
    assert ("Er is daarom geen pdf of bestand meer" in text) == withdrawn
