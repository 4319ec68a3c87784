"""The facts that the list shows of a handover to its sender."""

from collections.abc import Iterator
from datetime import date

from portal.handovers.models.handover import WarmHandover
from portal.handovers.path import BACK_STATES
from portal.i18n import clock_time, day, gettext, in_language, moment
from portal.wording import label

STATE_KINDS = {
    "prepared": "neutral",
    "offered": "info",
    "accepted": "info",
    "planned": "info",
    "held": "warning",
    "completed": "positive",
    "checked": "positive",
    "returned": "warning",
    "lapsed": "warning",
    "withdrawn": "neutral",
}


def badges(row: WarmHandover, today: date) -> list[tuple[str, str, str | None]]:
    """The badges of a handover in the list: until when it waits, where it stands."""
    parked = row.parked_until(today)
    waits = [("neutral", gettext("wacht tot %(day)s", day=day(parked)), "clock")] if parked else []
    return [*waits, ("neutral" if parked else STATE_KINDS[row.state], label("handover_state", row.state), None)]


def tone(row: WarmHandover, today: date) -> str:
    """How a row of the list looks: it asks something now, it is over, or it goes on."""
    if row.state in BACK_STATES and not row.parked_until(today):
        return "urgent"
    return "going" if row.is_open else "closed"


def about(row: WarmHandover, term: str | None) -> Iterator[tuple[str, str]]:
    """The facts that the list shows of a handover, each as (icon, words). `term` says before which day an answer is
    asked."""
    yield "note", label("variant", row.variant) if row.kind == "team" else label("handover_way", row.kind)
    yield "handover", row.reference
    yield "people", in_language(row.next_type) if row.next_type else row.recipient
    if term:
        yield "clock", term
    if row.offered_at:
        yield "calendar", gettext("Aangeboden op %(day)s", day=moment(row.offered_at))
    if row.accepted_by and row.state not in BACK_STATES:
        yield "user", gettext("Aangenomen door %(who)s", who=row.accepted_by.name)
    yield from _at_this_state(row)


def _at_this_state(row: WarmHandover) -> Iterator[tuple[str, str]]:
    if row.state == "planned":
        yield (
            "clock",
            gettext("Gesprek op %(day)s om %(clock)s", day=day(row.meeting_on), clock=clock_time(row.meeting_at)),
        )
    if row.state == "returned":
        yield "back", label("return_reason", row.returned_reason)
    if row.state == "offered" and row.for_worker:
        yield "people", gettext("Voor %(who)s", who=row.for_worker)
