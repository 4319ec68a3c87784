"""Words of a coordinator who edits households, clients and trajectories."""

from portal.wording import N_

REFUSALS = {
    "helper_without_phone": N_("Vul ook een telefoonnummer in: zonder nummer komt er niets op de kaart."),
    "household_exists": N_("Op dit adres staat al een huishouden met deze persoon. Kijk onderaan of het dezelfde is."),
    "person_resembles": N_("Deze persoon lijkt op iemand die al in Wegwijs staat. Kijk onderaan of het dezelfde is."),
    "client_exists": N_("Deze persoon staat al bij dit huishouden. Wijzig de gegevens daar."),
    "last_client": N_("Dit is de laatste volwassene. Sluit eerst het traject af."),
    "left_in_future": N_("Deze dag is nog niet geweest."),
    "start_after_end": N_("Het traject is verlengd tot %(ends_on)s. Kies een begin op of voor die dag."),
    "not_our_municipality": N_("Uw locatie werkt niet voor deze gemeente."),
}
LABELS = {
    "preferred_contact": {
        "phone": N_("bellen"),
        "message": N_("bericht"),
        "email": N_("e-mail"),
    },
    "resembling": {
        "name": N_("naam"),
        "birth_year": N_("geboortejaar"),
        "address": N_("adres"),
        "number": N_("cliëntnummer (nullen, streepjes en spaties tellen niet)"),
    },
}
