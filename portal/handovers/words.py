"""Words of handovers: refusals, states, steps, reasons, notices."""

from portal.wording import N_, register_labels, register_refusals

register_refusals(
    {
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
        "meeting_before_acceptance": N_(
            "Toen was deze overdracht nog niet aangenomen of begonnen. Kies een latere dag."
        ),
        "party_absent": N_(
            "Niet iedereen die nodig is, was erbij. Vink aan wie er nog meer was, "
            "of bevestig hieronder dat er iemand niet was."
        ),
        "needs_handover": N_(
            "Dit traject sluit alleen met een afgeronde warme overdracht, of met een van de uitzonderingen."
        ),
        "closing_needs_reason": N_("Schrijf op waarom. De reden blijft bij het traject bewaard."),
        "handover_still_open": N_("Er loopt nog een overdracht. Rond die eerst af, of trek die in."),
    }
)
register_labels(
    "handover_state",
    {
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
)
register_labels(
    "handover_filter",
    {
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
)
register_labels("variant", {"A": N_("Kennismaking"), "B": N_("Driegesprek met hulpvraag"), "C": N_("Vraag om advies")})
register_labels(
    "arrival", {"arrived": N_("aangekomen"), "not_arrived": N_("niet aangekomen"), "unknown": N_("niet bekend")}
)
register_labels(
    "variant_explained",
    {
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
)
register_labels(
    "handover_step",
    {
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
        "miss": N_("Gesprek telde niet: er was iemand niet"),
        "count": N_("Gesprek telt toch, volgens de coördinator"),
        "answer": N_("Vraag beantwoord"),
        "check": N_("Nagevraagd of het huishouden is aangekomen"),
        "complete": N_("Afgerond: het wijkteam heeft nu de regie"),
        "withdraw": N_("Ingetrokken"),
        "consent_withdrawn": N_("Toestemming ingetrokken"),
    },
)
register_labels("handover_side", {"sender": N_("begeleidende organisatie"), "team": N_("wijkteam")})
register_labels(
    "return_reason",
    {
        "information_missing": N_("Er ontbreekt informatie"),
        "other_area": N_("Het hoort bij een ander wijkteam"),
        "no_capacity": N_("Er is nu geen plek"),
        "known_already": N_("Dit huishouden is al bekend bij ons"),
        "other": N_("Iets anders"),
    },
)
register_labels(
    "return_next_step",
    {
        "information_missing": N_("Beantwoord de vraag, vul aan wat er mist, en bied de overdracht opnieuw aan."),
        "other_area": N_("Kies het wijkteam waar het adres bij hoort, en bied de overdracht daar aan."),
        "no_capacity": N_("Bied de overdracht op of na die dag opnieuw aan. Tot dan blijft de begeleiding doorgaan."),
        "known_already": N_("Bied de overdracht aan op die naam. Het wijkteam leest dan voor wie die is."),
        "other": N_("Bel het wijkteam om te horen wat er nodig is, en bied de overdracht opnieuw aan."),
    },
)
register_labels(
    "party",
    {
        "client": N_("Cliënt"),
        "supporter": N_("Begeleider"),
        "team_member": N_("Wijkteam"),
        "interpreter": N_("Tolk"),
        "other": N_("Iemand anders"),
    },
)
register_labels(
    "scope",
    {
        "contact": N_("Naam en contactgegevens"),
        "needs": N_("Wat er nodig is"),
        "goals": N_("Doelen"),
        "agreements": N_("Afspraken"),
    },
)
register_labels(
    "consent_way",
    {
        "spoken": N_("Gezegd in een gesprek"),
        "interpreter": N_("Gezegd, met een tolk erbij"),
        "signed": N_("Met een handtekening"),
    },
)
register_labels("reached_by", {"phone": N_("telefoon"), "message": N_("een bericht"), "email": N_("e-mail")})
register_labels(
    "readiness",
    {
        "team": N_("Het wijkteam bestaat niet meer"),
        "reader": N_("Bij dit wijkteam leest nog niemand mee: er is geen account"),
        "coverage": N_("Dit wijkteam hoort niet bij de postcode, en er staat geen reden bij"),
        "consent": N_("Toestemming van %(who)s"),
        "somebody": N_("Iemand die toestemming geeft"),
        "needs": N_("Wat er nodig is, per onderwerp een zin"),
        "phone": N_("Telefoonnummer van %(who)s"),
        "evaluation": N_("Laatste evaluatiegesprek, in de laatste drie maanden"),
        "goals": N_("Doelen, in de laatste drie maanden bekeken"),
    },
)
register_labels(
    "notice",
    {
        "team_deserted": N_("Bij %(team)s leest niemand meer mee. Bel het wijkteam, of kies een ander."),
        "handover_offered": N_("Er is een overdracht aangeboden: %(reference)s."),
        "handover_withdrawn": N_("Overdracht %(reference)s is ingetrokken."),
        "handover_planned": N_("Het gesprek van overdracht %(reference)s is gepland."),
        "handover_held": N_("Het gesprek van overdracht %(reference)s is gevoerd."),
        "consent_withdrawn": N_("De toestemming bij overdracht %(reference)s is ingetrokken."),
        "trajectory_closed": N_("Een traject van u is afgesloten. Uw begeleiding is daarmee afgerond."),
    },
)
