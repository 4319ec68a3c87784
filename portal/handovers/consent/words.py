"""Words of consent: its parts, how it was given, and who reads what went along."""

from portal.handovers.consent.rules import Access, Withdrawn
from portal.i18n import gettext as _
from portal.wording import N_


def withdrawn_in_words(withdrawn: Withdrawn) -> str:
    """The result of a withdrawal in words: who no longer reads, and who still does."""
    if not withdrawn.taken:
        return _("Er stond geen toestemming om in te trekken.")
    names = ", ".join(each.name for each in withdrawn.taken)
    said = [_("De toestemming voor %(who)s is ingetrokken.", who=names), *map(_taken, withdrawn.taken)]
    still = [_still(each) for each in withdrawn.left if each.has]
    if still:
        said += [*still, _("Die toestemming staat nog. Hieronder trekt u haar ook in.")]
    return " ".join(said)


def access_in_words(access: Access) -> str:
    """The access of a team or organisation in words, beside the consent that stands."""
    if access.is_team:
        return _("Leest nu wat er meeging") if access.reads else _("Leest nu niets van dit huishouden")
    return _("Kreeg wat er meeging") if access.got else _("Kreeg nog niets")


def _taken(access: Access) -> str:
    if not access.got:
        return _("%(who)s kreeg nog niets.", who=access.name)
    if access.is_team:
        return _("%(who)s leest niet meer wat er meeging.", who=access.name)
    return _("Vraag %(who)s te wissen wat zij kreeg.", who=access.name)


def _still(access: Access) -> str:
    if access.is_team:
        return _("Let op: %(who)s leest nog wel wat er meeging.", who=access.name)
    return _("Let op: %(who)s heeft nog wat er meeging.", who=access.name)


LABELS = {
    "scope": {
        "contact": N_("Naam en contactgegevens"),
        "needs": N_("Wat er nodig is"),
        "goals": N_("Doelen"),
        "agreements": N_("Afspraken"),
    },
    "consent_way": {
        "spoken": N_("Gezegd in een gesprek"),
        "interpreter": N_("Gezegd, met een tolk erbij"),
        "signed": N_("Met een handtekening"),
    },
}
