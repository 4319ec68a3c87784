"""A clock that stands still until a test moves it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MONDAY = datetime(2026, 3, 9, 10, 0, tzinfo=AMSTERDAM)


class Clock:
    """The portal's clock in tests: called, it gives the moment in UTC. Starts on Monday 9 March 2026, 10:00."""

    def __init__(self, moment: datetime = MONDAY) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment.astimezone(UTC)

    @property
    def today(self) -> date:
        """The calendar day in the Netherlands."""
        return self.moment.astimezone(AMSTERDAM).date()

    def move(self, *, days: int = 0, hours: int = 0, minutes: int = 0) -> datetime:
        """Let time pass; days are calendar days, so 10:00 stays 10:00 when summer time begins. Gives the moment."""
        later = self.moment.astimezone(AMSTERDAM) + timedelta(days=days)
        self.moment = later.astimezone(UTC) + timedelta(hours=hours, minutes=minutes)
        return self()

    def set(self, moment: datetime) -> datetime:
        """Put the clock at a moment with a time zone. Gives the moment."""
        if moment.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        self.moment = moment
        return self()
