"""A volunteer's papers in words: what is there, until when, what is missing (rule 4)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.i18n import day, gettext
from portal.people.rules import certificate_valid_until, paper_state

KINDS = {"fine": "positive", "ends_soon": "warning", "expired": "negative", "missing": "negative"}


@dataclass(frozen=True)
class Paper:
    """One paper: its name, its state as a badge, and since when it is there."""

    name: str
    kind: str
    state: str
    remark: str


def papers(volunteer: Any, today: date) -> list[Paper]:
    """The three papers that rule 4 asks for."""
    seen_on = volunteer.conduct_certificate_seen_on
    until = certificate_valid_until(seen_on) if seen_on else None
    signed_on, course_on = volunteer.confidentiality_signed_on, volunteer.basic_course_on
    return [
        _paper(gettext("VOG"), gettext("gezien op %(day)s", day=day(seen_on)), seen_on, until, today),
        _paper(
            gettext("Geheimhouding"),
            gettext("getekend op %(day)s", day=day(signed_on)),
            signed_on,
            None,
            today,
        ),
        _paper(gettext("Basiscursus"), gettext("gedaan op %(day)s", day=day(course_on)), course_on, None, today),
    ]


def _paper(name: str, remark: str, done_on: date | None, until: date | None, today: date) -> Paper:
    state = paper_state(done_on, until, today)
    words = {
        "fine": gettext("geldig tot %(day)s", day=day(until)) if until else gettext("in orde"),
        "ends_soon": gettext("verloopt op %(day)s", day=day(until)),
        "expired": gettext("verlopen op %(day)s", day=day(until)),
        "missing": gettext("ontbreekt"),
    }[state]
    return Paper(name, KINDS[state], words, remark if done_on else "")
