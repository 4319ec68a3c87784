"""The facts of a volunteer on the board. Pure: plain values, standard library only."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portal.people.rules import certificate_valid_until, paper_state


@dataclass(frozen=True)
class VolunteerNumbers:
    """A row of the board. Hours are hours a week; `last_activity` is `date.min` for never."""

    id: int
    name: str
    function: str
    status: str
    certificate_seen_on: date | None
    confidentiality_signed_on: date | None
    basic_course_on: date | None
    absent: bool
    offered: Decimal
    expected: Decimal
    free: Decimal
    households: int
    max_households: int
    last_activity: date


def badges_of(row: VolunteerNumbers, today: date) -> list[str]:
    """The codes of what asks for a coordinator's attention, the most pressing first. Too many hours or households are
    no badge: the numbers themselves say so."""
    until = certificate_valid_until(row.certificate_seen_on) if row.certificate_seen_on else None
    certificate = paper_state(row.certificate_seen_on, until, today)
    others = [paper_state(each, None, today) for each in (row.confidentiality_signed_on, row.basic_course_on)]
    checks = (
        ("absent", row.absent),
        (row.status, row.status != "active"),
        ("certificate_expired", certificate == "expired"),
        ("papers_missing", row.status == "active" and "missing" in (certificate, *others)),
        ("certificate_ends_soon", certificate == "ends_soon"),
    )
    return [code for code, holds in checks if holds]
