"""Words of the organisation: refusals."""

from portal.wording import N_

REFUSALS = {
    "location_exists": N_("Er is al een locatie met de naam %(name)s."),
    "just_added": N_("Iemand voegde dit net toe. Kijk in de lijst."),
    "municipality_exists": N_("Deze gemeente staat er al."),
    "team_exists": N_("Er is al een wijkteam met deze naam in deze gemeente."),
    "area_covered": N_("Dit gebied hoort vanaf die dag al bij dit team."),
    "coverage_ended": N_("Dit gebied hoort al niet meer bij dit team."),
    "ends_before_start": N_("Kies een latere dag: dit ligt voor of op de eerste dag."),
}
