"""Words of what is answered to a handover: versions, the conversation, what follows a return, asking for room."""

from portal.wording import N_, register_labels, register_refusals

register_refusals(
    {
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
)
register_labels(
    "snapshot_part",
    {
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
)
register_labels("readiness", {"question": N_("Vraag van het wijkteam beantwoord")})
register_labels("capacity_answer", {"yes": N_("ja, er is plek"), "no": N_("nee, er is nu geen plek")})
register_labels(
    "notice",
    {
        "handover_renewed": N_("Er is een nieuwe versie van overdracht %(reference)s."),
        "handover_for_you": N_("Een collega nam overdracht %(reference)s voor u aan."),
        "handover_message": N_("Er is een bericht bij overdracht %(reference)s."),
        "handover_unparked": N_("Overdracht %(reference)s kan opnieuw worden aangeboden: de dag is er."),
        "capacity_asked": N_("Een coördinator vraagt of er plek is."),
        "capacity_answered": N_("Een wijkteam zei of er plek is."),
    },
)
