"""The facts that the list shows of a handover, for the sender and for the team."""

from collections.abc import Iterator
from datetime import date

from portal.handovers.models.handover import WarmHandover
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


def badges(row: WarmHandover, team_side: bool, today: date) -> list[tuple[str, str, str | None]]:
    """The badges of a handover in the list: that it is new, until when it waits, where it stands."""
    parked = None if team_side else row.parked_until(today)
    found: list[tuple[str, str, str | None]] = [("warning", gettext("Nieuw"), "info")] if is_new(row, team_side) else []
    if parked:
        found.append(("neutral", gettext("wacht tot %(day)s", day=day(parked)), "clock"))
    return [*found, ("neutral" if parked else STATE_KINDS[row.state], label("handover_state", row.state), None)]


def is_new(row: WarmHandover, team_side: bool) -> bool:
    """Whether a team has not yet opened what it was offered."""
    return team_side and row.state == "offered" and row.seen_at is None


def tone(row: WarmHandover, team_side: bool, today: date) -> str:
    """How a row of the list looks: it asks something now, it is over, or it goes on."""
    back = not team_side and row.state in ("returned", "lapsed") and not row.parked_until(today)
    if is_new(row, team_side) or back:
        return "urgent"
    return "going" if row.is_open else "closed"


def about(row: WarmHandover, title: str, team_side: bool, term: str | None) -> Iterator[tuple[str, str]]:
    """The facts that the list shows of a handover, each as (icon, words). `title` is what its row is called, `term`
    says before which day an answer is asked."""
    yield "note", label("variant", row.variant) if row.kind == "team" else label("handover_way", row.kind)
    if title != row.reference:
        yield "handover", row.reference
    yield "people", _other_side(row, team_side)
    if term:
        yield "clock", term
    if row.offered_at:
        yield "calendar", gettext("Aangeboden op %(day)s", day=moment(row.offered_at))
    if row.accepted_by and row.state not in ("returned", "lapsed"):
        yield "user", gettext("Aangenomen door %(who)s", who=row.accepted_by.name)
    yield from _at_this_state(row)


def _other_side(row: WarmHandover, team_side: bool) -> str:
    if team_side:
        return row.trajectory.location.name
    return in_language(row.next_type) if row.next_type else row.recipient


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
