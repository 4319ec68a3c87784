"""Words of the functional admin's screens: fixed values and refusals of the configuration."""

from portal.wording import N_

# The languages of the paper are named by `portal.paper.sentences`, which knows no catalogue.
PAPER_LANGUAGES = (
    *(N_("Nederlands"), N_("Engels"), N_("Arabisch"), N_("Tigrinya"), N_("Turks"), N_("Farsi"), N_("Oekraïens")),
)

REFUSALS = {
    "email_taken": N_("Er is al een account met dit e-mailadres."),
    "role_exists": N_("Deze persoon heeft deze rol daar al."),
    "role_ended": N_("Deze rol was al beëindigd."),
    "location_needed": N_("Kies bij deze rol een locatie."),
    "team_needed": N_("Kies bij deze rol een wijkteam."),
    "municipality_needed": N_("Kies bij deze rol een gemeente."),
    "volunteer_unknown_here": N_(
        "Deze persoon staat op deze locatie niet als vrijwilliger. "
        "De coördinator van de locatie voegt een vrijwilliger toe, met functie, uren en papieren."
    ),
    "last_admin": N_("Dit is de laatste functioneel beheerder. Geef eerst iemand anders deze rol."),
    "phase_from_start": N_("Een fase moet vanaf week 0 gelden, anders heeft het begin geen fase."),
    "phase_week_taken": N_("Er is al een fase vanaf deze week."),
    "follows_itself": N_("Een traject kan niet op zichzelf volgen."),
    "type_exists": N_("Er is al een trajecttype met deze naam."),
    "topic_exists": N_("Er is al een onderwerp met deze naam."),
    "rules_overlap": N_(
        "Voor dit trajecttype en deze gemeente geldt in deze periode al een regel. "
        "Wijzig of beëindig die eerst, of kies een andere periode."
    ),
    "rule_gone": N_("Deze regel is intussen vervangen of beëindigd. Kijk in de lijst wat nu geldt."),
    "verified_in_future": N_("Deze dag is nog niet geweest. Vul de dag in waarop het is gecontroleerd."),
    "list_exists": N_("Er is al een checklist met deze naam."),
    "type_has_list": N_("Dit trajecttype heeft al een checklist. Wijzig die."),
    "draft_exists": N_("Er is al een concept van deze checklist. U werkt verder in dat concept."),
    "draft_gone": N_("Dit concept is er niet meer: iemand heeft het gepubliceerd of weggegooid."),
    "draft_empty": N_("Dit concept heeft nog geen punten. Voeg eerst een punt toe."),
    "item_exists": N_("Er is al een punt met deze titel in dit concept."),
    "item_gone": N_("Dit punt staat niet meer in deze checklist."),
    "try_again": N_("Iemand anders was net tegelijk bezig. Probeer het nog een keer."),
}

LABELS = {
    "starts_from": {
        "rental_contract": N_("de dag van het huurcontract"),
        "housing_date": N_("de dag van huisvesting"),
        "previous": N_("het einde van het vorige traject, of anders de dag van huisvesting"),
        "temporary_housing": N_("de dag van tijdelijke huisvesting"),
        "removal_date": N_("de verhuisdatum"),
        "match": N_("de dag van de koppeling"),
        "course": N_("het einde van de cursus"),
    },
    "ends_with": {
        "none": N_("niets bijzonders"),
        "closure": N_("afronding"),
        "internal_handover": N_("een warme overdracht binnen de organisatie"),
        "neighbourhood_handover": N_("een warme overdracht aan het wijkteam"),
    },
    "anchor": {
        "housing": N_("de huisvesting"),
        "start": N_("de start van het traject"),
        "end": N_("het einde van het traject"),
    },
    "duration_kind": {
        "months": N_("een vast aantal maanden"),
        "days": N_("een vast aantal dagen"),
        "by_rule": N_("volgens de duurregels van de gemeente"),
    },
    "template_status": {
        "draft": N_("concept"),
        "current": N_("geldt nu"),
        "past": N_("eerder"),
    },
}
