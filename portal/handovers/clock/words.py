"""Words of what the portal does by itself."""

from datetime import date

from portal.handovers.clock.rules import Due, answer_by
from portal.i18n import day, gettext
from portal.wording import N_


def term_in_words(due: Due, today: date) -> str:
    """Before which day an answer is asked, or on which the offer lapses: "antwoord vóór 7 dec"."""
    what, on = answer_by(due, today)
    if what == "answer":
        return gettext("antwoord vóór %(day)s", day=day(on, "d MMM"))
    return gettext("verloopt op %(day)s", day=day(on, "d MMM"))


REFUSALS = {
    "nothing_to_count": N_("Er is geen gesprek geweest dat kan meetellen. Laat het wijkteam een afspraak plannen."),
    "escalate_too_early": N_("Kies meer werkdagen dan tot de herinnering."),
    "lapse_too_early": N_("Kies meer werkdagen dan tot het doorgeven."),
    "day_over": N_("Deze dag is al voorbij."),
    "day_is_weekend": N_("Zaterdag en zondag tellen nooit mee. Kies een andere dag."),
    "day_free_already": N_("Deze dag is al vrij."),
}

LABELS = {
    "handover_side": {
        "portal": N_("Wegwijs, automatisch"),
    },
    "handover_step": {
        "remind": N_("Herinnerd: er kwam nog geen antwoord"),
        "escalate": N_("Doorgegeven aan de aandachtsfunctionaris en de coördinator: er kwam nog geen antwoord"),
    },
    "notice": {
        "handover_reminder": N_("Herinnering: overdracht %(reference)s wacht op antwoord van uw wijkteam."),
        "handover_unanswered": N_("Het wijkteam heeft nog niet geantwoord op overdracht %(reference)s."),
        "handover_unanswered_here": N_("Uw wijkteam heeft nog niet geantwoord op overdracht %(reference)s."),
        "handover_lapsed": N_("Overdracht %(reference)s is verlopen: er kwam geen antwoord."),
        "handover_stands_still": N_("Overdracht %(reference)s staat stil. Kijk wat de volgende stap is."),
        "handover_missed": N_("Bij het gesprek van overdracht %(reference)s was er iemand niet."),
        "handover_counted": N_("Het gesprek van overdracht %(reference)s telt toch mee."),
    },
}
