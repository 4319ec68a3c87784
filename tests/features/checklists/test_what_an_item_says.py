"""The words of a checklist item about its day and its source."""

from datetime import date

import pytest


@pytest.fixture
def volunteer(make):
    return make.volunteer()


@pytest.fixture
def trajectory(make, volunteer):
    return make.trajectory(claimed_by=volunteer)


@pytest.fixture
def visitor(sign_in, volunteer):
    return sign_in(volunteer.user)


@pytest.mark.parametrize(("days", "word"), [(-2, "2 dagen te laat"), (-1, "1 dag te laat"), (0, "Vandaag"), (1, None)])
def test_an_open_item_says_when_it_is_late_or_due_today(make, visitor, trajectory, days, word):
    (item,) = make.checklist(trajectory, how_many=1, due_on=make.day(days))
    (shown,) = visitor.page(f"/trajecten/{trajectory.id}").all("li", id=f"item-{item.id}")
    assert [badge.text for badge in shown.all("span", class_="badge")] == ([word] if word else [])


@pytest.mark.parametrize(
    ("source", "verified_on", "words"),
    [
        (None, None, None),
        ("werkafspraak", None, "Bron: werkafspraak"),
        ("werkafspraak", date(2026, 3, 1), "Bron: werkafspraak. Nagekeken op 1 maart 2026"),
    ],
)
def test_an_item_says_where_it_comes_from_and_when_that_was_checked(
    make, visitor, trajectory, source, verified_on, words
):
    (item,) = make.checklist(trajectory, how_many=1)
    template = item.template_item
    template.source, template.verified_on = source, verified_on
    make.save(template)
    (shown,) = visitor.page(f"/trajecten/{trajectory.id}").all("li", id=f"item-{item.id}")
    assert [line.text for line in shown.all("p", class_="soft")] == ([words] if words else [])
