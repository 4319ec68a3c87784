"""Words that every step of a handover shares."""

from portal.wording import N_

REFUSALS = {
    "handover_moved_on": N_(
        "Deze stap past niet meer bij hoe het er nu voor staat. Er is intussen iets gebeurd: zie hieronder."
    ),
    "handover_already_open": N_("Er loopt al een overdracht van dit traject. Ga daarmee verder."),
    "handover_not_for_type": N_("Bij dit soort traject hoort deze overdracht niet. Sluit het af als het klaar is."),
    "team_unknown": N_("Kies een van de wijkteams."),
    "topic_unknown": N_("Kies een onderwerp uit de lijst."),
    "other_team_needs_reason": N_("Schrijf op waarom u dit wijkteam kiest: het volgt niet uit de postcode."),
    "snapshot_changed": N_("Er gaat nu iets anders mee dan u net las. Lees het opnieuw en bied het dan aan."),
    "team_ended": N_("Dit wijkteam bestaat niet meer. Kies een ander wijkteam."),
    "consent_missing": N_("De toestemming van %(who)s ontbreekt nog. Zonder toestemming gaat er niets mee."),
    "team_without_reader": N_(
        "Bij dit wijkteam heeft niemand een account. Vraag uw functioneel beheerder erom, of kies een ander."
    ),
    "nobody_goes_along": N_("Niemand van dit huishouden gaf toestemming. Er is dus niets om mee te sturen."),
    "needs_missing": N_("Bij een driegesprek hoort ten minste één zin over wat nodig is."),
    "scope_not_shared": N_("Dit deel gaat bij deze vorm niet mee. Vraag er ook geen toestemming voor."),
    "consent_without_contact": N_("Zonder naam en contactgegevens kan niemand contact opnemen. Vink die ook aan."),
    "consent_in_future": N_("Deze dag moet nog komen. Vul de dag in waarop toestemming is gegeven."),
    "consent_stands": N_("Deze persoon gaf toestemming. Trek die eerst in."),
    "until_missing": N_("Vul in vanaf welke dag er weer plek is."),
    "until_in_past": N_("Kies een dag na vandaag."),
    "note_missing": N_("Schrijf erbij wat er mist of wat er aan de hand is."),
    "meeting_in_past": N_("Kies vandaag of een dag die nog komt."),
    "meeting_in_future": N_("Dit gesprek moet nog komen. Leg het vast als het is geweest."),
    "meeting_before_acceptance": N_("Toen was deze overdracht nog niet aangenomen of begonnen. Kies een latere dag."),
    "party_absent": N_(
        "Niet iedereen die nodig is, was erbij. Vink aan wie er nog meer was, "
        "of bevestig hieronder dat er iemand niet was."
    ),
    "needs_handover": N_(
        "Dit traject sluit alleen met een afgeronde warme overdracht, of met een van de uitzonderingen."
    ),
    "closing_needs_reason": N_("Schrijf op waarom. De reden blijft bij het traject bewaard."),
    "handover_still_open": N_("Er loopt nog een overdracht. Rond die eerst af, of trek die in."),
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

LABELS = {
    "handover_state": {
        "prepared": N_("in voorbereiding"),
        "offered": N_("aangeboden"),
        "accepted": N_("aangenomen"),
        "planned": N_("gesprek gepland"),
        "held": N_("gesprek gevoerd"),
        "completed": N_("afgerond"),
        "checked": N_("afgerond en nagevraagd"),
        "returned": N_("teruggestuurd"),
        "lapsed": N_("verlopen"),
        "withdrawn": N_("ingetrokken"),
    },
    "handover_filter": {
        "open": N_("Open"),
        "prepared": N_("In voorbereiding"),
        "offered": N_("Aangeboden"),
        "running": N_("Aangenomen, nog niet afgerond"),
        "returned": N_("Teruggestuurd of verlopen"),
        "to_check": N_("Afgerond, nog niet nagevraagd"),
        "completed": N_("Afgerond"),
        "withdrawn": N_("Ingetrokken"),
        "all": N_("Alle"),
    },
    "handover_step": {
        "prepare": N_("Voorbereiding begonnen"),
        "redirect": N_("Ander wijkteam gekozen"),
        "offer": N_("Aangeboden"),
        "seen": N_("Geopend door het wijkteam"),
        "accept": N_("Aangenomen"),
        "return": N_("Teruggestuurd"),
        "lapse": N_("Verlopen: er kwam geen antwoord"),
        "renew": N_("Nieuwe versie gestuurd"),
        "plan": N_("Gesprek gepland"),
        "hold": N_("Gesprek gevoerd"),
        "miss": N_("Gesprek telde niet mee: niet iedereen was er"),
        "count": N_("Gesprek telt toch, volgens de coördinator"),
        "answer": N_("Vraag beantwoord"),
        "check": N_("Nagevraagd of het huishouden is aangekomen"),
        "complete": N_("Afgerond: het wijkteam heeft nu de regie"),
        "withdraw": N_("Ingetrokken"),
        "consent_withdrawn": N_("Toestemming ingetrokken"),
    },
    "handover_side": {
        "sender": N_("begeleidende organisatie"),
        "team": N_("wijkteam"),
    },
    "notice": {
        "team_deserted": N_("Bij %(team)s leest niemand meer mee. Bel het wijkteam, of kies een ander."),
        "handover_offered": N_("Er is een overdracht aangeboden: %(reference)s."),
        "handover_withdrawn": N_("Overdracht %(reference)s is ingetrokken."),
        "handover_planned": N_("Het gesprek van overdracht %(reference)s is gepland."),
        "handover_held": N_("Het gesprek van overdracht %(reference)s is gevoerd."),
        "consent_withdrawn": N_("De toestemming bij overdracht %(reference)s is ingetrokken."),
        "trajectory_closed": N_("Een traject van u is afgesloten. Uw begeleiding is daarmee afgerond."),
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
}
