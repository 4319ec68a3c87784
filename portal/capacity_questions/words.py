"""Questions for room and their answers, in words."""

from datetime import date
from typing import Any

from portal import i18n
from portal.days import day_of
from portal.i18n import gettext as _
from portal.i18n import ngettext
from portal.wording import N_, label


def in_words(question: Any) -> str:
    """The answer of the team: "plek vanaf 1 april 2026"."""
    if question.answer == "from_day":
        return _("plek vanaf %(day)s", day=i18n.day(question.room_from))
    return label("capacity_answer", question.answer)


def said_on(question: Any) -> str:
    """The answer of a team with its day, beside the name: "zei op 3 maart 2026: plek vanaf 1 april 2026"."""
    return _(
        "zei op %(day)s: %(answer)s",
        day=i18n.day(day_of(question.answered_at)),
        answer=in_words(question),
    )


def asked_since(question: Any, today: date) -> str:
    """Who asked and when; of an answered question who answered, of another how long it waits."""
    if question.answered_at is not None:
        return _(
            "Beantwoord door %(who)s op %(when)s", who=question.answered_by.name, when=i18n.moment(question.answered_at)
        )
    days = (today - day_of(question.asked_at)).days
    since = ngettext("%(n)s dag geleden", "%(n)s dagen geleden", days) if days else _("vandaag")
    return _("Gevraagd door %(who)s, %(since)s", who=question.asked_by.name, since=since)


LABELS = {
    "capacity_answer": {
        "yes": N_("ja, er is plek"),
        "no": N_("nee, er is nu geen plek"),
    },
}
