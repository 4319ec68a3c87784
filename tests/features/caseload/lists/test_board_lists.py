"""The lists behind the numbers of the board: what waits, has no intake, went quiet, ends, is passing over."""

import random

import pytest
from sqlalchemy import select

from portal.audit import AuditLine
from portal.db import db
from portal.trajectories.models.trajectory import PlannedSilence
from tests.support.tables import cells, rows

pytestmark = pytest.mark.each_database

ADDRESSES = ("/bord/wachtlijst", "/bord/zonder-intake", "/bord/stil", "/bord/loopt-af", "/bord/overdrachten")


@pytest.fixture
def coordinator(make):
    return make.coordinator()


def names(page):
    return [row.all("a")[0].text for row in rows(page)]


def household(make, name, **values):
    first, _space, last = name.partition(" ")
    client = {"first_name": first, "last_name": last or "Tekle", **values.pop("client", {})}
    return make.household(client=client, **values)


def test_the_waiting_list_shows_who_waits_how_long_with_urgency_on_top_and_a_way_to_assign(make, sign_in, coordinator):
    calm = household(make, "Amina Nur", languages=("Arabisch", "Engels"), adults=2, children=3)
    make.trajectory(household=calm, starts_on=make.day(-40))
    hurry = make.trajectory(household=household(make, "Berhane Tekle"), starts_on=make.day(-2), urgent=True)
    make.trajectory(household=household(make, "Cemil Kaya"), starts_on=make.day(-90))
    page = sign_in(coordinator).page("/bord/wachtlijst")
    assert names(page) == ["Berhane Tekle", "Cemil Kaya", "Amina Nur"]
    shown = cells(rows(page)[2])
    assert (shown["Wacht"], shown["Personen"], shown["Gebied"]) == ("40 dagen", "5", "2132")
    assert (shown["Talen"], shown["Traject"]) == ("Arabisch, Engels", "Maatschappelijke begeleiding")
    assert cells(rows(page)[0])["Spoed"] == "spoed"
    assert page.links["Toewijzen Berhane Tekle"] == f"/trajecten/{hurry.id}/toewijzen?terug=/bord/wachtlijst"


def test_after_assigning_from_the_waiting_list_the_list_is_there_again(make, sign_in, coordinator):
    volunteer = make.volunteer()
    make.trajectory(household=household(make, "Amina Nur"))
    visitor = sign_in(coordinator)
    choose = visitor.page(visitor.page("/bord/wachtlijst?zoek=amina").links["Toewijzen Amina Nur"])
    button = f"Toewijzen {volunteer.name}"
    answer = choose.form(button).submit(button)
    assert answer.location == "/bord/wachtlijst?zoek=amina"
    assert f"{volunteer.name} begeleidt nu Amina Nur." in answer.follow().text


def test_beside_a_row_stand_the_three_who_fit_best_with_a_tap_each(make, sign_in, coordinator):
    trajectory = make.trajectory(household=household(make, "Amina Nur", languages=("Arabisch",)))
    for first in ("Anna", "Bert", "Carla", "Dirk"):
        make.volunteer(user=make.user(first_name=first, last_name="Smit"), postcode=None)
    speaks = make.volunteer(user=make.user(first_name="Zoe", last_name="Smit"), postcode=None, languages=("Arabisch",))
    make.volunteer(user=make.user(first_name="Aad", last_name="Smit"), basic_course_on=None, languages=("Arabisch",))
    visitor = sign_in(coordinator)
    address = f"/trajecten/{trajectory.id}/toewijzen?kort=1&terug=/bord/wachtlijst"
    part = visitor.fragment(address)
    assert part.buttons == [
        "Toewijzen Amina Nur: Zoe Smit 8 uur over, Arabisch",
        "Toewijzen Amina Nur: Anna Smit 8 uur over",
        "Toewijzen Amina Nur: Bert Smit 8 uur over",
    ]
    tapped = part.all("button")[0].get("formaction")
    assert tapped == f"/trajecten/{trajectory.id}/toewijzen/{speaks.id}"
    assert part.links["Iedereen Amina Nur"] == f"/trajecten/{trajectory.id}/toewijzen?terug=/bord/wachtlijst"
    assert visitor.page(address).heading == "Wie begeleidt Amina Nur?"
    nobody = make.trajectory("budget_coaching")
    assert "Niemand past zonder meer." in visitor.fragment(f"/trajecten/{nobody.id}/toewijzen?kort=1").text


SORTED = {
    "dag": ["Dawit A", "Cemil D", "Amina C", "Berhane B"],
    "-dag": ["Berhane B", "Amina C", "Cemil D", "Dawit A"],
    "naam": ["Dawit A", "Berhane B", "Amina C", "Cemil D"],
    "-naam": ["Cemil D", "Amina C", "Berhane B", "Dawit A"],
    "gebied": ["Cemil D", "Amina C", "Dawit A", "Berhane B"],
    "spoed": ["Amina C", "Dawit A", "Cemil D", "Berhane B"],
}


@pytest.mark.parametrize("sort", SORTED)
def test_a_list_sorts_by_what_it_shows(make, sign_in, coordinator, sort):
    for name, days, postcode, urgent in (
        ("Amina C", -20, "2000 AB", True),
        ("Berhane B", -10, "2200 AB", False),
        ("Cemil D", -30, "1900 AB", False),
        ("Dawit A", -40, "2100 AB", False),
    ):
        home = household(make, name, postcode=postcode)
        make.trajectory(household=home, starts_on=make.day(days), urgent=urgent)
    assert names(sign_in(coordinator).page(f"/bord/wachtlijst?sorteer={sort}")) == SORTED[sort]


@pytest.mark.parametrize("sort", ["dag", "-dag", "naam", "-naam", "spoed", "-spoed", "gebied"])
def test_paging_a_list_gives_each_row_once_in_the_same_order(make, sign_in, coordinator, sort):
    chance = random.Random(1)
    for number in range(60):
        home = household(make, f"Persoon {number:02}", postcode=f"{chance.choice((1900, 2000))} AB")
        make.trajectory(household=home, starts_on=make.day(-chance.randrange(5)), urgent=chance.random() < 0.3)
    visitor = sign_in(coordinator)
    page = visitor.page(f"/bord/wachtlijst?sorteer={sort}")
    found = names(page)
    while "Volgende" in page.links:
        page = visitor.page(page.links["Volgende"])
        assert page.root.text
        found += names(page)
        assert len(found) <= 60
    assert sorted(found) == [f"Persoon {number:02}" for number in range(60)]


def test_a_list_is_narrowed_by_type_and_by_a_part_of_the_name_or_client_number(make, sign_in, coordinator):
    make.trajectory(household=household(make, "Amina Nur", client={"client_number": "HM-04316"}))
    make.trajectory("har_pretrajectory", household=household(make, "Berhane Tekle"))
    visitor = sign_in(coordinator)
    assert names(visitor.page("/bord/wachtlijst?zoek=NUR")) == ["Amina Nur"]
    assert names(visitor.page("/bord/wachtlijst?zoek=hm-0431")) == ["Amina Nur"]
    narrowed = visitor.page("/bord/wachtlijst?soort=har_pretrajectory")
    assert names(narrowed) == ["Berhane Tekle"]
    assert "1 van 2 trajecten" in narrowed.text
    nothing = visitor.page("/bord/wachtlijst?zoek=%25")
    assert "Niets past bij deze filters" in nothing.text


def test_silence_that_was_planned_does_not_count_as_gone_quiet(make, sign_in, coordinator):
    volunteer = make.volunteer()
    quiet = make.trajectory(household=household(make, "Stil Lang"), claimed_by=volunteer, starts_on=make.day(-30))
    away = make.trajectory(household=household(make, "Op Reis"), claimed_by=volunteer, starts_on=make.day(-30))
    make.contact(quiet, volunteer.user, on_date=make.day(-15))
    make.contact(away, volunteer.user, on_date=make.day(-15))
    make.save(PlannedSilence(trajectory_id=away.id, starts_on=make.day(-3), ends_on=make.day(-3), reason="Vakantie"))
    page = sign_in(coordinator).page("/bord/stil")
    assert names(page) == ["Stil Lang"]
    shown = cells(rows(page)[0])
    assert (shown["Stil sinds"], shown["Begeleider"]) == ("15 dagen", volunteer.name)


def test_what_ends_shows_the_day_the_days_left_and_the_handover_that_runs(make, sign_in, coordinator):
    volunteer, team = make.volunteer(), make.team()
    soon = make.trajectory(household=household(make, "Amina Nur"), claimed_by=volunteer, ends_on=make.day(30))
    make.trajectory(household=household(make, "Berhane Tekle"), ends_on=make.day(-1))
    handover = make.handover(soon, team)
    page = sign_in(coordinator).page("/bord/loopt-af")
    late, near = rows(page)
    assert cells(late)["Einddatum"] == "8 mrt 2026, 1 dag geleden"
    assert cells(late)["Begeleider"] == "wacht"
    assert cells(near)["Einddatum"] == "8 apr 2026, over 30 dagen"
    assert f"/overdrachten/{handover.reference}" in page.links.values()


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_empty_list_says_so_and_what_comes_next(make, sign_in, coordinator, address):
    page = sign_in(coordinator).page(address)
    assert rows(page) == []
    assert [node for node in page.all("div") if "empty" in node.get("class").split()]


def test_names_on_a_list_leave_a_line_each_once_in_a_quarter_of_an_hour(make, sign_in, coordinator, clock):
    waiting = [make.trajectory() for _each in range(3)]

    def lines():
        return list(db.session.scalars(select(AuditLine).where(AuditLine.event == "trajectory.listed")))

    visitor = sign_in(coordinator)
    visitor.page("/bord")
    assert lines() == []
    visitor.page("/bord/wachtlijst")
    visitor.page("/bord/wachtlijst")
    assert {line.subject_id for line in lines()} == {each.id for each in waiting}
    assert [line.facts for line in lines()] == [{"list": "waiting"}] * 3
    clock.move(minutes=14)
    visitor.page("/bord/wachtlijst")
    assert len(lines()) == 3


@pytest.mark.parametrize("address", ADDRESSES)
def test_only_a_coordinator_sees_the_lists(make, sign_in, address):
    make.trajectory()
    for user in (make.volunteer().user, make.admin(), make.team_member(make.team())):
        sign_in(user).page(address, status=403)


def test_filtering_a_list_answers_its_rows_alone_and_says_how_many(make, sign_in):
    make.trajectory()
    part = sign_in(make.coordinator()).fragment("/bord/wachtlijst")
    (counted,) = part.all("p", id="counted")
    assert (counted.text, part.all("main")) == ("1 traject", [])


def test_what_starts_later_says_so_instead_of_waiting_less_than_nought_days(make, sign_in, coordinator):
    for name, days in (("Amina Nur", 8), ("Berhane Tekle", 1), ("Cemil Kaya", 0)):
        make.trajectory(household=household(make, name), starts_on=make.day(days))
    page = sign_in(coordinator).page("/bord/wachtlijst?sorteer=-dag")
    assert [cells(row)["Wacht"] for row in rows(page)] == ["begint over 8 dagen", "begint over 1 dag", "0 dagen"]


def test_one_and_several_are_called_what_they_are(make, sign_in, coordinator):
    visitor = sign_in(coordinator)
    make.trajectory()
    assert "wacht op begeleiding 1" in visitor.page("/bord").links
    assert visitor.page("/bord/wachtlijst").heading == "1 traject wacht op een begeleider"
    make.trajectory()
    assert "wachten op begeleiding 2" in visitor.page("/bord").links
    assert visitor.page("/bord/wachtlijst").heading == "2 trajecten wachten op een begeleider"
    assert visitor.page("/bord/wachtlijst").title == "Wachtlijst – Wegwijs"


def test_links_to_different_households_say_which(make, sign_in, coordinator):
    volunteer, team = make.volunteer(), make.team()
    first, second = household(make, "Ahmad Ali", postcode="2132 AB"), household(make, "Ahmad Ali", postcode="2133 AB")
    for home in (first, second):
        for kind in ("social_support", "har_pretrajectory"):
            made = make.trajectory(
                kind, household=home, claimed_by=volunteer, starts_on=make.day(-60), ends_on=make.day(5)
            )
            if kind == "social_support":
                make.handover(made, team)
        make.trajectory("language_coaching", household=home)
    visitor = sign_in(coordinator)
    for address in ADDRESSES:
        page = visitor.page(address)
        called = [(each.text, each.get("href")) for each in page.all("a") if each.inside("tbody")]
        called += [(each.text, each.get("value")) for each in page.all("button") if each.inside("tbody")]
        called += [(each.text, each.all("input")[0].get("value")) for each in page.all("label") if each.inside("tbody")]
        assert len(rows(page)) > 1, address
        assert len({words for words, _where in called}) == len(set(called)), called


def test_a_row_reaches_who_supports_the_household_or_the_household_while_nobody_does(make, sign_in, coordinator):
    user = make.user(first_name="Marijke", last_name="Smit", phone="+31611111111")
    supported = household(make, "Amina Nur", client={"phone": "+31622222222", "email": "amina@example.org"})
    make.trajectory(household=supported, claimed_by=make.volunteer(user=user), starts_on=make.day(-60))
    make.trajectory("language_coaching", household=supported)
    silent = household(make, "Berhane Tekle", client={"phone": None})
    make.trajectory(household=silent)
    visitor = sign_in(coordinator)
    links = visitor.page("/bord/zonder-intake").links
    assert (links["Bellen Marijke Smit"], links["Mailen Marijke Smit"]) == ("tel:+31611111111", f"mailto:{user.email}")
    links = visitor.page("/bord/wachtlijst").links
    assert (links["Bellen Amina Nur"], links["Mailen Amina Nur"]) == ("tel:+31622222222", "mailto:amina@example.org")
    assert not {"Bellen Berhane Tekle", "Mailen Berhane Tekle"} & set(links)
