"""Words of checklists: refusals and labels."""

from portal.wording import N_

REFUSALS = {
    "item_moved_on": N_("Iemand heeft dit punt intussen gewijzigd. Hieronder staat hoe het nu is."),
    "item_set_aside": N_(
        "Iemand zette dit intussen op niet van toepassing: %(items)s. "
        "Sla op zonder dit, of open het eerst weer op de checklist."
    ),
    "item_not_offered": N_(
        "Een punt dat u aanvinkte, staat niet open bij dit traject. Kijk na wat er nu staat en sla opnieuw op."
    ),
    "list_already_there": N_("Deze lijst staat al op de checklist van dit traject."),
    "list_day_far_away": N_("Kies een dag binnen een jaar van vandaag."),
}

LABELS = {
    "item_doer": {
        "volunteer": N_("Ik"),
        "together": N_("Samen"),
        "client": N_("Zij zelf"),
    },
    # beside a number: of how many items
    "item_answered": {
        "volunteer": N_("begeleider"),
        "together": N_("samen"),
        "client": N_("zij zelf"),
        "not_applicable": N_("niet van toepassing"),
    },
    "item_done": {
        "volunteer": N_("Gedaan door de begeleider"),
        "together": N_("Samen gedaan"),
        "client": N_("Door het huishouden zelf gedaan"),
    },
}
