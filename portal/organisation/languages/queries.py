"""Whether the sentences of a language count as checked now."""

from sqlalchemy import select

from portal.db import db
from portal.organisation.models import LanguageCheck
from portal.paper.sentences import TO_BE_CHECKED, fingerprint


def checks() -> dict[str, LanguageCheck]:
    """The last check of each language, by its code; also one of sentences that changed since."""
    return {check.language: check for check in db.session.scalars(select(LanguageCheck))}


def is_checked(language: str, check: LanguageCheck | None) -> bool:
    """Whether a language may go without its mark: it needs none, or its present sentences were read."""
    if language not in TO_BE_CHECKED:
        return True
    return check is not None and check.fingerprint == fingerprint(language)


def checked(language: str) -> bool:
    """The same as `is_checked`, with what the database says."""
    return is_checked(language, checks().get(language))
