"""Teams made up at random, with what waits at their location."""

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from portal.caseload.capacity.rules import VolunteerNumbers
from portal.caseload.demand.rules import Waits

TODAY = date(2026, 3, 9)
FUNCTIONS = ("supporter", "settlement_coach", "language_coach", "budget_coach", "interpreter")
# The functions that fit the types of the reference content.
FITTING = (
    {"supporter", "settlement_coach"},
    {"settlement_coach"},
    {"language_coach"},
    {"budget_coach"},
)


def ago(days: int) -> date:
    """So many days before the day of these teams; after it when negative."""
    return TODAY - timedelta(days=days)


def volunteer(key: int = 1, **values: Any) -> VolunteerNumbers:
    """Somebody who may claim: 8 hours, nobody supported yet, papers in order."""
    values = {
        "name": f"Vrijwilliger {key}",
        "name_key": f"vrijwilliger {key:05}",
        "function": "supporter",
        "status": "active",
        "certificate_seen_on": ago(100),
        "confidentiality_signed_on": ago(100),
        "basic_course_on": ago(100),
        "absent_until": None,
        "said": Decimal(8),
        "expected": Decimal(0),
        "households": 0,
        "max_households": 4,
        **values,
    }
    return VolunteerNumbers(id=key, **values)


def waits(key: int = 1, **values: Any) -> Waits:
    """A household that waits for ten days, and that nobody ever guided."""
    values = {
        "household_id": key,
        "type_id": 1,
        "functions": frozenset({"supporter", "settlement_coach"}),
        "hours": Decimal(3),
        "since": ago(10),
        "guided_before": False,
        "kept_for": None,
        "urgent": False,
        "area": "2131",
        **values,
    }
    return Waits(id=key, **values)


def some_team(seed: int) -> tuple[list[VolunteerNumbers], list[Waits]]:
    """A team of up to 20 and what waits there: every state a volunteer can be in, at every border of the rules."""
    chance = random.Random(seed)
    papers = (None, ago(-5), ago(0), ago(100), ago(100), ago(100), ago(100))
    rows = [
        volunteer(
            key,
            function=chance.choice(FUNCTIONS),
            status=chance.choice(("active",) * 6 + ("applying", "leaving", "inactive")),
            certificate_seen_on=chance.choice((None, ago(3 * 366), *papers)),
            confidentiality_signed_on=chance.choice(papers[1:]),
            basic_course_on=chance.choice(papers[1:]),
            absent_until=ago(-chance.randrange(20)) if chance.random() < 0.15 else None,
            said=Decimal(chance.choice((0, 1, 2, 3, 4, 6, 8))) + chance.choice((Decimal(0), Decimal("0.5"))),
            expected=Decimal(chance.choice((0, 0, 1, 2, 3, 5, 9))) + chance.choice((Decimal(0), Decimal("0.25"))),
            households=chance.randrange(4),
            max_households=chance.randrange(1, 5),
        )
        for key in range(1, chance.randrange(2, 21))
    ]
    waiting = [
        waits(
            key,
            functions=frozenset(chance.choice(FITTING)),
            hours=Decimal(chance.choice(("0.5", "1.25", "2", "3"))),
            since=ago(chance.randrange(90)),
            guided_before=chance.random() < 0.3,
            kept_for=chance.choice(rows).id if chance.random() < 0.15 else None,
        )
        for key in range(1, chance.randrange(1, 16))
    ]
    return rows, waiting
