"""The handover document: one version for one recipient, and its published format. Pure: plain values, standard library
only. The schema of the format is `docs/schemas/wegwijs-handover-1.json`; `docs/handover-format.md` explains it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

FORMAT = "wegwijs-handover/1"
SCHEMA = "wegwijs-handover-1.json"


@dataclass(frozen=True)
class Recipient:
    """For whom a version was made. `kind` is one of the kinds of the published format."""

    kind: str
    name: str
    municipality: str | None = None


@dataclass(frozen=True)
class HandoverDocument:
    """The source of the PDF and the JSON. `content` is a frozen snapshot. A draft has no version yet: its content is
    what would go along now."""

    reference: str
    version: int | None
    made_at: datetime
    recipient: Recipient
    content: dict[str, Any]

    @property
    def variant(self) -> str:
        """How much it shares. Snapshots frozen before the variant was kept tell it by who leads: B alone had that."""
        return self.content.get("variant") or ("B" if "lead_party" in self.content else "A")


def in_format(document: HandoverDocument, organisation: str) -> dict[str, Any]:
    """A frozen version as `wegwijs-handover/1`. Every key is named here: what a snapshot may hold besides does not
    slip in. A part that the snapshot lacks is absent, not empty."""
    content, recipient = document.content, document.recipient
    named = {"name": recipient.name, "municipality": recipient.municipality}
    support = {"months": content["duration_months"], "ends_on": content["ends_on"]}
    whole = {
        "format": FORMAT,
        "reference": document.reference,
        "version": document.version,
        "made_at": document.made_at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "kind": recipient.kind,
        "variant": document.variant,
        "for": {key: value for key, value in named.items() if value},
        "from": {"organisation": organisation, **_only(content["referrer"], "location", "function")},
        "people": [_person(each) for each in content["people"]],
        "area": content["area"],
        "support": {**support, **_only(content, "lead_party")},
    }
    if "needs" in content:
        whole["needs"] = [{"topic": _topic(each), "sentence": each["sentence"]} for each in content["needs"]]
    if "who_else_helps" in content:
        whole["who_else_helps"] = content["who_else_helps"]
    if "goals" in content:
        whole["goals"] = [{"topic": _topic(each), **_only(each, "words", "scale")} for each in content["goals"]]
    if "agreements" in content:
        whole["agreements"] = [_only(each, "what", "who", "before") for each in content["agreements"]]
    if "loose_ends" in content:
        whole["loose_ends"] = [
            {**_only(each, "kind", "on", "decision", "who"), "what": each["what"] or None}
            for each in content["loose_ends"]
        ]
    return whole


def _only(values: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: values[name] for name in names if name in values}


def _person(person: dict[str, Any]) -> dict[str, Any]:
    names = person["languages"]
    codes = person.get("language_codes") or [None] * len(names)
    languages = [_named(name, code) for name, code in zip(names, codes, strict=True)]
    return {**_only(person, "name", "phone"), "languages": languages, **_only(person, "preferred_contact")}


def _topic(row: dict[str, Any]) -> dict[str, str]:
    return _named(row["topic"], row.get("topic_code"))


def _named(name: str, code: str | None) -> dict[str, str]:
    return {"code": code, "name": name} if code else {"name": name}
