"""The moment at which an entry that waited on a phone is judged."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal.contacts.underway.rules import KEPT_DAYS, judged_at

ARRIVED = datetime(2026, 3, 9, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
LONGEST = ARRIVED - timedelta(days=KEPT_DAYS)
VISIT = ARRIVED.date() - timedelta(days=2)
NO_TIME = timedelta()


def milliseconds(moment):
    return str(int(moment.timestamp() * 1000))


@pytest.mark.parametrize(
    ("before", "judged"),
    [
        (NO_TIME, ARRIVED),
        (timedelta(milliseconds=1), ARRIVED - timedelta(milliseconds=1)),
        (timedelta(days=2, hours=3), ARRIVED - timedelta(days=2, hours=3)),
        (timedelta(days=KEPT_DAYS), LONGEST),
        (timedelta(days=KEPT_DAYS, milliseconds=1), LONGEST),
        (timedelta(days=20_000), LONGEST),
        (-timedelta(milliseconds=1), ARRIVED),
        (-timedelta(days=900), ARRIVED),
    ],
)
def test_a_phone_is_believed_from_31_days_before_the_arrival_until_then(before, judged):
    assert judged_at(milliseconds(ARRIVED - before), ARRIVED, VISIT) == judged


@pytest.mark.parametrize("said", ["0", "9" * 18])
def test_a_clock_that_was_never_set_and_one_that_is_mad_are_moved_to_the_nearer_end(said):
    assert judged_at(said, ARRIVED, VISIT) == (LONGEST if said == "0" else ARRIVED)


@pytest.mark.parametrize("said", ["", "-1", "gisteren", "1.5", "²", "9" * 19, "1" * 5000])
def test_who_does_not_say_when_is_taken_to_have_saved_on_the_day_of_the_contact(said):
    assert judged_at(said, ARRIVED, VISIT) == datetime(2026, 3, 7, tzinfo=ARRIVED.tzinfo)
    assert judged_at(said, ARRIVED, VISIT - timedelta(days=99)) == LONGEST
    assert judged_at(said, ARRIVED, VISIT + timedelta(days=99)) == ARRIVED
    assert judged_at(said, ARRIVED, None) == ARRIVED
