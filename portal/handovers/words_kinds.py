"""Words of the ways a handover goes: as a question, inside the organisation, to another organisation."""

from typing import Any

from portal.i18n import gettext, ngettext, number
from portal.wording import N_, label_in, register_labels, register_refusals

register_refusals(
    {
        "variant_not_for_type": N_("Deze vorm past niet bij dit soort traject. Kies een andere."),
        "question_after_closing": N_("De begeleiding is gestopt. Kies een vorm waarbij het wijkteam het overneemt."),
        "question_missing": N_("Schrijf ten minste één vraag op. Anders kan het wijkteam niets beantwoorden."),
        "organisation_unknown": N_("Kies een van de organisaties, of voeg een nieuwe toe."),
        "organisation_exists": N_("Een organisatie met deze naam staat er al. Kies die."),
        "overlap_too_long": N_("Meekijken kan ten hoogste %(most)s weken."),
        "answer_in_future": N_("Deze dag moet nog komen. Leg het antwoord vast als het er is."),
        "answer_before_acceptance": N_("Dit is vóór de dag waarop het wijkteam de vraag aannam."),
        "asker_absent": N_("Begeleider en wijkteam moeten er allebei bij zijn geweest."),
    }
)
register_labels(
    "handover_way",
    {
        "team": N_("Naar een wijkteam"),
        "organisation": N_("Naar een andere organisatie"),
        "internal": N_("Naar het volgende traject"),
        "consultation": N_("Vraag aan een wijkteam"),
    },
)
register_labels(
    "recipient_kind",
    {
        "team": N_("Wijkteam"),
        "organisation": N_("Andere organisatie"),
        "internal": N_("Volgend traject"),
        "consultation": N_("Wijkteam"),
    },
)
register_labels(
    "organisation_variant",
    {
        "A": N_("Kennismaking: alleen contactgegevens gaan mee."),
        "B": N_("Gesprek met hulpvraag: ook wat er nodig is, doelen en afspraken gaan mee."),
    },
)
register_labels(
    "organisation_return",
    {
        "information_missing": N_("Er ontbreekt informatie"),
        "no_capacity": N_("Er is nu geen plek"),
        "known_already": N_("Dit huishouden is al bekend bij hen"),
        "other": N_("Iets anders"),
    },
)
register_labels(
    "organisation_next_step",
    {
        "information_missing": N_("Vul aan wat er mist, en stuur de overdracht opnieuw."),
        "other_area": N_("Kies een andere organisatie, en stuur de overdracht daarheen."),
        "no_capacity": N_("Stuur de overdracht op of na die dag opnieuw. Tot dan blijft de begeleiding doorgaan."),
        "known_already": N_("Bel de organisatie en vraag wie dit huishouden kent. Stuur de overdracht op die naam."),
        "other": N_("Bel de organisatie om te horen wat er nodig is, en stuur de overdracht opnieuw."),
    },
)
register_labels(
    "parties_needed",
    {
        "team": N_("Het gesprek telt als cliënt, begeleider en wijkteam erbij waren."),
        "consultation": N_("Begeleider en wijkteam in elk geval. De cliënt mag erbij zijn."),
        "organisation": N_("Het gesprek telt als cliënt, begeleider en iemand van de organisatie erbij waren."),
        "internal": N_(
            "Het gesprek telt als cliënt en begeleider erbij waren, en wie verdergaat: de volgende begeleider of u."
        ),
    },
)
register_labels("party", {"next_supporter": N_("Volgende begeleider"), "coordinator": N_("Coördinator")})
register_labels(
    "party_elsewhere",
    {"team_member": N_("Iemand van de organisatie")},
)
register_labels("readiness", {"asks": N_("De vraag, per onderwerp een zin")})
# What happened, where the words for a neighbourhood team do not fit.
register_labels(
    "step_elsewhere",
    {
        "redirect": N_("Andere organisatie gekozen"),
        "offer": N_("Document gestuurd"),
        "renew": N_("Nieuwe versie van het document"),
        "complete": N_("Afgerond: de andere organisatie heeft nu de regie"),
    },
)
register_labels("step_inside", {"complete": N_("Afgerond: het volgende traject is begonnen")})
# Where it stands, as the sender reads it.
register_labels(
    "stands_organisation",
    {
        "prepared": N_("De organisatie heeft dit nog niet gekregen."),
        "offered": N_("Het document is gestuurd. Leg hier vast wat de organisatie antwoordt."),
        "accepted": N_("De organisatie neemt het aan. Plan het gesprek met cliënt, begeleider en organisatie."),
        "planned": N_("Het gesprek moet nog komen. Tot de afronding blijft de regie bij ons."),
        "held": N_("Het gesprek is geweest. Rond de overdracht af."),
        "completed": N_("De andere organisatie heeft nu de regie. Het traject is afgesloten."),
        "checked": N_("De andere organisatie heeft nu de regie. Het traject is afgesloten."),
        "returned": N_("De organisatie nam het niet aan."),
        "lapsed": N_("De organisatie heeft niet geantwoord. Stuur het opnieuw, of kies een andere organisatie."),
        "withdrawn": N_("Deze overdracht gaat niet door."),
    },
)
register_labels(
    "stands_internal",
    {
        "prepared": N_(
            "Plan het gesprek van cliënt, begeleider en wie verdergaat, of leg het vast als het is geweest."
        ),
        "planned": N_("Het gesprek moet nog komen."),
        "held": N_("Het gesprek is geweest. Rond de overdracht af: dan begint het volgende traject."),
        "completed": N_("Het traject is afgesloten en het volgende is begonnen."),
        "withdrawn": N_("Deze overdracht gaat niet door."),
    },
)
register_labels(
    "stands_consultation",
    {
        "prepared": N_("Het wijkteam ziet dit nog niet. De begeleiding blijft bij ons."),
        "offered": N_("Het wijkteam moet de vraag nog aannemen."),
        "accepted": N_("Het wijkteam zoekt een antwoord. De begeleiding blijft bij ons."),
        "planned": N_("Er is een gesprek over de vraag gepland. De begeleiding blijft bij ons."),
        "completed": N_("Het wijkteam heeft geantwoord. De begeleiding blijft bij ons."),
        "returned": N_("Het wijkteam stuurde de vraag terug."),
        "lapsed": N_("Het wijkteam heeft niet geantwoord. Stel de vraag opnieuw, of kies een ander wijkteam."),
        "withdrawn": N_("De vraag is ingetrokken."),
    },
)
# What the team reads about a question.
register_labels(
    "asked_of_us",
    {
        "offered": N_("Lees hieronder de vraag. Neem die aan op uw eigen naam, of stuur die terug met een reden."),
        "accepted": N_("Geef antwoord, of plan eerst een gesprek. De begeleiding blijft bij de organisatie."),
        "planned": N_("Is het gesprek geweest? Leg dan uw advies vast."),
        "completed": N_("U hebt geantwoord. De begeleiding blijft bij de organisatie."),
        "returned": N_("U stuurde deze vraag terug. Wat erin stond, leest u niet meer."),
        "lapsed": N_("Deze vraag is verlopen. Wat erin stond, leest u niet meer."),
        "withdrawn": N_("Deze vraag is ingetrokken. Wat erin stond, leest u niet meer."),
    },
)
register_labels(
    "notice",
    {
        "handover_accepted": N_("Overdracht %(reference)s is aangenomen."),
        "handover_returned": N_("Overdracht %(reference)s is teruggestuurd."),
        "handover_completed": N_("Overdracht %(reference)s is afgerond."),
        "handover_answered": N_("Het wijkteam heeft vraag %(reference)s beantwoord."),
        "trajectory_handed_over": N_("Een begeleiding van u is afgerond. Lees wat u samen hebt gedaan."),
        "next_reserved": N_("Na overdracht %(reference)s is het volgende traject een week voor u bewaard."),
        "consent_withdrawn_elsewhere": N_(
            "De toestemming bij overdracht %(reference)s is ingetrokken. Vraag de organisatie te wissen wat zij kreeg."
        ),
    },
)

_STEPS = {"organisation": ("step_elsewhere",), "internal": ("step_inside",)}
_PARTIES = {"organisation": ("party_elsewhere",)}


def step_title(path: str, step: str) -> str:
    """What happened, in the words of this way."""
    return label_in((*_STEPS.get(path, ()), "handover_step"), step)


def party_label(path: str, code: str) -> str:
    """A party of the meeting, in the words of this way."""
    return label_in((*_PARTIES.get(path, ()), "party"), code)


def sent_words(kind: str, recipient: str) -> str:
    """What the sender reads after the offer."""
    if kind == "organisation":
        return gettext("Vastgelegd. Leg hier ook vast wat %(team)s antwoordt.", team=recipient)
    return gettext("Aangeboden aan %(team)s. U krijgt bericht als het wijkteam antwoordt.", team=recipient)


def renewed_words(kind: str, recipient: str) -> str:
    """What the sender reads after a newer version."""
    if kind == "organisation":
        return gettext("Vastgelegd. %(team)s heeft hier geen account: stuur het nieuwe document zelf.", team=recipient)
    return gettext("De nieuwe versie is gestuurd. %(team)s krijgt bericht.", team=recipient)


def done_together(found: Any) -> list[tuple[str, str]]:
    """What the closing message tells, each as (icon, sentence); what there was nothing of stays out."""
    told = [
        (
            found.conversations,
            "note",
            ngettext("U sprak elkaar %(n)s keer.", "U sprak elkaar %(n)s keer.", found.conversations),
        ),
        (found.hours, "clock", gettext("U gaf er %(hours)s uur van uw tijd aan.", hours=number(found.hours, 1))),
        (
            found.items,
            "check",
            ngettext("Er is %(n)s punt geregeld.", "Er zijn %(n)s punten geregeld.", found.items)
            + _who_did(found.items_by_client, found.items_together),
        ),
        (
            found.goals_moved,
            "done",
            ngettext(
                "Van de %(all)s doelen lukt er nu %(n)s met een beetje hulp of zelf.",
                "Van de %(all)s doelen lukken er nu %(n)s met een beetje hulp of zelf.",
                found.goals_moved,
                all=found.goals,
            ),
        ),
    ]
    return [(glyph, sentence) for amount, glyph, sentence in told if amount]


def _who_did(by_client: int, together: int) -> str:
    told = [
        (by_client, gettext("De cliënt deed er %(n)s zelf.", n=by_client)),
        (together, gettext("Samen deed u er %(n)s.", n=together)),
    ]
    return "".join(f" {sentence}" for amount, sentence in told if amount)
