"""Words of contact moments: refusals and labels."""

from collections.abc import Sequence
from datetime import date, time

from portal.contacts.rules import ContactDetails, next_attempt
from portal.i18n import clock_time, day, gettext, ngettext
from portal.names import called
from portal.trajectories.rules import before_support
from portal.wording import N_

REFUSALS = {
    "contact_in_future": N_("Deze dag moet nog komen. Leg een contact vast als het geweest is."),
    "contact_before_start": N_("Deze dag ligt te lang voor de start van het traject. Kies een dag vanaf %(day)s."),
    "contact_after_closure": N_("Het traject is gesloten. Kies een dag tot en met %(day)s."),
    "topic_missing": N_("Kies ten minste één onderwerp. Niemand gesproken? Kies dan “Niet bereikt”."),
    "together_with_nobody": N_("Niemand gesproken? Dan deed u het niet samen. Kies wie het wel deed."),
    "appointment_without_day": N_("Vul ook de dag van de volgende afspraak in."),
    "appointment_in_past": N_("De volgende afspraak ligt in het verleden. Kies een dag die nog komt."),
    "already_stored": N_(
        "Dit formulier is al eerder opgeslagen, met een andere inhoud. Is dit een ander contact? "
        "Sla dan nog een keer op. Anders staat het eerste al bij de contacten."
    ),
    "contact_too_old": N_("Een contact kunt u tot 7 dagen na het vastleggen wijzigen. Die tijd is voorbij."),
    "contact_withdrawn": N_("Dit contact is ingetrokken. U kunt het niet meer wijzigen."),
}

LABELS = {
    "way": {
        "home_visit": N_("Huisbezoek"),
        "office": N_("Op kantoor"),
        "phone": N_("Telefoon"),
        "video": N_("Videobellen"),
        "message": N_("Bericht"),
        "accompanying": N_("Meegegaan"),
    },
    "purpose": {
        "regular": N_("Gewoon contact"),
        "intake": N_("Intake"),
        "evaluation": N_("Evaluatie"),
        "joint_review": N_("Nabespreking"),
        "multidisciplinary_meeting": N_("Multidisciplinair overleg"),
        "three_way_conversation": N_("Driegesprek"),
    },
}


def week_lead(left: int) -> str:
    """How many trajectories of this week have nothing logged yet."""
    if not left:
        return gettext("Bij elk huishouden is deze week iets vastgelegd.")
    return ngettext(
        "Bij %(n)s huishouden is deze week nog niets vastgelegd.",
        "Bij %(n)s huishoudens is deze week nog niets vastgelegd.",
        left,
    )


def deadline(due_on: date, today: date, supported_since: date | None) -> str:
    """Before when an item of the checklist must be done, how late it is, or that it lay before the supporter."""
    late = (today - due_on).days
    if late > 0 and before_support(due_on, supported_since):
        return gettext("In te halen")
    if late > 0:
        return ngettext("%(n)s dag te laat", "%(n)s dagen te laat", late)
    return gettext("Uiterlijk %(day)s", day=day(due_on)) if late else gettext("Vandaag")


def differs() -> str:
    """The message about an entry that reached the portal before with other words. Its author cannot correct it: the
    household was released, or a coordinator has it."""
    return gettext("Dit is al eerder aangekomen, met een andere tekst. Vertel uw coördinator wat er anders is.")


def stored(details: ContactDetails, today: date, ticked: int = 0, closed: Sequence[str] = ()) -> str:
    """That a contact was stored, and how many items with it; after an attempt also when to try again. `closed` are the
    titles of what it closed by itself."""
    if details.reached or details.next_appointment_on:
        said = gettext("Het contact is vastgelegd.")
    else:
        again = day(next_attempt(details.on_date, today), "EEEE d MMMM")
        said = gettext("De poging is vastgelegd. Probeer het opnieuw op %(day)s.", day=again)
    counted = ngettext("%(n)s punt is afgevinkt.", "%(n)s punten zijn afgevinkt.", ticked)
    done = gettext("Ook klaar op de checklist: %(items)s.", items=", ".join(closed))
    return " ".join([said, *([counted] if ticked else []), *([done] if closed else [])])


def thanks(name: str, said: str, this_month: int) -> str:
    """Thanks to who logged a contact, with what was stored and how many contacts of their own this month has. Nobody is
    compared with anybody."""
    thanked = gettext("Dank u wel, %(name)s.", name=called(name))
    if not this_month:
        return f"{thanked} {said}"
    mine = ngettext("Uw eerste contact deze maand.", "Uw %(n)se contact deze maand.", this_month)
    return f"{thanked} {said} {mine}"


def onward(name: str, at: time | None) -> str:
    """The link to the next appointment of today."""
    return gettext("Naar %(next)s", next=f"{clock_time(at)}, {name}" if at else name)
