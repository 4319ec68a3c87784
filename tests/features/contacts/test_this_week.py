"""Deze week: whom I still have to log something with, and logging a whole week at once."""

import pytest

from tests.support.audit import lines


@pytest.fixture
def volunteer(make):
    return make.volunteer(max_households=9)


@pytest.fixture
def supports(make, volunteer):
    """`supports("Senait")`: a household of the volunteer."""

    def start(name, **values):
        household = make.household(client={"first_name": name, "last_name": "Tekle"})
        return make.trajectory(household=household, claimed_by=volunteer, **values)

    return start


@pytest.fixture
def visitor(sign_in, volunteer):
    return sign_in(volunteer.user)


def groups(page):
    """The names under each heading."""
    return {
        section.all("h2")[0].text: [each.text.removesuffix(" Tekle") for each in section.all("h3")]
        for section in page.all("section")
    }


def test_who_has_nothing_logged_since_monday_comes_first(make, sign_in, volunteer, supports, clock):
    clock.move(days=2)  # a Wednesday
    for name, days in (("Sunday", 3), ("Monday", 2), ("Today", 0)):
        make.contact(supports(name), volunteer.user, on_date=make.day(-days))
    make.contact(supports("Attempt"), volunteer.user, on_date=make.day(-1), reached=False)
    make.contact(supports("Withdrawn"), volunteer.user, withdrawn_at=make.clock())
    supports("Closed", closed_on=make.today, closure_outcome="moved_away")
    make.trajectory(claimed_by=make.volunteer())

    page = sign_in(volunteer.user).page("/deze-week")

    assert groups(page) == {
        "Nog niets vastgelegd": ["Sunday", "Withdrawn"],
        "Vastgelegd": ["Attempt", "Monday", "Today"],
    }
    assert "Bij 2 huishoudens is deze week nog niets vastgelegd." in page.text
    assert len(lines("trajectory.listed")) == 5


def test_a_whole_week_is_logged_one_after_another(make, visitor, supports):
    first, second = supports("Amanuel"), supports("Biniam")
    page, topic = visitor.page(f"/trajecten/{first.id}/contact"), str(make.topic(1).id)

    answer = page.form("Vastleggen").submit(topics=[topic], _button="Vastleggen en volgende")
    assert answer.location == f"/trajecten/{second.id}/contact"
    page = answer.follow()
    assert "Het contact is vastgelegd." in page.text
    answer = page.form("Vastleggen").submit(topics=[topic], _button="Vastleggen en volgende")

    assert answer.location == "/deze-week"
    assert "Bij elk huishouden is deze week iets vastgelegd." in answer.follow().text


def test_who_supports_nobody_yet_reads_where_to_look(visitor):
    assert visitor.page("/deze-week").links["Naar Beschikbaar"] == "/beschikbaar"
