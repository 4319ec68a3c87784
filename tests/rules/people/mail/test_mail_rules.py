"""When a mail goes out, and when nobody tries it any more."""

from datetime import UTC, datetime, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.people.mail.rules import DAILY_AT, MOST_TRIES, given_up_after, goes_at, wait_after

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MOMENTS = st.timedeltas(timedelta(0), timedelta(days=730)).map(
    lambda later: (datetime(2026, 1, 1, tzinfo=UTC) + later).astimezone(AMSTERDAM)
)


def at(text):
    return datetime.strptime(text, "%d-%m-%Y %H:%M").replace(tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("tries", "minutes"), [(1, 5), (2, 10), (3, 20), (9, 1280), (10, 1440), (11, 1440), (999, 1440)]
)
def test_the_wait_doubles_from_five_minutes_to_a_day(tries, minutes):
    assert wait_after(tries) == timedelta(minutes=minutes)


def test_a_mail_is_tried_for_more_than_four_days_and_less_than_five():
    *_others, last = accumulate(wait_after(tries) for tries in range(1, MOST_TRIES))
    assert timedelta(days=4) < last < timedelta(days=5)
    assert [given_up_after(tries) for tries in (MOST_TRIES - 1, MOST_TRIES)] == [False, True]


@pytest.mark.parametrize(
    ("written", "last_sent", "goes"),
    [
        ("09-03-2026 10:00", None, "10-03-2026 07:30"),
        ("09-03-2026 07:29", None, "09-03-2026 07:30"),
        ("09-03-2026 07:31", None, "10-03-2026 07:30"),
        ("09-03-2026 07:00", "08-03-2026 23:59", "09-03-2026 07:30"),
        ("09-03-2026 07:00", "09-03-2026 00:01", "10-03-2026 07:30"),
        ("28-03-2026 23:00", None, "29-03-2026 07:30"),  # summer time begins that night
        ("24-10-2026 23:00", None, "25-10-2026 07:30"),  # and ends that night
        ("31-12-2026 23:00", None, "01-01-2027 07:30"),
    ],
)
def test_one_mail_a_day_goes_at_half_past_seven_in_amsterdam(written, last_sent, goes):
    assert goes_at(True, at(written), last_sent and at(last_sent)) == at(goes)


def test_a_day_is_a_day_in_amsterdam_wherever_the_server_stands():
    late = datetime(2026, 3, 8, 23, 30, tzinfo=UTC)  # half past midnight on the 9th
    assert goes_at(True, late, None) == at("09-03-2026 07:30")
    assert goes_at(True, late, late) == at("10-03-2026 07:30")


@given(written=MOMENTS, last_sent=st.none() | MOMENTS)
def test_it_is_never_early_never_the_same_day_again_and_otherwise_within_a_day(written, last_sent):
    goes = goes_at(True, written, last_sent)
    assert goes >= written
    assert goes.astimezone(AMSTERDAM).time() == DAILY_AT
    if last_sent is None:
        assert goes - written <= timedelta(hours=25)
    else:
        assert goes.astimezone(AMSTERDAM).date() > last_sent.date()
    assert goes_at(False, written, last_sent) == written
