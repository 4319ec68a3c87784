"""Words of people: roles, functions, statuses and refusals."""

from portal.wording import N_, label

REFUSALS = {
    "sign_in_refused": N_("Het e-mailadres of het wachtwoord klopt niet."),
    "too_many_tries": N_("Er is te vaak een verkeerd wachtwoord ingevuld. Wacht even en probeer het opnieuw."),
    "too_many_everywhere": N_(
        "Er wordt nu veel geprobeerd om in te loggen. Wacht %(minutes)s min en log dan nog een keer in. "
        "Op een apparaat waarop u al eerder inlogde, hoeft dat niet."
    ),
    "last_team_member": N_(
        "Bij %(place)s leest dan niemand meer mee, terwijl er nog overdrachten of vragen openstaan (%(count)s). "
        "Geef eerst een collega daar deze rol."
    ),
    "last_coordinator": N_(
        "%(place)s heeft dan geen coördinator meer, terwijl er nog trajecten lopen (%(count)s). "
        "Geef eerst een collega daar deze rol."
    ),
    "role_gone": N_("Deze rol hebt u niet meer."),
    "password_short": N_("Kies een wachtwoord van ten minste 12 tekens."),
    "password_long": N_("Kies een wachtwoord van ten hoogste 200 tekens."),
    "password_guessable": N_("In dit wachtwoord staat uw e-mailadres. Kies een ander."),
    "password_common": N_(
        "Dit wachtwoord is te bekend: één woord met cijfers erbij raadt iemand snel. Kies een korte zin."
    ),
    "present_password_wrong": N_("Dit is niet uw huidige wachtwoord."),
    "link_not_usable": N_("Deze link werkt niet of niet meer."),
    "account_closed": N_("Dit account is gesloten. Vraag uw functioneel beheerder om het weer te openen."),
    "email_just_taken": N_("Iemand voegde dit e-mailadres net toe. Sla nog een keer op."),
    "invited_already": N_("Deze persoon is hiervoor al uitgenodigd, en heeft nog niet geantwoord."),
    "invitation_over": N_("Deze uitnodiging geldt niet meer."),
    "volunteer_exists": N_("Deze persoon is al vrijwilliger op uw locatie. Zoek de naam op in de lijst."),
    "absence_order": N_("De laatste dag ligt voor de eerste dag."),
    "absence_past": N_("Deze dagen zijn al voorbij."),
    "idle_out_of_bounds": N_("Dit aantal minuten kan hier niet meer. Kies een ander."),
    "idle_turned": N_("De langste tijd is korter dan de kortste. Wissel ze om."),
}

LABELS = {
    "role": {
        "volunteer": N_("Vrijwilliger"),
        "coordinator": N_("Coördinator"),
        "team_member": N_("Wijkteam"),
        "functional_admin": N_("Functioneel beheer"),
        "municipal_reader": N_("Lezer van de gemeente (alleen cijfers)"),
    },
    "function": {
        "supporter": N_("maatschappelijk begeleider"),
        "settlement_coach": N_("coach vestiging"),
        "language_coach": N_("taalcoach"),
        "budget_coach": N_("budgetcoach"),
        "interpreter": N_("tolk"),
    },
    "volunteer_status": {
        "applying": N_("wordt aangemeld"),
        "active": N_("actief"),
        "leaving": N_("stopt binnenkort"),
        "inactive": N_("niet actief"),
    },
    "mail_pace": {
        "at_once": N_("Meteen als er iets klaarstaat"),
        "daily": N_("Eén keer per dag, om 7.30 uur, als er iets klaarstaat"),
    },
    "notice": {
        "": N_("Er is iets nieuws voor u."),
        "link_handed_out": N_(
            "Er is een link gemaakt waarmee iemand een nieuw wachtwoord voor uw account kan kiezen. "
            "Hebt u daar niet om gevraagd? Zeg het meteen tegen uw functioneel beheerder."
        ),
        "link_mailed": N_(
            "Er is een link naar u gemaild waarmee u een wachtwoord kiest. "
            "Hebt u daar niet om gevraagd? Zeg het tegen uw functioneel beheerder."
        ),
        "link_not_delivered": N_(
            "De mail met de link voor %(name)s kwam niet aan. Kijk of het e-mailadres klopt, en stuur de link opnieuw."
        ),
        "password_set": N_(
            "Er is een nieuw wachtwoord gekozen voor uw account. "
            "Hebt u dat niet zelf gedaan? Zeg het meteen tegen uw functioneel beheerder."
        ),
        "invited": N_("U bent uitgenodigd voor een rol. U kiest zelf of u die aanneemt."),
        "invitation_accepted": N_("%(name)s heeft uw uitnodiging aangenomen."),
        "invitation_declined": N_("Iemand die u uitnodigde, heeft de uitnodiging afgewezen (%(place)s)."),
    },
}


def notice_sentence(code: str, facts: dict[str, object]) -> str:
    """A notice in the reader's language. A notice outlives the release that wrote it.
    When its sentence is gone, or asks for other facts by now, it still says that something is there."""
    try:
        return label("notice", code) % facts
    except (KeyError, TypeError, ValueError):
        return label("notice", "")
