"""Commands on the languages of the paper, for the functional admin."""

from sqlalchemy import select

from portal.access import Action, require
from portal.organisation.models import LanguageCheck
from portal.paper.sentences import TO_BE_CHECKED, fingerprint
from portal.refusals import NotVisible, Refused
from portal.work import Act, Work, unit_of_work


def check_language(act: Act, language: str, seen: str) -> None:
    """Keep that a native speaker found the sentences of a language right; `seen` is the fingerprint of those on the
    page. Raises Forbidden, NotVisible for a language that needs no check, Refused("stale") when they are others by
    now."""
    require(act.actor, Action.CONFIGURE)
    if seen != _present(language):
        raise Refused("stale")
    with unit_of_work(act) as work:
        check = _check_of(work, language) or LanguageCheck(language=language)
        if check.fingerprint == seen:
            return
        check.fingerprint, check.checked_by_id, check.checked_at = seen, act.actor.user_id, act.at
        work.add(check)
        work.commit("configuration.changed", check, what=check.name, change="checked")


def uncheck_language(act: Act, language: str) -> None:
    """Take the check back: the paper says again that a native speaker has to read it.
    Raises Forbidden or NotVisible."""
    require(act.actor, Action.CONFIGURE)
    _present(language)
    with unit_of_work(act) as work:
        check = _check_of(work, language)
        if check is not None:
            work.session.delete(check)
            work.commit("configuration.changed", check, what=check.name, change="unchecked")


def _present(language: str) -> str:
    if language not in TO_BE_CHECKED:
        raise NotVisible
    return fingerprint(language)


def _check_of(work: Work, language: str) -> LanguageCheck | None:
    return work.session.scalar(select(LanguageCheck).where(LanguageCheck.language == language))
