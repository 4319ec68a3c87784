"""The keys of languages in an import; a language nobody here spoke before is made."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from portal.imports.queries import language_names
from portal.imports.rules.columns import folded
from portal.organisation.models import Language

_LONGEST_CODE = 40


def language_keys(session: Session, new: Iterable[str]) -> dict[str, int]:
    """Folded name → key of every language, after adding the `new` ones by their names."""
    session.add_all(Language(code=f"x-{folded(name)}"[:_LONGEST_CODE], name=name) for name in new)
    session.flush()
    return {name: key for key, name in language_names(session).items()}
