"""Words of the trajectory's page: what set the end, where the handover stands, refusals."""

from portal.wording import N_

REFUSALS = {
    "silence_backwards": N_("De laatste dag ligt voor de eerste dag."),
    "silence_over": N_("Deze dagen zijn al voorbij. Kies een laatste dag die nog komt."),
    "silence_too_long": N_("Een geplande stilte duurt ten hoogste drie maanden."),
}

LABELS = {
    "handover_stands": {
        "prepared": N_("Wordt voorbereid. Het wijkteam ziet dit nog niet."),
        "offered": N_("Aangeboden aan %(team)s. Wacht op antwoord."),
        "accepted": N_("Aangenomen door %(team)s. Plan nu het gesprek."),
        "planned": N_("Gesprek gepland met %(team)s."),
        "held": N_("Het gesprek met %(team)s is geweest. Rond de overdracht nu af."),
        "completed": N_("Afgerond. %(team)s heeft nu de regie."),
        "checked": N_("Afgerond. %(team)s heeft nu de regie."),
        "lapsed": N_("%(team)s heeft niet geantwoord. Bied de overdracht opnieuw aan, of kies een ander."),
        "returned": N_("Teruggegeven door %(team)s. Lees waarom en wat er nodig is."),
        "withdrawn": N_("Ingetrokken. Er loopt nu geen overdracht."),
    },
}
