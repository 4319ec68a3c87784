"""Words about who stands in for whom."""

from portal.wording import N_

REFUSALS = {
    "deputy_unknown": N_("Deze persoon kan u niet vervangen. Kies een collega uit de lijst."),
    "away_incomplete": N_("Vul beide dagen in, of laat ze allebei leeg."),
}
