"""The households behind a volunteer's numbers on the board."""

from decimal import Decimal

import pytest

from tests.support.tables import cells, rows


def test_the_rows_behind_a_volunteer_add_up_to_the_numbers_of_the_board(make, sign_in):
    coordinator, volunteer = make.coordinator(), make.volunteer()
    for days in (-1, -60, -200):
        make.trajectory(claimed_by=volunteer, starts_on=make.day(days))
    make.trajectory(claimed_by=volunteer, closed_on=make.today, closure_outcome="completed")
    visitor = sign_in(coordinator)
    (row,) = rows(visitor.page("/bord"))
    behind = visitor.page(row.all("a")[0].get("href"))
    hours = [Decimal(cells(each)["Uren per week"].replace(",", ".")) for each in rows(behind)]
    assert hours == [Decimal("1.25"), Decimal(2), Decimal(3)]
    phases = ["Fase 3 van 3: Later", "Fase 2 van 3: Midden", "Fase 1 van 3: Start"]
    assert [cells(each)["Fase"] for each in rows(behind)] == phases
    assert cells(row)["Verwacht"] == str(sum(hours)).replace(".", ",")
    assert "3 huishoudens van ten hoogste 4" in behind.text


@pytest.mark.parametrize(
    ("households", "absent", "word"),
    [(1, False, "ruimte"), (1, True, "afwezig"), (0, True, "vol"), (0, False, "ruimte")],
)
def test_the_hours_asked_of_somebody_who_is_away_are_not_called_too_full(make, sign_in, households, absent, word):
    volunteer = make.volunteer()
    make.trajectory()
    for _each in range(households):
        make.trajectory(claimed_by=volunteer)
    if absent:
        make.absence(volunteer, make.today, make.day(7))
    page = sign_in(make.coordinator()).page(f"/bord/vrijwilligers/{volunteer.id}")
    assert [node.text for node in page.all("span", class_="word")] == [word]
