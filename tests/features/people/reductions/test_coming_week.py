"""Who begins, ends or asks for a look within a week: the coordinator's page of it."""

from decimal import Decimal

from tests.features.people.volunteers.test_people_pages_cost import cost
from tests.support.tables import cells, rows

PATH = "/vrijwilligers/komende-week"


def called(make, name, **values):
    return make.volunteer(user=make.user(first_name=name, last_name="Smit"), **values)


def read(page):
    return [(row.all("th")[0].text, *cells(row).values()) for row in rows(page)]


def test_what_happens_within_a_week_is_listed_by_day_and_name(sign_in, make):
    anna, bram, cees = (called(make, name) for name in ("Anna", "Bram", "Cees"))
    make.absence(bram, make.day(2), make.day(6))
    make.reduction(anna, make.day(-9), make.day(2), hours=Decimal("1.5"))
    make.reduction(cees, make.day(-9), None, percentage=50, review_on=make.day(-1))
    make.absence(anna, make.day(8), make.day(20))  # later
    make.absence(anna, make.day(-20), make.day(-1))  # over
    make.absence(called(make, "Dirk", status="inactive"), make.day(2), make.day(6))
    make.absence(called(make, "Elif", location=make.location("Team Elders")), make.day(2), make.day(6))
    visitor = sign_in(make.coordinator())
    assert read(visitor.page(PATH)) == [
        ("Cees Smit", "opnieuw kijken: dat was op 8 maart 2026", "50 % minder · Vakantie"),
        ("Anna Smit", "11 maart 2026: laatste dag", "1,5 uur per week minder · Vakantie"),
        ("Bram Smit", "11 maart 2026: begint", "helemaal afwezig · Vakantie"),
        ("Bram Smit", "15 maart 2026: laatste dag", "helemaal afwezig · Vakantie"),
    ]
    assert "Afwezig en minder uren: 4 veranderingen in de komende week" in visitor.page("/vrijwilligers").text


def test_a_week_in_which_nothing_happens_says_so(sign_in, make):
    visitor = sign_in(make.coordinator())
    assert "Er verandert niets" in visitor.page(PATH).text
    page = visitor.page("/vrijwilligers")
    assert "de komende week verandert er niets" in page.text
    assert PATH in page.links.values()


def test_the_pages_ask_the_database_as_often_for_many(app, sign_in, make):
    visitor = sign_in(make.coordinator())
    for number in range(2):
        make.absence(called(make, f"Anna {number}"), make.day(1), make.day(5))
    few = [cost(app, visitor, path) for path in (PATH, "/vrijwilligers")]
    for number in range(9):
        make.reduction(called(make, f"Bram {number}"), make.day(2), make.day(6), percentage=50)
    assert [cost(app, visitor, path) for path in (PATH, "/vrijwilligers")] == few
