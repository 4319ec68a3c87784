"""The consents that stand, as the page of a handover shows them: for whom, and what that one has now."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal import i18n
from portal.handovers.consent.queries import access_of, standing_consents
from portal.handovers.consent.rules import Access
from portal.handovers.consent.words import access_in_words
from portal.handovers.models.consent import Consent, Recipient
from portal.handovers.models.handover import WarmHandover
from portal.handovers.path import SCOPES_OF
from portal.wording import label

Fields = dict[str, list[int]]


@dataclass(frozen=True)
class Given:
    """The consent of an adult for one recipient, in words, and what that recipient `has` now. `complete`: there is no
    more to ask. The form to withdraw it sends `to`. `every` and `named` are all recipients of this adult, at the last
    of them when there are more."""

    client_id: int
    name: str
    to: Fields
    recipient: str
    has: str
    reads: bool
    parts: str
    when: str
    how: str
    recorded_by: str
    complete: bool
    every: Fields
    named: str


def given(handover: WarmHandover) -> list[Given]:
    """The standing consents of the household, one line per adult and recipient."""
    standing = standing_consents(handover.household_id)
    access = access_of(handover.household_id, standing)
    grouped: dict[int, dict[Recipient, list[Consent]]] = {}
    for consent in standing:
        grouped.setdefault(consent.client_id, {}).setdefault(consent.recipient_key, []).append(consent)
    return [
        _given(handover, to, parts, access, list(of_adult))
        for of_adult in grouped.values()
        for to, parts in of_adult.items()
    ]


def _given(
    handover: WarmHandover,
    to: Recipient,
    parts: Sequence[Consent],
    access: dict[Recipient, Access],
    every: Sequence[Recipient],
) -> Given:
    here = handover.team_id, handover.organisation_id
    return Given(
        client_id=parts[0].client_id,
        name=parts[0].client.name,
        to=_fields([to]),
        recipient=access[to].name,
        has=access_in_words(access[to]),
        reads=access[to].has,
        parts=", ".join(label("scope", each.scope).lower() for each in parts),
        when=i18n.day(parts[0].given_on),
        how=label("consent_way", parts[0].how).lower(),
        recorded_by=", ".join(dict.fromkeys(each.recorded_by.name for each in parts)),
        complete=to != here or len(parts) == len(SCOPES_OF[handover.variant]),
        every=_fields(every),
        named=", ".join(access[each].name for each in every) if len(every) > 1 and to == every[-1] else "",
    )


def _fields(recipients: Sequence[Recipient]) -> Fields:
    teams, organisations = ([key for key in keys if key] for keys in zip(*recipients, strict=True))
    return {"team": teams, "organisation": organisations}
