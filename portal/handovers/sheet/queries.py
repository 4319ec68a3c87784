"""The content of the papers for the client: the same as that of the preview and the snapshot."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from portal.db import db
from portal.handovers.consent import queries as consent_queries
from portal.handovers.models.handover import WarmHandover
from portal.handovers.path import can_edit
from portal.handovers.readiness.queries import adults_of
from portal.handovers.readiness.rules import AdultFacts
from portal.handovers.sheet.rules import as_if_agreed, language_for
from portal.handovers.versions.queries import content_now
from portal.organisation.models import Language
from portal.paper.sentences import LANGUAGES
from portal.refusals import NotVisible
from portal.trajectories.households.queries import languages_spoken


@dataclass(frozen=True)
class Sheet:
    """The sheet for a client: `content` is what goes along, or went along when `frozen`. `both`: a newer version would
    share something else. `first`: no earlier version was sent. `adults` have their answers, `said_yes_on` has the day
    by their key. `codes` has the ISO code of a language by its Dutch name."""

    reference: str
    team: str
    path: str
    variant: str
    frozen: bool
    first: bool
    both: bool
    content: dict[str, object]
    adults: list[AdultFacts]
    said_yes_on: dict[int, date]
    codes: dict[str, str]


def sheet_of(handover: WarmHandover, newer: bool = False) -> Sheet:
    """The sheet of a handover as it stands now: what a recipient got, or with `newer` what the next version would
    share. Raises NotVisible when it was withdrawn before the offer: nothing was or will be shared."""
    adults = adults_of(handover)
    coming = sent = None
    if can_edit(handover.path, handover.state):
        coming = content_now(handover, as_if_agreed(adults, handover.variant))
    if handover.snapshots and not handover.can("change"):
        sent = handover.snapshots[-1].content
    if sent is None and coming is None:
        raise NotVisible
    both = sent is not None and coming is not None and sent != coming
    frozen = sent is not None and not (newer and both)
    consents = [
        each
        for each in consent_queries.standing_consents(handover.household_id)
        if (each.team_id, each.organisation_id) == (handover.team_id, handover.organisation_id)
    ]
    return Sheet(
        reference=handover.reference,
        team=handover.recipient,
        path=handover.path,
        variant=handover.variant,
        frozen=frozen,
        first=len(handover.snapshots) == 1,
        both=both,
        content=sent if frozen else coming,  # type: ignore[arg-type] - one of them is there
        adults=adults,
        said_yes_on={each.client_id: each.given_on for each in consents},
        codes={row.name: row.code for row in db.session.scalars(select(Language))},
    )


def language_of(handover: WarmHandover) -> str:
    """The language in which the household most likely reads."""
    return language_for(languages_spoken(handover.household_id), LANGUAGES)
