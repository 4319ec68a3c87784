"""The demo's files are moved to the present without changing anything else about them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.demo.shifting import read_rows, shift_dates, weeks_to_present, write_rows
from tests.support.reference import DEMO_DATA

TODAY = date(2026, 11, 21)
TODAYS = st.dates(date(2010, 1, 1), date(2060, 1, 1))
DAYS = st.dates(date(2000, 1, 1), date(2050, 1, 1))
NO_DATES = [
    *("06-12343256", "2023-12-31", "31-02-2023", "9-2", "1-1-2023", "", "023-5550101"),
    *("voor 31-12-2023", "31-12-2023 of later"),
]


def shown(day: date) -> str:
    return day.strftime("%d-%m-%Y")


def read(cell: str) -> date:
    day, month, year = map(int, cell.split("-"))
    return date(year, month, day)


def demo(name: str) -> list[dict[str, str]]:
    return read_rows((DEMO_DATA / name).read_text(encoding="utf-8"))


@given(st.lists(DAYS, min_size=1), TODAYS)
def test_the_last_date_comes_to_lie_one_week_before_today_or_a_little_more(days, today):
    moved = shift_dates([{"startdatum": shown(day)} for day in days], today)

    assert 7 <= (today - max(read(row["startdatum"]) for row in moved)).days <= 13


@given(st.lists(DAYS, min_size=1), TODAYS)
def test_dates_keep_their_distance_and_their_day_of_the_week(days, today):
    moved = [read(row["op"]) for row in shift_dates([{"op": shown(day)} for day in days], today)]

    assert len({new - old for new, old in zip(moved, days, strict=True)}) == 1
    assert [new.weekday() for new in moved] == [old.weekday() for old in days]


@given(st.lists(DAYS, min_size=1), TODAYS)
def test_rows_that_are_in_the_present_stay_there(days, today):
    once = shift_dates([{"op": shown(day)} for day in days], today)

    assert shift_dates(once, today) == once


@pytest.mark.parametrize("cell", NO_DATES)
def test_what_is_no_date_of_that_form_stays_as_it_is(cell):
    rows = [{"gehuisvest op": "14-12-2023", "iets": cell}]

    assert shift_dates(rows, TODAY)[0]["iets"] == cell


def test_the_rows_given_are_left_alone():
    rows = [{"startdatum": "29-12-2023"}]

    assert shift_dates(rows, TODAY) == [{"startdatum": "13-11-2026"}]
    assert rows == [{"startdatum": "29-12-2023"}]


def test_rows_without_dates_come_back_the_same():
    teams = demo("wijkteams-fictief.csv")

    assert weeks_to_present(teams, TODAY) == 0
    assert shift_dates(teams, TODAY) == teams


def test_two_files_can_move_together():
    weeks = weeks_to_present(demo("trajecten-haarlemmermeer-2023.csv"), TODAY)
    moved = shift_dates([{"basiscursus op": "22-10-2023"}], TODAY, weeks=weeks)

    assert read(moved[0]["basiscursus op"]) - date(2023, 10, 22) == timedelta(weeks=weeks)
    assert (TODAY - read(moved[0]["basiscursus op"])).days > 60


@pytest.mark.parametrize("today", [TODAY, date(2028, 2, 29), date(2031, 1, 1), date(2026, 12, 31)])
def test_the_demo_has_a_year_of_trajectories_up_to_last_week(today):
    starts = [read(row["startdatum"]) for row in shift_dates(demo("trajecten-haarlemmermeer-2023.csv"), today)]

    assert len(starts) == 256
    assert 7 <= (today - max(starts)).days <= 13
    assert 360 <= (today - min(starts)).days <= 380


@pytest.mark.parametrize("today", [TODAY, date(2028, 2, 29), date(2031, 1, 1), date(2026, 12, 31)])
@pytest.mark.parametrize("together", [False, True], ids=["by itself", "with the trajectories"])
def test_most_certificates_of_conduct_are_valid_and_a_few_have_expired(today, together):
    weeks = weeks_to_present(demo("trajecten-haarlemmermeer-2023.csv"), today) if together else None
    seen = [read(row["VOG gezien op"]) for row in shift_dates(demo("vrijwilligers-haarlemmermeer.csv"), today, weeks)]
    expired = [day for day in seen if (today - day).days > 3 * 365]

    assert len(seen) == 64
    assert 3 <= len(expired) <= 10
    assert max(seen) < today


@pytest.mark.parametrize("name", ["trajecten-haarlemmermeer-2023.csv", "vrijwilligers-haarlemmermeer.csv"])
def test_a_file_is_written_as_it_was_read(name):
    rows = demo(name)

    assert read_rows(write_rows(rows)) == rows
    assert write_rows(rows) == (DEMO_DATA / name).read_bytes().decode("utf-8-sig")
