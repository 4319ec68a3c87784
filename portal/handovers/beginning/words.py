"""Words of the ways a handover goes, and of its variants."""

from portal.wording import N_

LABELS = {
    "handover_way": {
        "team": N_("Naar een wijkteam"),
        "organisation": N_("Naar een andere organisatie"),
        "internal": N_("Naar het volgende traject"),
        "consultation": N_("Vraag aan een wijkteam"),
    },
    "recipient_kind": {
        "team": N_("Wijkteam"),
        "organisation": N_("Andere organisatie"),
        "internal": N_("Volgend traject"),
        "consultation": N_("Wijkteam"),
    },
    "variant": {
        "A": N_("Kennismaking"),
        "B": N_("Driegesprek met hulpvraag"),
        "C": N_("Vraag om advies"),
    },
    "variant_explained": {
        "A": N_(
            "Kennismaking: het huishouden redt zich, en leert het wijkteam kennen. Alleen contactgegevens gaan mee."
        ),
        "B": N_(
            "Driegesprek: er is nog hulp nodig. Ook wat er nodig is, doelen en afspraken gaan mee, "
            "en u maakt met z'n drieën een plan."
        ),
        "C": N_(
            "Vraag om advies: u stelt het wijkteam een vraag tijdens de begeleiding. De begeleiding blijft bij ons. "
            "Contactgegevens en de vraag gaan mee."
        ),
    },
}
