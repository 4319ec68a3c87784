"""Words of Vandaag: what needs the volunteer, household by household."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from portal.caseload.words import why
from portal.handovers.planning.words import step_in_words
from portal.i18n import clock_time, day, gettext, in_language, ngettext
from portal.names import called

# The sign beside each signal; the words say the same.
SIGNS = {
    "intake_overdue": ("negative", "warning"),
    "first_contact": ("warning", "phone"),
    "gone_quiet": ("warning", "quiet"),
    "item_overdue": ("warning", "clock"),
    "appointment_passed": ("info", "calendar"),
    "appointment_today": ("info", "calendar"),
    "end_passed": ("warning", "calendar"),
    "ending_soon": ("neutral", "clock"),
}
SOON = 180  # minutes


def greeting(name: str, now: datetime) -> str:
    """A word for the hour, and the first name: "Goedemorgen, Marijke"."""
    first = called(name)
    if now.hour < 12:
        return gettext("Goedemorgen, %(name)s", name=first)
    if now.hour < 18:
        return gettext("Goedemiddag, %(name)s", name=first)
    return gettext("Goedenavond, %(name)s", name=first)


def lead(visits: Any, today: date) -> str:
    """The day in a sentence or two: how many visits, and how many households ask for something."""
    on = day(today, "EEEE d MMMM")
    sentences = [f"{on[:1].upper()}{on[1:]}."]
    if visits.today:
        count = len(visits.today)
        sentences.append(ngettext("Vandaag %(n)s bezoek.", "Vandaag %(n)s bezoeken.", count))
    asking = len({visit.trajectory.household_id for visit in visits.asking})
    if asking:
        sentences.append(
            ngettext("%(n)s huishouden vraagt iets van u.", "%(n)s huishoudens vragen iets van u.", asking)
        )
    elif visits:
        sentences.append(gettext("Niemand wacht op u."))
    return " ".join(sentences)


def beginning(steps: Sequence[Any]) -> str:
    """How far somebody is who supports nobody yet."""
    to_do = sum(not step.done for step in steps)
    if not to_do:
        return gettext("Fijn dat u er bent. U kunt een huishouden kiezen.")
    return ngettext(
        "Fijn dat u er bent. Nog %(n)s stap, dan kunt u een huishouden kiezen.",
        "Fijn dat u er bent. Nog %(n)s stappen, dan kunt u een huishouden kiezen.",
        to_do,
    )


def so_far(steps: Sequence[Any]) -> str:
    """How many of the steps were taken."""
    return gettext("%(done)s van %(all)s klaar", done=sum(step.done for step in steps), all=len(steps))


def households(visits: Sequence[Any]) -> str:
    """How many households these visits are to."""
    count = len({visit.trajectory.household_id for visit in visits})
    return ngettext("%(n)s huishouden", "%(n)s huishoudens", count)


def hour(facts: Any) -> str:
    """When an appointment of today is, or that no hour was agreed."""
    return clock_time(facts.appointment_at) if facts.appointment_at else gettext("geen tijd")


def until(facts: Any, now: datetime) -> str:
    """How long until an appointment of today that is near; empty when it began, has no hour, or is far."""
    if facts.appointment_at is None:
        return ""
    minutes = facts.appointment_at.hour * 60 + facts.appointment_at.minute - now.hour * 60 - now.minute
    if not 0 < minutes <= SOON:
        return ""
    if minutes < 60:
        return gettext("over %(n)s min", n=minutes)
    return ngettext("over %(n)s uur", "over %(n)s uur", round(minutes / 60))


def began(facts: Any, now: datetime) -> bool:
    """Whether the hour of an appointment of today has come."""
    return facts.appointment_at is not None and facts.appointment_at <= now.time()


def kind(visit: Any) -> str:
    """The kind of trajectory."""
    return in_language(visit.trajectory, "type_name")


def answer(visit: Any) -> str:
    """The action that answers the first signal: "call", "checklist" or "log"."""
    code = visit.signals[0].code
    if code == "first_contact" and visit.trajectory.phone:
        return "call"
    return "checklist" if code == "item_overdue" else "log"


def stands(visit: Any, today: date) -> str:
    """One line for a household that goes well: the appointment ahead, else the last contact, else the kind."""
    if visit.facts.appointment_on and visit.facts.appointment_on > today:
        return appointment_words(visit.facts)
    if visit.next_step:
        return step_in_words(visit.next_step)
    if visit.facts.last_reached_on:
        return last_contact((today - visit.facts.last_reached_on).days)
    return kind(visit)


def appointment_on(facts: Any) -> str:
    """The day and the hour of an appointment, short: "do 12 mrt, 09:00"."""
    on = day(facts.appointment_on, "EEEEEE d MMM")
    return f"{on}, {clock_time(facts.appointment_at)}" if facts.appointment_at else on


def reasons(visit: Any) -> list[tuple[str, str, str]]:
    """Why it stands where it stands, each as (kind, words, icon) of a badge."""
    return [(SIGNS[signal.code][0], why(signal), SIGNS[signal.code][1]) for signal in visit.signals]


def besides(visit: Any, in_full: bool, today: date) -> list[str]:
    """The lines under a name: the next step of the handover; in full also where it is, and the last contact."""
    found = [visit.trajectory.address] if in_full else []
    if in_full and visit.facts.last_reached_on:
        found.append(last_contact((today - visit.facts.last_reached_on).days))
    if visit.next_step:
        found.append(step_in_words(visit.next_step))
    return found


def last_contact(days: int) -> str:
    """How long ago somebody was reached."""
    if days <= 0:
        return gettext("vandaag contact gehad")
    if days == 1:
        return gettext("laatste contact gisteren")
    return gettext("laatste contact %(days)s dagen geleden", days=days)


def appointment_words(facts: Any) -> str:
    """The appointment ahead in a sentence."""
    on = day(facts.appointment_on, "EEEE d MMMM")
    if facts.appointment_at is None:
        return gettext("afspraak %(day)s", day=on)
    return gettext("afspraak %(day)s om %(at)s", day=on, at=clock_time(facts.appointment_at))
