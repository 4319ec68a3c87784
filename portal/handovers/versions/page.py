"""The versions of what went along, as the page of a handover shows them."""

from dataclasses import dataclass

from flask import url_for

from portal import i18n
from portal.handovers.models.handover import WarmHandover
from portal.handovers.models.parts import Snapshot
from portal.handovers.versions.queries import content_now
from portal.handovers.versions.rules import changed_parts
from portal.wording import label


@dataclass(frozen=True)
class Version:
    """A version of what went along, as a reader may open it."""

    number: int
    when: str
    url: str
    accepted: bool


def changed_since_sending(handover: WarmHandover) -> list[str]:
    """The parts that would go along otherwise in a new version, in words; empty where none can be sent."""
    if not handover.can("renew") or not handover.snapshots:
        return []
    parts = changed_parts(handover.snapshots[-1].content, content_now(handover))
    return [label("snapshot_part", part) for part in parts]


def version_in_words(handover: WarmHandover, snapshot: Snapshot) -> Version:
    """A version for the page."""
    return Version(
        number=snapshot.number,
        when=i18n.moment(snapshot.made_at),
        url=url_for("handovers_versions.version", reference=handover.reference, number=snapshot.number),
        accepted=snapshot.number == handover.accepted_version,
    )
