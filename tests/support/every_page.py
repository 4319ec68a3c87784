"""Every address that shows a page, with the roles that may open it.

Addresses are made from the facts of a BusyTeam. `tests/journeys/test_every_page.py` holds this table to the
routes of the portal and to what each role is really shown.
"""

VISITOR, VOLUNTEER, COORDINATOR = "visitor", "volunteer", "coordinator"
TEAM, ADMIN = "team_member", "functional_admin"
SENDERS = (VOLUNTEER, COORDINATOR)
SIGNED_IN = (*SENDERS, TEAM, ADMIN)
ROLES = (VISITOR, *SIGNED_IN)

# What answers a GET without showing a page, and why.
NOT_PAGES = {
    "/": "leads each role to its start",
    "/healthz": "is for machines",
    "/agenda/<secret>.ics": "is a calendar",
    "/importeren/<int:draft_id>/geweigerd.csv": "is a download",
    "/onderweg": "is what a phone keeps and fills by itself: tests/journeys/underway looks at it",
    "/onderweg/huishoudens": "is for the script of a phone",
}

PAGES: list[tuple[tuple[str, ...], str]] = [
    ((VISITOR,), "/inloggen"),
    (ROLES, "/welkom/{token}"),
    (SIGNED_IN, "/meldingen"),
    (SIGNED_IN, "/mijn-gegevens"),
    # the volunteer's day
    ((VOLUNTEER,), "/vandaag"),
    ((VOLUNTEER,), "/deze-week"),
    ((VOLUNTEER,), "/agenda"),
    ((VOLUNTEER,), "/beschikbaar"),
    ((VOLUNTEER,), "/beschikbaar?gebied=9999"),
    ((VOLUNTEER,), "/trajecten/{waiting}/claimen"),
    # a household and its trajectory
    (SENDERS, "/trajecten/{full}"),
    ((COORDINATOR,), "/trajecten/{waiting}"),
    ((COORDINATOR,), "/trajecten/{closed_trajectory}"),
    (SENDERS, "/trajecten/{full}/contact"),
    (SENDERS, "/contacten/{contact}"),
    (SENDERS, "/trajecten/{full}/checklist/toevoegen"),
    (SENDERS, "/trajecten/{full}/doel"),
    (SENDERS, "/doelen/{goal}"),
    (SENDERS, "/trajecten/{full}/stilte"),
    (SENDERS, "/trajecten/{full}/vrijgeven"),
    ((COORDINATOR,), "/trajecten/{full}/inzage"),
    ((COORDINATOR,), "/trajecten/{full}/afsluiten"),
    ((COORDINATOR,), "/trajecten/{full}/verlengen"),
    ((COORDINATOR,), "/trajecten/{full}/wijzigen"),
    ((COORDINATOR,), "/trajecten/{waiting}/toewijzen"),
    ((COORDINATOR,), "/trajecten/{waiting}/toewijzen/{volunteer}"),
    ((COORDINATOR,), "/trajecten/{waiting}/toewijzen/{colleague}"),
    ((COORDINATOR,), "/huishoudens/nieuw"),
    ((COORDINATOR,), "/huishoudens/{household}"),
    ((COORDINATOR,), "/huishoudens/{household}/wijzigen"),
    ((COORDINATOR,), "/huishoudens/{household}/client"),
    ((COORDINATOR,), "/huishoudens/{household}/traject"),
    ((COORDINATOR,), "/clienten/{client}"),
    # the board and the volunteers
    ((COORDINATOR,), "/bord"),
    ((COORDINATOR,), "/bord?zoek=niemand"),
    ((COORDINATOR,), "/bord/loopt-af"),
    ((COORDINATOR,), "/bord/overdrachten"),
    ((COORDINATOR,), "/bord/stil"),
    ((COORDINATOR,), "/bord/wachtlijst"),
    ((COORDINATOR,), "/bord/zonder-intake"),
    ((COORDINATOR,), "/bord/vrijwilligers/{volunteer}"),
    *[
        ((COORDINATOR,), f"/nagekomen{path}")
        for path in ("", "?na=99999", "/{late}", "/{late}/niet-overnemen", "/{late_logged}", "/{late_declined}")
    ],
    ((COORDINATOR,), "/nagekomen/{late_after}"),
    ((COORDINATOR,), "/vrijwilligers"),
    ((COORDINATOR,), "/vrijwilligers/nieuw"),
    ((COORDINATOR,), "/vrijwilligers/{volunteer}"),
    # the import
    ((COORDINATOR,), "/importeren"),
    ((COORDINATOR,), "/importeren/{import}"),
    ((COORDINATOR,), "/importeren/{applied}"),
    # the warm handover
    ((COORDINATOR, TEAM), "/overdrachten"),
    (SENDERS, "/overdrachten/{prepared}"),
    *[
        ((*SENDERS, TEAM), f"/overdrachten/{{{state}}}")
        for state in ("offered", "accepted", "planned", "held", "returned")
    ],
    ((*SENDERS, TEAM), "/overdrachten/{completed}"),
    (SENDERS, "/overdrachten/{withdrawn}"),
    ((COORDINATOR,), "/trajecten/{full}/overdracht"),
    ((COORDINATOR,), "/trajecten/{settling}/overdracht"),
    ((COORDINATOR,), "/trajecten/{one_day}/overdracht"),
    ((COORDINATOR,), "/trajecten/{full}/overdracht?naar=organisatie"),
    *[(SENDERS, f"/overdrachten/{{{way}}}") for way in ("inside", "sent", "sent_held", "sent_back")],
    ((COORDINATOR,), "/overdrachten/{sent}/aangenomen"),
    ((COORDINATOR,), "/overdrachten/{sent}/terugsturen"),
    ((COORDINATOR,), "/overdrachten/{sent_back}/wijkteam"),
    ((COORDINATOR,), "/overdrachten/{inside}/gesprek"),
    ((*SENDERS, TEAM), "/overdrachten/{asked}"),
    ((*SENDERS, TEAM), "/overdrachten/{answered}"),
    ((COORDINATOR,), "/overdrachten/{asked_again}/inhoud"),
    (SENDERS, "/trajecten/{answered_trajectory}"),
    ((TEAM,), "/overdrachten/{asked}/antwoord"),
    ((VOLUNTEER,), "/overdrachten/{completed}/samen"),
    ((COORDINATOR,), "/organisaties"),
    ((COORDINATOR,), "/organisaties/{organisation}"),
    ((COORDINATOR,), "/organisaties/{organisation_ended}"),
    ((COORDINATOR,), "/overdrachten/{prepared}/inhoud"),
    ((COORDINATOR,), "/overdrachten/{prepared}/wijkteam"),
    ((COORDINATOR,), "/overdrachten/{prepared}/aanbieden"),
    ((COORDINATOR,), "/overdrachten/{ready}/aanbieden"),
    ((COORDINATOR,), "/overdrachten/{offered}/intrekken"),
    (SENDERS, "/overdrachten/{prepared}/toestemming/{prepared_client}"),
    ((TEAM,), "/overdrachten/{offered}/terugsturen"),
    ((TEAM,), "/overdrachten/{accepted}/afspraak"),
    ((TEAM,), "/overdrachten/{planned}/gesprek"),
    # configuration
    *[
        ((ADMIN,), f"/beheer{path}")
        for path in (
            "",
            "/checklists",
            "/checklists/nieuw",
            "/checklists/social_support",
            "/checklists/social_support/versies/1",
            "/checklists/language_coaching/concept",
            "/checklists/language_coaching/concept/naam",
            "/checklists/language_coaching/concept/punten/nieuw",
            "/checklists/language_coaching/concept/punten/{draft_item}",
            "/checklists/language_coaching/concept/weggooien",
            "/duurregels",
            "/duurregels/nieuw",
            "/duurregels/{rule}/wijzigen",
            "/duurregels/{rule}/beeindigen",
            "/gebruikers",
            "/gebruikers/nieuw",
            "/gebruikers/{user}",
            "/gebruikers/{closed}",
            "/gebruikers/{user}/wijzigen",
            "/gebruikers/{user}/sluiten",
            "/gebruikers/{user}/rollen/nieuw",
            "/gebruikers/{user}/rollen/{role}/beeindigen",
            "/gemeenten",
            "/gemeenten/nieuw",
            "/gemeenten/{municipality}",
            "/locaties",
            "/locaties/nieuw",
            "/locaties/{location}",
            "/onderwerpen",
            "/onderwerpen/nieuw",
            "/onderwerpen/{topic}",
            "/trajecttypen",
            "/trajecttypen/nieuw",
            "/trajecttypen/{type}",
            "/trajecttypen/{type}/wijzigen",
            "/trajecttypen/{type}/fasen/nieuw",
            "/trajecttypen/{type}/fasen/{phase}",
            "/wijkteams",
            "/wijkteams/nieuw",
            "/wijkteams/{team}",
            "/wijkteams/{team}/wijzigen",
            "/wijkteams/{team}/gebieden/nieuw",
            "/wijkteams/{team}/gebieden/{coverage}",
        )
    ],
]

# Forms on pages of their own that ask for nothing but a tap, or take an empty answer.
ASKS_NOTHING = {
    "/agenda",
    "/trajecten/<int:trajectory_id>/claimen",
    "/trajecten/<int:trajectory_id>/toewijzen/<int:volunteer_id>",
    "/importeren/<int:draft_id>",
    "/overdrachten/<reference>/aanbieden",
    "/overdrachten/<reference>/inhoud",
    "/beheer/checklists/<code>/concept",
    "/beheer/checklists/<code>/concept/weggooien",
    "/beheer/duurregels/<int:rule_id>/beeindigen",
    "/beheer/gebruikers/<int:user_id>/sluiten",
    "/beheer/gebruikers/<int:user_id>/rollen/<int:role_id>/beeindigen",
}
