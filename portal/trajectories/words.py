"""Words of trajectories: refusals and labels."""

from portal.wording import N_

REFUSALS = {
    "already_claimed": N_("Iemand anders was u net voor. Dit huishouden heeft nu een begeleider."),
    "reserved": N_("Dit traject is nog even voor iemand anders bewaard. Kijk later nog eens."),
    "nobody_assigned": N_("Dit traject heeft geen begeleider meer. Er is niets vrij te geven."),
    "volunteer_not_active": N_("U staat niet als actief. Vraag uw coördinator ernaar."),
    "certificate_missing": N_("Uw VOG is nog niet gezien. Laat hem aan uw coördinator zien."),
    "certificate_expired": N_("Uw VOG is ouder dan drie jaar. Vraag een nieuwe aan."),
    "confidentiality_not_signed": N_("Uw geheimhoudingsverklaring is nog niet getekend. Vraag uw coördinator erom."),
    "basic_course_not_done": N_("U hebt de basiscursus nog niet gedaan. Vraag uw coördinator wanneer de volgende is."),
    "households_full": N_(
        "U begeleidt al het aantal huishoudens dat u hebt afgesproken. Wilt u er meer? Vraag het uw coördinator."
    ),
    "function_does_not_fit": N_("Voor dit traject is een andere functie nodig dan u hebt."),
    "hours_full": N_("Dit past niet meer in uw uren."),
    "type_already_open": N_("Dit huishouden heeft al een open traject van deze soort."),
    "trajectory_closed": N_("Dit traject is gesloten. U kunt hier niets meer wijzigen."),
    "client_number_taken": N_("Dit cliëntnummer is al in gebruik."),
    "assign_volunteer_not_active": N_("Staat niet als actief."),
    "assign_certificate_missing": N_("De VOG is nog niet gezien."),
    "assign_certificate_expired": N_("De VOG is ouder dan drie jaar."),
    "assign_confidentiality_not_signed": N_("De geheimhoudingsverklaring is nog niet getekend."),
    "assign_basic_course_not_done": N_("De basiscursus is nog niet gedaan."),
    "assign_households_full": N_("Begeleidt al het maximale aantal huishoudens."),
    "assign_function_does_not_fit": N_("Heeft een andere functie dan dit traject vraagt."),
    "assign_hours_full": N_("Past niet meer in de uren."),
    "hours_need_reason": N_("Dit past niet meer in de uren. Schrijf op waarom u toch toewijst."),
    "reassign_moved_on": N_(
        "Intussen begeleidt iemand anders dit huishouden, of niemand meer. Kijk na wat er nu geldt."
    ),
    "reassign_day": N_("Kies een dag vanaf %(since)s, en niet later dan vandaag."),
    "extension_not_later": N_("Kies een dag na de einddatum van nu."),
    "extension_too_long": N_("Verleng met ten hoogste twee jaar."),
    "reasons_full": N_("De redenen van eerdere verlengingen blijven staan. Zoveel tekens passen er nog bij: %(room)s."),
}

ASK_COORDINATOR = frozenset(
    {
        *("reserved", "nobody_assigned", "trajectory_closed", "function_does_not_fit", "hours_full"),
        *("volunteer_not_active", "certificate_missing", "certificate_expired", "confidentiality_not_signed"),
        *("basic_course_not_done", "households_full"),
    }
)

LABELS = {
    "end_reason": {
        "absent": N_("Is een tijd afwezig"),
        "no_time": N_("Heeft te weinig tijd"),
        "no_match": N_("Het past niet goed bij elkaar"),
        "illness": N_("Is ziek"),
        "household_wishes": N_("Het huishouden wil dit"),
        "stops": N_("Stopt als vrijwilliger"),
        "closed": N_("Het traject is gesloten"),
        "other": N_("Iets anders"),
    },
    "notice": {
        "location_deserted": N_("%(place)s heeft geen coördinator meer. Geef iemand die rol."),
        "assigned_to_you": N_("U begeleidt nu een huishouden in %(area)s."),
        "released": N_("%(volunteer)s heeft een traject in %(area)s vrijgegeven. Het wacht op een begeleider."),
        "released_by_coordinator": N_("Uw coördinator heeft een traject in %(area)s van u overgenomen."),
        "passed_to_colleague": N_("Een collega begeleidt vanaf %(day)s het huishouden in %(area)s dat u begeleidde."),
    },
    "release_reason": {
        "no_time": N_("Ik heb te weinig tijd"),
        "no_match": N_("Het past niet goed bij elkaar"),
        "illness": N_("Ziekte"),
        "household_wishes": N_("Het huishouden wil dit"),
        "stops": N_("Ik stop als vrijwilliger"),
        "other": N_("Iets anders"),
    },
    "legal_regime": {
        "WI2013": N_("Wet inburgering 2013"),
        "WI2021": N_("Wet inburgering 2021"),
    },
    "closure_outcome": {
        "handed_over": N_("Warm overgedragen"),
        "completed": N_("Afgerond"),
        "moved_away": N_("Verhuisd"),
        "client_declines": N_("Cliënt wil niet"),
        "deceased": N_("Overleden"),
        "no_consent": N_("Geen toestemming"),
    },
    "lead_party": {
        "organisation": N_("begeleidende organisatie"),
        "municipality": N_("klantmanager van de gemeente"),
        "neighbourhood_team": N_("sociaal wijkteam"),
        "other_organisation": N_("een andere organisatie"),
    },
    "goal_scale": {
        "not_applicable": N_("niet van toepassing"),
        "not_yet": N_("nog niet"),
        "together": N_("samen"),
        "with_some_help": N_("met een beetje hulp"),
        "alone": N_("zelf"),
    },
}
