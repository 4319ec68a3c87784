"""Where a notice leads. Each address is written here once; a test holds every one to a page of the portal."""

TODAY = "/vandaag"
NOTICES = "/meldingen"
OWN_DATA = "/mijn-gegevens"
INVITATIONS = "/uitnodigingen"
USERS = "/beheer/gebruikers"
CAPACITY_QUESTIONS = "/overdrachten/plek"


def user(user_id: int) -> str:
    """The account of somebody, for a functional admin."""
    return f"{USERS}/{user_id}"


def volunteer(volunteer_id: int) -> str:
    """The page of a volunteer, for a coordinator."""
    return f"/vrijwilligers/{volunteer_id}"


def trajectory(trajectory_id: int) -> str:
    """The file of a trajectory."""
    return f"/trajecten/{trajectory_id}"


def claim(trajectory_id: int) -> str:
    """Where a volunteer claims what waits."""
    return f"/trajecten/{trajectory_id}/claimen"


def handover(reference: str) -> str:
    """The page of a handover."""
    return f"/overdrachten/{reference}"


def late_contact(late_id: int) -> str:
    """A late contact, for who decides about it."""
    return f"/nagekomen/{late_id}"
