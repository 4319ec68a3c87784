"""Words of people: roles, functions, statuses and refusals."""

from portal.wording import N_, register_labels, register_refusals

register_labels(
    "role",
    {
        "volunteer": N_("Vrijwilliger"),
        "coordinator": N_("Coördinator"),
        "team_member": N_("Wijkteam"),
        "functional_admin": N_("Functioneel beheer"),
    },
)
register_labels(
    "function",
    {
        "supporter": N_("maatschappelijk begeleider"),
        "settlement_coach": N_("coach vestiging"),
        "language_coach": N_("taalcoach"),
        "budget_coach": N_("budgetcoach"),
        "interpreter": N_("tolk"),
    },
)
register_labels(
    "volunteer_status",
    {
        "applying": N_("in aanmelding"),
        "active": N_("actief"),
        "leaving": N_("in afmelding"),
        "inactive": N_("niet actief"),
    },
)
register_refusals(
    {
        "sign_in_refused": N_("Het e-mailadres of het wachtwoord klopt niet."),
        "too_many_tries": N_("Er is te vaak een verkeerd wachtwoord ingevuld. Wacht even en probeer het opnieuw."),
        "role_gone": N_("Deze rol hebt u niet meer."),
        "password_short": N_("Kies een wachtwoord van ten minste 12 tekens."),
        "password_long": N_("Kies een wachtwoord van ten hoogste 200 tekens."),
        "password_guessable": N_("Dit wachtwoord is te makkelijk te raden. Kies een ander."),
    }
)
