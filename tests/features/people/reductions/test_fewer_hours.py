"""Fewer hours for a while: planned by the coordinator, seen by the volunteer, ended by itself."""

from decimal import Decimal

import pytest

from portal.people.reductions import service
from portal.people.reductions.rules import Planned
from portal.people.rules import Days
from portal.refusals import Forbidden, NotVisible, Refused
from portal.trajectories.queries import volunteer_facts
from tests.support.audit import lines
from tests.support.races import race, rounds

DAYS = {"starts_on": "2026-03-09", "ends_on": "2026-03-20"}


@pytest.fixture
def coordinator(make):
    return make.coordinator()


@pytest.fixture
def volunteer(make):
    return make.volunteer(hours_per_week=Decimal(8))


@pytest.fixture
def page_of(sign_in, coordinator, volunteer):
    visitor = sign_in(coordinator)
    return lambda: visitor.page(f"/vrijwilligers/{volunteer.id}")


def planned(make, **size):
    return Planned(Days(make.today, make.day(5)), make.reason().id, **size)


@pytest.mark.parametrize(
    "said",
    [
        ("percentage", "50", "50 % minder · Ziekte", "Nu 4 van de 8 uur per week.", "4"),
        ("percentage", "33", "33 % minder · Ziekte", "Nu 5,36 van de 8 uur per week.", "5.36"),
        ("percentage", "100", "helemaal afwezig · Ziekte", "Nu afwezig.", "0"),
        ("hours", "1,5", "1,5 uur per week minder · Ziekte", "Nu 6,5 van de 8 uur per week.", "6.5"),
    ],
)
def test_a_coordinator_plans_how_much_less(page_of, sign_in, make, volunteer, said):
    size, amount, words, left, offered = said
    asked = {"size": size, "amount": amount, "reason_id": make.reason("illness").id, **DAYS}
    assert page_of().form("Vastleggen").submit(**asked).status == 303
    for page in (page_of(), sign_in(volunteer.user).page("/mijn-gegevens")):
        assert words in page.text
        assert left in page.text
    assert volunteer_facts([volunteer.id], make.today)[volunteer.id].hours_offered == Decimal(offered)


@pytest.mark.parametrize(
    ("size", "amount", "words"),
    [
        ("away", "50", "Kies dan ook procent of uren"),
        ("percentage", "", "hoeveel procent of hoeveel uren"),
        ("percentage", "33,5", "een heel getal in van 1 tot 100"),
        ("percentage", "101", "een getal in van 0,1 tot 100"),
        ("percentage", "0", "een getal in van 0,1 tot 100"),
        ("hours", "", "hoeveel procent of hoeveel uren"),
        ("hours", "61", "van 0,1 tot 60"),
        ("hours", "half", "Vul een getal in"),
    ],
)
def test_an_amount_that_means_nothing_is_named_and_stays_on_the_page(page_of, make, volunteer, size, amount, words):
    page = page_of().form("Vastleggen").submit(size=size, amount=amount, **DAYS)
    assert page.status == 422
    assert words in page.form("Vastleggen").errors["amount"]
    assert page.form("Vastleggen").fields["amount"] == [amount]
    assert make.reload(volunteer).reductions == []


def test_a_reason_that_is_no_longer_offered_cannot_be_planned_with(page_of, make, volunteer, coordinator):
    form, reason = page_of().form("Vastleggen"), make.reason()
    reason.active = False
    make.save(reason)
    assert form.submit(**DAYS).status == 422
    with pytest.raises(Refused) as refused:
        service.plan_reduction(make.act(coordinator), volunteer.id, planned(make))
    assert refused.value.code == "reason_gone"
    assert page_of().form("Vastleggen").fields["reason_id"] == [str(make.reason("illness").id)]


def test_a_volunteer_sees_fewer_hours_and_leaves_them_to_the_coordinator(sign_in, make, volunteer):
    part = make.reduction(volunteer, make.today, make.day(5), percentage=50)
    away = make.absence(volunteer, make.day(9), make.day(12))
    visitor = sign_in(volunteer.user)
    page = visitor.page("/mijn-gegevens")
    assert "nu minder uren" in page.text
    assert "Spreek dat af met uw coördinator" in page.text
    assert [to for to in page.links.values() if to.startswith("/minder")] == [f"/minder-uren/{away.id}"]
    visitor.page(f"/minder-uren/{part.id}", status=404)
    visitor.send(f"/minder-uren/{part.id}", {"ends_on": "2026-04-01", "version": 1}, status=404)
    visitor.send(f"/mijn-gegevens/afwezig/{part.id}/weg", status=404)
    with pytest.raises(Forbidden):
        service.plan_reduction(make.act(volunteer.user), volunteer.id, planned(make, percentage=50))
    assert make.reload(part).percentage == 50


def test_without_a_last_day_it_goes_on_and_asks_for_a_look(page_of, sign_in, clock, make, volunteer, coordinator):
    page_of().form("Vastleggen").submit(size="percentage", amount="25", starts_on="2026-03-09", review_on="2026-03-16")
    assert "Vanaf 9 maart 2026, opnieuw kijken op 16 maart 2026" in page_of().text
    assert "kijk of dit nog klopt" not in page_of().text
    clock.move(days=8)
    visitor = sign_in(coordinator)
    page = visitor.page(f"/vrijwilligers/{volunteer.id}")
    assert "kijk of dit nog klopt" in page.text
    assert "Nu 6 van de 8 uur per week." in page.text
    assert "kijk of dit nog klopt" in sign_in(volunteer.user).page("/mijn-gegevens").text
    (row,) = make.reload(volunteer).reductions
    form = visitor.page(f"/minder-uren/{row.id}").form("Opslaan")
    refused = form.submit(review_on="2026-03-16")
    assert "Deze dag is al voorbij" not in refused.text  # the same days again change nothing
    page = form.submit(review_on="2026-03-10")
    assert "al voorbij" in page.form("Opslaan").errors["review_on"]
    assert form.submit(review_on="", ends_on="2026-03-20").location == f"/vrijwilligers/{volunteer.id}"
    page = visitor.page(f"/vrijwilligers/{volunteer.id}")
    assert "9 maart 2026 tot en met 20 maart 2026" in page.text
    assert "kijk of dit nog klopt" not in page.text
    assert "eindigt binnenkort" in page.text
    clock.move(days=4)
    page = sign_in(coordinator).page(f"/vrijwilligers/{volunteer.id}")
    assert "Nu 8 uur per week." in page.text
    assert "Er is niets gepland" in page.text
    sign_in(coordinator).page(f"/minder-uren/{row.id}", status=404)


def test_a_volunteer_gives_an_absence_another_last_day(sign_in, make, volunteer):
    away = make.absence(volunteer, make.day(2), make.day(12))
    visitor = sign_in(volunteer.user)
    assert "begint binnenkort" in visitor.page("/mijn-gegevens").text
    answer = visitor.page(f"/minder-uren/{away.id}").form("Opslaan").submit(ends_on="2026-03-13")
    assert answer.location == "/mijn-gegevens"
    assert make.reload(away).ends_on == make.day(4)
    assert len(lines("reduction.changed")) == 1


def test_the_second_of_two_who_change_the_days_reads_what_the_first_did(sign_in, make, volunteer, coordinator):
    away = make.absence(volunteer, make.day(2), make.day(12))
    forms = [sign_in(coordinator).page(f"/minder-uren/{away.id}").form("Opslaan") for _each in range(2)]
    forms[0].submit(ends_on="2026-03-13")
    page = forms[1].submit(ends_on="2026-03-14")
    assert page.status == 409
    assert "13 maart 2026" in page.text
    assert page.form("Opslaan").fields["ends_on"] == ["2026-03-14"]
    assert page.form("Opslaan").submit().status == 303
    assert make.reload(away).ends_on == make.day(5)


@rounds()
def test_the_same_planned_twice_at_once_is_one(make, volunteer, coordinator, rounds):
    reason, key = make.reason().id, volunteer.id
    for number in range(rounds):
        act = make.act(coordinator if number % 2 else volunteer.user)
        asked = Planned(Days(make.day(number), make.day(number + 5)), reason)
        race(2, lambda _n, act=act, asked=asked: service.plan_reduction(act, key, asked))
        assert len(make.reload(volunteer).reductions) == number + 1


@rounds()
def test_taken_back_twice_at_once_it_is_taken_back_once(make, volunteer, coordinator, rounds):
    whose = volunteer.id
    for _round in range(rounds):
        key = make.absence(volunteer, make.day(2), make.day(9)).id
        act = make.act(coordinator)
        answers = race(2, lambda _n, act=act, key=key: service.take_back(act, whose, key))
        assert [type(each) for each in answers if each is not None] == [NotVisible]
    assert len(lines("reduction.removed")) == rounds


def test_a_coordinator_elsewhere_finds_nothing(sign_in, make, volunteer):
    away = make.absence(volunteer, make.day(2), make.day(12))
    elsewhere = sign_in(make.coordinator(make.location("Team Elders")))
    elsewhere.page(f"/minder-uren/{away.id}", status=404)
    elsewhere.send(f"/vrijwilligers/{volunteer.id}/afwezig/{away.id}/weg", status=404)
    assert make.reload(away).ends_on == make.day(12)
