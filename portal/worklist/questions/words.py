"""Words of questions: refusals, notices, and where a question stands."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from portal import i18n
from portal.access import Actor, RoleKind
from portal.days import day_of
from portal.i18n import gettext, ngettext
from portal.wording import N_
from portal.worklist.questions import rules

REFUSALS = {
    "nobody_to_ask": N_("Niemand begeleidt dit huishouden nu. Er is dus niemand om dit aan te vragen."),
    "question_sent": N_(
        "Dit formulier is al eerder verstuurd, met een andere vraag. Is dit een nieuwe vraag? Verstuur die dan nog een "
        "keer."
    ),
    "question_answered": N_("%(who)s heeft deze vraag al beantwoord. Hieronder staat het antwoord."),
    "colleague_unknown": N_("Kies een coördinator van uw locatie."),
    "snooze_past": N_("Kies een dag na vandaag."),
    "snooze_too_long": N_("Kies een dag binnen een maand. Wie langer wacht, heeft nog geen antwoord."),
}
LABELS = {
    "notice": {
        "question_asked": N_("%(volunteer)s heeft een vraag over een huishouden in %(area)s."),
        "question_replied": N_("%(volunteer)s beantwoordde uw vraag van %(day)s over een huishouden in %(area)s."),
        "question_yours": N_("Een collega gaf u een vraag van %(day)s over een huishouden in %(area)s."),
        "question_to_you": N_("Uw coördinator heeft een vraag over een huishouden in %(area)s."),
        "question_answered": N_("Er is een antwoord op uw vraag van %(day)s over een huishouden in %(area)s."),
        "question_answered_after": N_(
            "Uw vraag van %(day)s over een huishouden in %(area)s is behandeld. U begeleidt het niet meer, daarom "
            "staat het antwoord hier niet. Wilt u er meer over weten? Vraag het uw coördinator."
        ),
    },
}
# The kind and the sign of a signal by the stage of a question.
SIGNS = {
    "replied": ("positive", "note"),
    "snoozed": ("neutral", "clock"),
    "with_volunteer": ("neutral", "user"),
    "settled": ("positive", "check"),
}


def ask_label(actor: Actor, supporter: str | None) -> str | None:
    """The button that asks: a volunteer the coordinator, a coordinator the volunteer of this name; None for nobody."""
    if actor.kind is RoleKind.VOLUNTEER:
        return gettext("Vraag aan mijn coördinator")
    return gettext("Vraag aan %(who)s", who=supporter) if supporter else None


def about(contact: Any) -> str:
    """The contact that a question is about."""
    return gettext("Over het contact van %(day)s", day=i18n.day(contact.on_date, "EEEE d MMMM"))


def message_said(message: Any) -> str:
    """Who asks a volunteer, or who answered which question."""
    if message.asks:
        return gettext("%(who)s vraagt u dit", who=message.who)
    return gettext("Antwoord van %(who)s op: %(words)s", who=message.who, words=message.words)


def title(question: Any, reader_id: int = 0) -> str:
    """The name of a question: the reader's own, or who asks it."""
    if question.asked_by_id == reader_id:
        return gettext("Uw vraag")
    return gettext("Vraag van %(who)s", who=question.asked_by.name)


def kept(question: Any) -> str:
    """Who has a question that was handed over, or until when it was put off."""
    if question.snoozed_until is not None:
        return gettext("Uitgesteld tot %(day)s.", day=i18n.day(question.snoozed_until, "EEEE d MMMM"))
    return gettext("De vraag ligt nu bij %(who)s.", who=question.owner.name if question.owner else "")


def does(row: Any, today: date) -> str:
    """The step of a coordinator with a question on the list: "read", "answer", or none."""
    stage = rules.stage(row.standing, today)
    return {"replied": "read", "settled": ""}.get(stage, "answer")


def seen_by_volunteer(question: Any, today: date) -> tuple[str, str, str]:
    """Where a question stands for its volunteer, who need not know why it was put off."""
    if question.answered_at is not None:
        return "positive", answered(question), "check"
    return "neutral", before(question.due_on, today), "clock"


def signal(question: Any, today: date) -> tuple[str, str, str]:
    """Where a question stands for a coordinator, as the kind, the words and the sign of a signal."""
    stage = rules.stage(question.standing, today)
    if stage == "waits":
        late = (today - question.due_on).days
        return ("negative" if late > 0 else "warning", before(question.due_on, today), "clock")
    kind, glyph = SIGNS[stage]
    return kind, _STANDS[stage](question), glyph


def before(due_on: date, today: date) -> str:
    """Before when an answer is asked, or how late it is."""
    late = (today - due_on).days
    if late > 0:
        return ngettext("%(n)s dag te laat", "%(n)s dagen te laat", late)
    return (
        gettext("Antwoord voor het einde van %(day)s", day=i18n.day(due_on, "EEEE d MMMM"))
        if late
        else gettext("Antwoord vandaag")
    )


def asked(question: Any) -> str:
    """Who asked, and when."""
    when = i18n.day(day_of(question.asked_at), "EEEE d MMMM")
    return gettext("%(who)s vroeg dit op %(day)s", who=_name(question.asked_by), day=when)


def answered(question: Any) -> str:
    """Who answered, and when."""
    when = i18n.day(day_of(question.answered_at), "EEEE d MMMM")
    return gettext("%(who)s antwoordde op %(day)s", who=_name(question.answered_by), day=when)


def heading(waiting: int) -> str:
    """How many questions ask something of the coordinators: the conclusion of the list."""
    if not waiting:
        return gettext("Er wacht geen vraag")
    return ngettext("%(n)s vraag wacht op u of een collega", "%(n)s vragen wachten op u of een collega", waiting)


def grouped(rows: Sequence[Any], shown: str) -> list[tuple[str, list[Any]]]:
    """The rows under their headings: now the reader's own and then those of the location; later and done together."""
    if shown in _TOGETHER:
        return [(gettext(_TOGETHER[shown]), list(rows))] if rows else []
    parts = ((gettext("Van u"), True), (gettext("Van uw collega's"), False))
    found = [(title, [row for row in rows if row.mine is mine]) for title, mine in parts]
    return [(title, mine) for title, mine in found if mine]


def whose(question: Any) -> str:
    """Who asked and when, and which coordinator has the question, unless it is theirs."""
    owner = _name(question.owner) if question.owner else ""
    if owner == _name(question.asked_by):
        return asked(question)
    with_whom = gettext("Bij %(who)s", who=owner) if owner else gettext("Bij niemand")
    return f"{asked(question)} · {with_whom}"


def send_label(to_volunteer: bool) -> str:
    """The button of a coordinator who answers, or settles what the volunteer was asked."""
    return gettext("Afronden") if to_volunteer else gettext("Beantwoorden")


def _name(person: Any) -> str:
    """The name of a person, who may be given by it."""
    return person if isinstance(person, str) else person.name


def _snoozed(question: Any) -> str:
    return gettext(
        "Uitgesteld tot %(day)s: %(reason)s",
        day=i18n.day(question.snoozed_until, "EEEE d MMMM"),
        reason=question.snooze_reason,
    )


_TOGETHER = {"later": N_("Komt later terug"), "klaar": N_("Klaar")}
_STANDS = {
    "replied": lambda question: gettext("%(who)s gaf antwoord", who=_name(question.answered_by)),
    "snoozed": _snoozed,
    "with_volunteer": lambda question: gettext("Wacht op %(who)s", who=_name(question.supporter)),
    "settled": answered,
}
