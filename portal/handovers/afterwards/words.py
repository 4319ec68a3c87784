"""Words of what comes after a handover."""

from portal.wording import N_

REFUSALS = {
    "feedback_not_open": N_("Hierover kunt u nu niets melden: het is te vroeg, of langer dan twee jaar geleden."),
    "category_unknown": N_("Kies een van de onderwerpen."),
}

LABELS = {
    "arrival_explained": {
        "arrived": N_("Ja, er is contact"),
        "not_arrived": N_("Nee, er is geen contact"),
        "unknown": N_("Dat weten we niet"),
    },
    "need_category": {
        "letters": N_("Brieven en formulieren"),
        "residence": N_("Verblijf en gezin"),
        "money": N_("Geld"),
        "psychosocial": N_("Welzijn"),
        "other": N_("Iets anders"),
    },
    "notice": {
        "handover_check_due": N_("Is het huishouden van overdracht %(reference)s aangekomen? Laat het weten."),
        "handover_not_arrived": N_("Het huishouden van overdracht %(reference)s is niet aangekomen."),
    },
    "arrival": {
        "arrived": N_("aangekomen"),
        "not_arrived": N_("niet aangekomen"),
        "unknown": N_("niet bekend"),
    },
}
