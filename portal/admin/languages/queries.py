"""The languages of the paper as the functional admin sees them."""

from dataclasses import dataclass, replace
from datetime import datetime

from portal.db import db
from portal.organisation.languages.queries import checks, is_checked
from portal.organisation.models import LanguageCheck
from portal.paper.sentences import DUTCH_NAMES, LANGUAGES, TO_BE_CHECKED
from portal.people.models.people import User


@dataclass(frozen=True)
class LanguageState:
    """A language: its Dutch name, its own, whether it counts as checked, and the last check of it."""

    code: str
    dutch: str
    own: str
    needs_check: bool
    checked: bool
    checked_by: str = ""
    checked_at: datetime | None = None


def states() -> dict[str, LanguageState]:
    """Every language of the paper by its code, in the order in which they are offered."""
    known = checks()
    return {code: _state(code, known.get(code)) for code in LANGUAGES}


def to_check() -> int:
    """How many languages still wait for a native speaker."""
    return sum(not state.checked for state in states().values())


def _state(code: str, check: LanguageCheck | None) -> LanguageState:
    state = LanguageState(
        code, DUTCH_NAMES[code], LANGUAGES[code], needs_check=code in TO_BE_CHECKED, checked=is_checked(code, check)
    )
    if check is None:
        return state
    by = db.session.get_one(User, check.checked_by_id).name
    return replace(state, checked_by=by, checked_at=check.checked_at)
