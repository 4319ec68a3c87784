"""Words of the organisation."""

from portal.wording import N_, register_refusals

register_refusals({"location_exists": N_("Er is al een locatie met de naam %(name)s.")})
