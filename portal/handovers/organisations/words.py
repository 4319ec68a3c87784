"""Words of a handover to another organisation."""

from portal.wording import N_

LABELS = {
    "organisation_variant": {
        "A": N_("Kennismaking: alleen contactgegevens gaan mee."),
        "B": N_("Gesprek met hulpvraag: ook wat er nodig is, doelen en afspraken gaan mee."),
    },
    "organisation_return": {
        "information_missing": N_("Er ontbreekt informatie"),
        "no_capacity": N_("Er is nu geen plek"),
        "known_already": N_("Dit huishouden is al bekend bij hen"),
        "other": N_("Iets anders"),
    },
    "organisation_next_step": {
        "information_missing": N_("Vul aan wat er mist, en stuur de overdracht opnieuw."),
        "other_area": N_("Kies een andere organisatie, en stuur de overdracht daarheen."),
        "no_capacity": N_("Stuur de overdracht op of na die dag opnieuw. Tot dan blijft de begeleiding doorgaan."),
        "known_already": N_("Bel de organisatie en vraag wie dit huishouden kent. Stuur de overdracht op die naam."),
        "other": N_("Bel de organisatie om te horen wat er nodig is, en stuur de overdracht opnieuw."),
    },
}
