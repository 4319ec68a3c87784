"""Words of loose ends."""

from collections.abc import Iterable

from portal.handovers.loose_ends.rules import LooseEnd
from portal.i18n import clock_time, day, gettext
from portal.wording import N_, label

REFUSALS = {
    "items_undecided": N_("Besluit nog wat er gebeurt met: %(who)s."),
    "appointments_undecided": N_("Besluit nog wat er gebeurt met de afspraak die nog komt."),
    "late_undecided": N_(
        "Er is nog een contact ingestuurd. Zet het in het dossier, of schrijf op wie dit op zich neemt."
    ),
    "draft_not_read": N_("Lees het concept eerst met de cliënt, en leg vast op welke dag."),
    "draft_in_future": N_("Deze dag moet nog komen. Vul de dag in waarop u het concept samen las."),
    "draft_before_start": N_("Op deze dag was er nog geen concept: de voorbereiding begon later."),
    "loose_end_choice": N_("Kies een van de mogelijkheden."),
    "loose_end_moved_on": N_("Iemand anders besloot hier intussen over. Kijk na wat er staat en sla opnieuw op."),
    "kept_by_missing": N_("Schrijf op wie dit op zich neemt: een naam of een functie."),
    "kept_by_too_long": N_("Dit is te lang. Schrijf alleen een naam of een functie op."),
    "item_closed_without_reason": N_("Schrijf op waarom dit vervalt. Dat komt ook op de checklist te staan."),
    "words_kept_nowhere": N_("Deze tekst wordt zo niet bewaard. Kies wie dit op zich neemt, of haal de tekst weg."),
}

LABELS = {
    "loose_end": {
        "passed_on": N_("Doorgeven"),
        "closed": N_("Vervalt"),
        "kept": N_("Iemand anders neemt dit op zich"),
    },
    "loose_end_decided": {
        "passed_on": N_("Doorgegeven"),
        "closed": N_("Vervallen"),
        "kept": N_("Blijft bij %(who)s"),
    },
    "notice": {
        "loose_ends_undecided": N_("Besluit nog wat er gebeurt met wat openstaat bij overdracht %(reference)s."),
    },
}


def title_of(end: LooseEnd) -> str:
    """The name that people give a loose end."""
    if end.kind == "item":
        return end.title
    if end.kind == "late":
        return gettext("Later ingestuurd contact van %(day)s", day=day(end.on))
    if end.at is None:
        return gettext("Afspraak op %(day)s", day=day(end.on))
    return gettext("Afspraak op %(day)s om %(clock)s", day=day(end.on), clock=clock_time(end.at))


def decided_in_words(end: LooseEnd) -> str:
    """The decision about it in words: "Blijft bij huisarts"."""
    if end.decision is None:
        return gettext("Niet besloten")
    return label("loose_end_decided", end.decision).replace("%(who)s", end.kept_by or "")


def in_facts(ends: Iterable[LooseEnd]) -> list[tuple[str, str, str]]:
    """Each with what was decided about it and by whom, for a list of facts."""
    return [
        (
            title_of(each),
            decided_in_words(each),
            gettext("volgens %(who)s", who=each.decided_by) if each.decision else "",
        )
        for each in ends
    ]
