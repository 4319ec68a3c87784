"""Invitations: which roles ask for more trust than a coordinator can give, and what a volunteer would offer
as plain values. Pure, standard library."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

_DAYS = ("conduct_certificate_seen_on", "confidentiality_signed_on", "basic_course_on")
OFFERED = ("function", "status", "postcode", "hours_per_week", "max_households", *_DAYS)


def plain_offer(offer: Mapping[str, Any], language_ids: list[int]) -> dict[str, Any]:
    """The offer of a volunteer as JSON can hold it. `offer` holds columns of a volunteer."""
    plain = {name: _plain(offer[name]) for name in OFFERED if offer.get(name) is not None}
    return {**plain, "languages": sorted(language_ids)}


def offer_of(plain: Mapping[str, Any]) -> tuple[dict[str, Any], list[int]]:
    """The columns of a volunteer and the keys of their languages again."""
    offer = {name: value for name, value in plain.items() if name in OFFERED}
    for name in _DAYS:
        if name in offer:
            offer[name] = date.fromisoformat(offer[name])
    if "hours_per_week" in offer:
        offer["hours_per_week"] = Decimal(offer["hours_per_week"])
    return offer, list(plain.get("languages", ()))


def _plain(value: Any) -> str | int:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
