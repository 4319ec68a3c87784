"""Words of the figures: what each number counts, in which unit, by which definition."""

from portal.wording import N_

LABELS = {
    "figure": {
        "closures": N_("Afgesloten trajecten"),
        "handed_over": N_("Afgesloten met een warme overdracht"),
        "returned-information_missing": N_("Er ontbrak informatie"),
        "returned-other_area": N_("Hoorde bij een ander wijkteam"),
        "returned-no_capacity": N_("Geen plek"),
        "returned-known_already": N_("Al bekend bij het wijkteam"),
        "returned-other": N_("Iets anders"),
        "lapsed": N_("Geen antwoord: verlopen"),
        "arrival-arrived": N_("Aangekomen"),
        "arrival-not_arrived": N_("Niet aangekomen"),
        "arrival-unknown": N_("Niet bekend"),
        "arrival-not_asked": N_("Nog niet nagevraagd"),
    },
    "support_months": {
        "12": N_("12 maanden begeleiding"),
        "24": N_("24 maanden begeleiding"),
        "None": N_("Andere duur"),
    },
}
