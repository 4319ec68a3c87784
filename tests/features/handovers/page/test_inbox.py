"""The inbox of a neighbourhood team: grouped by the step at which it waits, with one signal and one action a row."""

from datetime import time, timedelta

import pytest

from portal.handovers.page.rules import INBOX, group_of, next_action
from portal.handovers.path import OFFERED_STATES

INBOX_OF_ALL = "/overdrachten?stand=all"


@pytest.fixture
def team(make):
    return make.team()


@pytest.fixture
def wim(make, sign_in, team):
    return sign_in(make.team_member(team, first_name="Wim", last_name="Bakker"))


def put(make, team, state, **values):
    return make.handover(make.trajectory(), team, state=state, **values)


def groups(page):
    """The words of each group's head → those of its rows."""
    return {
        body.all("th", scope="rowgroup")[0].text: [row.text for row in body.all("tr", class_="line")]
        for body in page.all("tbody")
    }


def heads(page):
    return list(groups(page))


def test_each_state_that_a_team_sees_stands_in_one_group():
    assert sorted(state for states in INBOX.values() for state in states) == sorted(OFFERED_STATES)
    assert [group_of(state) for state in ("offered", "checked", "lapsed")] == ["answer", "done", "off"]


@pytest.mark.parametrize(
    ("path", "state", "has_come", "asked"),
    [
        ("team", "offered", False, "answer"),
        ("team", "accepted", False, "plan"),
        ("consultation", "accepted", False, "answer_question"),
        ("team", "planned", False, "look"),
        ("team", "planned", True, "hold"),
        ("consultation", "planned", True, "answer_question"),
        ("team", "held", True, "complete"),
        ("team", "completed", True, "check"),
        ("consultation", "completed", True, "look"),
        ("team", "checked", True, "look"),
        ("team", "withdrawn", False, "look"),
    ],
)
def test_a_row_asks_the_one_thing_that_comes_next(path, state, has_come, asked):
    assert next_action(path, state, has_come) == asked


def test_what_waits_stands_by_its_step_with_how_many_these_are(make, team, wim):
    for state in ("withdrawn", "returned", "checked", "held", "planned", "accepted", "offered", "offered"):
        put(make, team, state, offered_at=make.clock())
    assert heads(wim.page(INBOX_OF_ALL)) == [
        "Wacht op uw antwoord 2",
        "Aangenomen 1",
        "Gesprek gepland 1",
        "Na het gesprek 1",
        "Afgerond 1",
        "Gaat niet door 2",
    ]
    assert len(heads(wim.page("/overdrachten"))) == 4


@pytest.mark.each_database
def test_in_a_group_the_first_day_comes_first(make, team, wim):
    first = put(make, team, "offered", seen_at=make.clock(), offered_at=make.clock() - timedelta(days=1))
    monday = put(make, team, "planned", meeting_on=make.day(7), meeting_at=time(14))
    morning = put(make, team, "planned", meeting_on=make.day(7), meeting_at=time(9))
    sunday = put(make, team, "planned", meeting_on=make.day(6), meeting_at=time(16))
    second = put(make, team, "offered")
    names = [[row.split()[0] for row in rows] for rows in groups(wim.page("/overdrachten")).values()]
    assert names == [
        [each.reference for each in (first, second)],
        [each.reference for each in (sunday, morning, monday)],
    ]


def test_a_row_says_when_and_who_of_the_team_has_it(make, team, wim):
    sara = make.team_member(team, first_name="Sara", last_name="Jansen")
    put(make, team, "offered", for_worker="Sara Jansen", variant="C")
    put(make, team, "accepted", accepted_by=sara)
    put(make, team, "planned", accepted_by=sara, meeting_on=make.day(1), meeting_at=time(13, 30))
    put(make, team, "held", accepted_by=sara)
    put(make, team, "completed", accepted_by=sara)
    put(make, team, "returned", accepted_by=sara, returned_reason="no_capacity")
    put(make, team, "lapsed")
    (offered,), (accepted,), (planned,), (held,), (done,), (lapsed, back) = groups(wim.page(INBOX_OF_ALL)).values()
    assert "Vraag om advies Team Haarlemmermeer antwoord vóór 16 mrt voor Sara Jansen Lees en antwoord" in offered
    assert "aangenomen op ma 9 mrt SJ Sara Jansen Plan het gesprek" in accepted
    assert "di 10 mrt om 13:30 SJ Sara Jansen Bekijk" in planned
    assert "gesprek was op ma 9 mrt SJ Sara Jansen Rond af" in held
    assert "afgerond op ma 9 mrt SJ Sara Jansen Meld terug" in done
    assert "teruggestuurd: er is nu geen plek Bekijk" in back
    assert "verlopen Bekijk" in lapsed


def test_only_what_asks_within_days_has_the_colour_of_care(make, team, wim):
    for days, meeting_on in ((0, make.today), (4, make.day(-1)), (6, make.day(1)), (7, make.day(2))):
        put(make, team, "offered", offered_at=make.clock() - timedelta(days=days))
        put(make, team, "planned", meeting_on=meeting_on)
    cares = [node.text for node in wim.page("/overdrachten").all("span", class_="warning")]
    assert cares == ["verloopt op 30 mrt", "antwoord vóór morgen", "antwoord vóór 12 mrt", "zo 8 mrt om 14:30"]


def test_one_button_is_dark_that_of_the_first_answer(make, team, wim):
    put(make, team, "accepted")
    assert dark(wim.page("/overdrachten")) == []
    offered = put(make, team, "offered")
    put(make, team, "offered", seen_at=make.clock())
    assert dark(wim.page("/overdrachten")) == [f"Lees en antwoord {offered.reference}"]


def dark(page):
    kinds = ("secondary", "tinted", "quiet")
    buttons = [each for each in page.all("a", class_="button") if each.inside("table")]
    return [each.text for each in buttons if not set(kinds) & set(each.get("class").split())]


def test_the_heading_says_how_many_wait_for_an_answer(make, team, wim):
    assert wim.page("/overdrachten").heading == "Overdrachten"
    put(make, team, "accepted")
    assert wim.page("/overdrachten").heading == "Geen overdracht wacht op uw antwoord"
    put(make, team, "offered")
    page = wim.page("/overdrachten")
    assert (page.heading, page.title.split(" –")[0]) == ("1 overdracht wacht op uw antwoord", "Overdrachten")
    assert wim.page("/overdrachten?stand=running").heading == "Overdrachten"


def test_a_group_that_goes_on_says_no_number_and_the_heading_promises_none(make, team, wim):
    for _each in range(26):
        put(make, team, "offered")
    put(make, team, "accepted")
    first = wim.page("/overdrachten")
    assert (first.heading, heads(first)) == (
        "Meer dan 25 wachten op uw antwoord",
        ["Wacht op uw antwoord"],
    )
    second = wim.page(first.links["Volgende"])
    assert (second.heading, heads(second)) == ("Overdrachten", ["Wacht op uw antwoord", "Aangenomen 1"])


def test_the_groups_go_on_over_pages_and_hold_each_once(make, team, wim):
    for state, often in (("held", 12), ("offered", 13), ("planned", 11), ("accepted", 20)):
        for _each in range(often):
            put(make, team, state)
    page, seen = wim.page("/overdrachten"), []
    while True:
        seen += [(head.rstrip(" 0123456789"), row.split()[0]) for head, rows in groups(page).items() for row in rows]
        if "Volgende" not in page.links:
            break
        page = wim.page(page.links["Volgende"])
    assert len(set(seen)) == len(seen) == 56
    assert list(dict.fromkeys(head for head, _row in seen)) == [
        "Wacht op uw antwoord",
        "Aangenomen",
        "Gesprek gepland",
        "Na het gesprek",
    ]
