"""The conclusion on top of the board: needed, usable and short for each function, and what to do first."""

from decimal import Decimal

import pytest

from tests.support.tables import by_group

pytestmark = pytest.mark.each_database


@pytest.fixture
def coordinator(make):
    return make.coordinator()


def lines(page):
    """The conclusion of each function, and the numbers behind it."""
    (found,) = page.all("ul", class_="need")
    return [each.text for each in found.all("li")]


def things(page):
    """The things to do first, with the address where it is done."""
    return [(link.all("b")[0].text, link.all("small")[0].text, link.get("href")) for link in _links(page)]


def _links(page):
    return [link for found in page.all("ol", class_="todo") for link in found.all("a")]


def test_it_says_what_is_short_and_for_how_many_somebody_fits(make, sign_in, coordinator):
    make.volunteer(hours_per_week=Decimal(4))
    for days in (-60, -5):
        make.trajectory(starts_on=make.day(days))
    page = sign_in(coordinator).page("/bord")
    assert page.heading == "U komt 2 uur per week te kort"
    assert "2 trajecten wachten. Voor 1 daarvan is er vandaag iemand die past." in page.text
    assert lines(page) == ["Maatschappelijk begeleider 2 uur tekort nodig 6, bruikbaar 4 uur. 2 trajecten."]
    assert things(page)[0] == ("Wijs 1 traject toe", "3 uur, langst wachtend 60 dagen", "/bord/wachtlijst")


def test_hours_of_another_function_fill_nothing(make, sign_in, coordinator):
    make.volunteer(function="language_coach", hours_per_week=Decimal(9))
    make.trajectory("language_coaching")
    make.trajectory()
    page = sign_in(coordinator).page("/bord")
    assert page.heading == "U komt 3 uur per week te kort"
    assert lines(page) == [
        "Maatschappelijk begeleider 3 uur tekort nodig 3, bruikbaar 0 uur. 1 traject.",
        "Taalcoach 7 uur over nodig 2, bruikbaar 9 uur. 1 traject.",
    ]


def test_enough_is_good_news(make, sign_in, coordinator):
    make.volunteer(hours_per_week=Decimal(3))
    make.trajectory()
    page = sign_in(coordinator).page("/bord")
    assert page.heading == "Er is plek voor wie wacht"
    assert "precies genoeg" in lines(page)[0]
    assert "Vandaag past" not in page.text


def test_where_nobody_fits_it_says_so_and_where_nobody_waits_there_is_no_conclusion(make, sign_in, coordinator):
    volunteer = make.volunteer(basic_course_on=None)
    waiting = make.trajectory()
    page = sign_in(coordinator).page("/bord")
    assert "1 traject wacht. Vandaag past daar niemand bij." in page.text
    make.assignment(waiting, volunteer)
    page = sign_in(coordinator).page("/bord")
    assert page.heading == "Niemand wacht op een begeleider"
    assert page.all("ul", class_="need") == []
    assert things(page) == []


@pytest.mark.parametrize(
    ("values", "what"),
    [
        ({"conduct_certificate_seen_on": -3 * 366}, "Verleng 2 VOG’s: 14 uur erbij"),
        ({"conduct_certificate_seen_on": None}, "Vraag 2 VOG’s aan: 14 uur erbij"),
        ({"confidentiality_signed_on": None}, "Laat 2 keer geheimhouding tekenen: 14 uur erbij"),
        ({"basic_course_on": None}, "Plan de cursus voor 2: 14 uur erbij"),
        ({"status": "applying"}, "Rond 2 aanmeldingen af: 14 uur erbij"),
    ],
)
def test_a_paper_that_gives_hours_back_is_a_thing_to_do(make, sign_in, coordinator, values, what):
    values = {name: make.day(value) if isinstance(value, int) else value for name, value in values.items()}
    for name, hours in (("Bram", 9), ("Kees", 5)):
        user = make.user(first_name=name, last_name="Vonk")
        make.volunteer(user=user, hours_per_week=Decimal(hours), **values)
    make.volunteer(function="interpreter", **values)
    make.trajectory()
    visitor = sign_in(coordinator)
    assert things(visitor.page("/bord")) == [(what, "Bram Vonk en Kees Vonk", "/bord?toon=binnenkort")]
    assert list(by_group(visitor.page("/bord?toon=binnenkort"))) == ["Binnenkort plek"]


def test_who_misses_more_or_has_a_day_for_it_already_asks_for_nothing(make, sign_in, coordinator):
    make.volunteer(basic_course_on=None, conduct_certificate_seen_on=None)
    make.volunteer(basic_course_on=make.day(8))
    make.trajectory()
    assert things(sign_in(coordinator).page("/bord")) == []


def test_households_of_who_is_away_and_who_carries_too_much_come_after_it(make, sign_in, coordinator):
    away, heavy = make.volunteer(), make.volunteer(hours_per_week=Decimal(2))
    for volunteer in (away, away, heavy):
        make.trajectory(claimed_by=volunteer)
    make.absence(away, make.today, make.day(7))
    visitor = sign_in(coordinator)
    assert things(visitor.page("/bord")) == [
        ("2 huishoudens van wie afwezig is", away.name, "/bord?toon=afwezig"),
        ("1 vrijwilliger heeft te veel", heavy.name, "/bord?toon=te-vol"),
    ]
    assert by_group(visitor.page("/bord?toon=te-vol")) == {"Niet voor wie nu wacht": [heavy.name]}


def test_no_more_than_three_things_are_first_and_many_names_are_few(make, sign_in, coordinator):
    make.volunteer()
    for number in range(4):
        make.volunteer(user=make.user(first_name="Ans", last_name=f"Vos {number}"), basic_course_on=None)
    make.volunteer(conduct_certificate_seen_on=None)
    make.volunteer(status="applying")
    make.trajectory()
    found = things(sign_in(coordinator).page("/bord"))
    assert [what for what, _about, _url in found] == [
        "Wijs 1 traject toe",
        "Plan de cursus voor 4: 32 uur erbij",
        "Vraag 1 VOG aan: 8 uur erbij",
    ]
    assert found[1][1] == "Ans Vos 0, Ans Vos 1 en 2 anderen"


def test_on_a_phone_the_others_stand_behind_a_button(make, sign_in, coordinator):
    room, away = make.volunteer(), make.volunteer()
    make.absence(away, make.today, make.day(7))
    make.trajectory()
    visitor = sign_in(coordinator)
    page = visitor.page("/bord")
    assert [each.all("a")[0].text for each in page.all("tbody", class_="folded")] == [away.name]
    assert page.links["Toon iedereen"] == "/bord?sorteer=naam"
    everybody = visitor.page("/bord?sorteer=naam")
    assert everybody.all("tbody", class_="folded") == []
    assert set(by_group(everybody)[""]) == {room.name, away.name}
    assert "Toon iedereen" not in visitor.page("/bord?toon=ruimte").links
