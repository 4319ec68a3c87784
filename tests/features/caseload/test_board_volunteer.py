"""The households behind a volunteer's numbers on the board."""

from decimal import Decimal

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
    assert [cells(each)["Fase"] for each in rows(behind)] == ["Later", "Midden", "Start"]
    assert cells(row)["Verwacht"] == str(sum(hours)).replace(".", ",")
    assert "3 huishoudens van ten hoogste 4" in behind.text
