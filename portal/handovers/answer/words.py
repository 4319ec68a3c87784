"""Words of what is answered to a handover."""

from portal.wording import N_

REFUSALS = {
    "version_changed": N_(
        "Er kwam een nieuwe versie terwijl u las. Lees die hieronder, en neem de overdracht dan aan."
    ),
    "nothing_changed": N_("Er is niets gewijzigd sinds de laatste versie. Er is niets om te sturen."),
    "no_colleague": N_("Deze persoon werkt nu niet in uw wijkteam. Kies een andere collega."),
    "worker_missing": N_("Schrijf op wie dit huishouden kent: een naam of een functie."),
    "question_open": N_("De vraag van het wijkteam is nog niet beantwoord. Schrijf uw antwoord onderaan."),
    "thread_closed": N_("U kunt hier nu niets meer schrijven. Uw tekst staat hieronder nog, om te kopiëren."),
    "message_stored": N_("Uw vorige bericht met dit formulier staat er al. Plaats dit bericht nog een keer."),
    "asked_for_past": N_("Kies vandaag of een dag die nog komt."),
    "question_stored": N_("Uw vorige vraag met dit formulier staat er al. Stel deze vraag nog een keer."),
    "answer_unknown": N_("Kies een antwoord."),
    "room_from_missing": N_("Vul in vanaf welke dag er plek is."),
    "room_from_past": N_("Kies vandaag of een dag die nog komt."),
}

LABELS = {
    "snapshot_part": {
        "people": N_("Wie er meegaat en hoe zij te bereiken zijn"),
        "area": N_("Postcodegebied"),
        "duration_months": N_("Duur van de begeleiding"),
        "ends_on": N_("Einde van de begeleiding"),
        "referrer": N_("Verwijzer"),
        "lead_party": N_("Regie nu"),
        "needs": N_("Wat er nodig is"),
        "who_else_helps": N_("Wie helpt er nog meer"),
        "goals": N_("Doelen"),
        "agreements": N_("Afspraken"),
        "loose_ends": N_("Wat nog openstaat"),
        "other": N_("Iets anders"),
    },
    "notice": {
        "handover_renewed": N_("Er is een nieuwe versie van overdracht %(reference)s."),
        "handover_for_you": N_("Een collega nam overdracht %(reference)s voor u aan."),
        "handover_message": N_("Er is een bericht bij overdracht %(reference)s."),
        "handover_unparked": N_("Overdracht %(reference)s kan opnieuw worden aangeboden: de dag is er."),
        "capacity_asked": N_("Een coördinator vraagt of er plek is."),
        "capacity_answered": N_("Een wijkteam zei of er plek is."),
    },
    "return_reason": {
        "information_missing": N_("Er ontbreekt informatie"),
        "other_area": N_("Het hoort bij een ander wijkteam"),
        "no_capacity": N_("Er is nu geen plek"),
        "known_already": N_("Dit huishouden is al bekend bij ons"),
        "other": N_("Iets anders"),
    },
    "return_next_step": {
        "information_missing": N_("Beantwoord de vraag, vul aan wat er mist, en bied de overdracht opnieuw aan."),
        "other_area": N_("Kies het wijkteam waar het adres bij hoort, en bied de overdracht daar aan."),
        "no_capacity": N_("Bied de overdracht op of na die dag opnieuw aan. Tot dan blijft de begeleiding doorgaan."),
        "known_already": N_(
            "Zet die naam bij de overdracht en bied hem opnieuw aan. Het wijkteam leest dan voor wie die is."
        ),
        "other": N_("Bel het wijkteam om te horen wat er nodig is, en bied de overdracht opnieuw aan."),
    },
}
