"""Words of what an offer still lacks."""

from portal.wording import N_

LABELS = {
    "readiness": {
        "team": N_("Het wijkteam bestaat niet meer"),
        "reader": N_("Bij dit wijkteam leest nog niemand mee: er is geen account"),
        "coverage": N_("Dit wijkteam hoort niet bij de postcode, en er staat geen reden bij"),
        "consent": N_("Toestemming van %(who)s"),
        "somebody": N_("Iemand die toestemming geeft"),
        "needs": N_("Wat er nodig is, per onderwerp een zin"),
        "phone": N_("Telefoonnummer van %(who)s"),
        "evaluation": N_("Laatste evaluatiegesprek, in de laatste drie maanden"),
        "goals": N_("Doelen, in de laatste drie maanden bekeken"),
        "asks": N_("De vraag, per onderwerp een zin"),
        "question": N_("Vraag van het wijkteam beantwoord"),
        "draft": N_("Concept gelezen met de cliënt"),
        "items": N_("Besloten over de open punten van de checklist"),
        "appointments": N_("Besloten over de afspraak die nog komt"),
        "late": N_("Besloten over later ingestuurde contacten"),
    },
}
