"""Fields of a day and of a time, typed as people write them; a browser's own picker sends 2026-12-31 and 14:30."""

import re
from datetime import time

from wtforms import DateField, TimeField

from portal.cleaning import clean_line
from portal.days import NoDay, read_day
from portal.i18n import gettext

_TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)(?::[0-5]\d)?", re.ASCII)


class DayField(DateField):
    """A calendar day."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data, text = None, clean_line(" ".join(valuelist))
        try:
            self.data = read_day(text) if text else None
        except NoDay:
            raise ValueError(gettext("Vul een bestaande dag in, zoals 31-12-2026.")) from None

    def _value(self) -> str:
        return self.data.isoformat() if self.data else " ".join(self.raw_data or ())


class ClockField(TimeField):
    """A time of the day, in hours and minutes."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data, text = None, clean_line(" ".join(valuelist))
        if match := _TIME.fullmatch(text):
            self.data = time(int(match[1]), int(match[2]))
        elif text:
            raise ValueError(gettext("Vul een tijd in, zoals 14:30."))

    def _value(self) -> str:
        return f"{self.data:%H:%M}" if self.data else " ".join(self.raw_data or ())
