"""The content in words: for the page of a handover and for its document on paper."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from portal.days import day_of
from portal.handovers.document.rules import HandoverDocument
from portal.i18n import day, ngettext
from portal.i18n import gettext as _
from portal.identifiers import display_phone
from portal.wording import label

Rows = Sequence[Sequence[str]]
NOTHING = "–"


def readable(content: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """A snapshot for a reader: days as days, codes and names in words; no key more than it has. `names` are topics
    and languages in the reader's language by their Dutch name."""
    shown = {**content, "ends_on": date.fromisoformat(content["ends_on"])}
    shown["people"] = [
        {
            **each,
            "phone": display_phone(each["phone"]) if each["phone"] else None,
            "preferred_contact": label("reached_by", each["preferred_contact"]),
            "languages": [names.get(name, name) for name in each["languages"]],
        }
        for each in content["people"]
    ]
    for part in {"needs", "goals"} & content.keys():
        shown[part] = [{**each, "topic": names.get(each["topic"], each["topic"])} for each in content[part]]
    if "agreements" in content:
        shown["agreements"] = [
            {**each, "before": date.fromisoformat(each["before"]) if each["before"] else None}
            for each in content["agreements"]
        ]
    if "loose_ends" in content:
        shown["loose_ends"] = [{**each, "on": date.fromisoformat(each["on"])} for each in content["loose_ends"]]
    return shown


def title(document: HandoverDocument) -> str:
    """The title that a screen reader says first, and a window shows: the reference, nobody's name."""
    return _("Overdracht %(reference)s", reference=document.reference)


def mark(document: HandoverDocument) -> str:
    """Which paper this is, at the foot of each page."""
    if document.version is None:
        return _("%(reference)s, concept", reference=document.reference)
    return _("%(reference)s, versie %(n)s", reference=document.reference, n=document.version)


def on_paper(document: HandoverDocument, names: dict[str, str], organisation: str) -> dict[str, Any]:
    """The document as the template sets it: a kind, what it is about, and sections. A section is a table, or names with
    values. A part that does not go along has no section."""
    content = readable(document.content, names)
    return {
        "kind": label("variant", document.variant),
        "about": _about(document, content["referrer"], organisation),
        "consent": _("Hierin staat alleen waarvoor de cliënt toestemming gaf."),
        "draft": "" if document.version else _("Concept"),
        "draft_means": "" if document.version else _("Dit is nog niet aangeboden. Geef het niet mee."),
        "sections": [section for section in (_people(content), _support(content), *_more(content)) if section],
    }


def _about(document: HandoverDocument, referrer: dict[str, str], organisation: str) -> Rows:
    to, on = document.recipient, day(day_of(document.made_at))
    version = _("%(n)s, van %(day)s", n=document.version, day=on)
    return [
        [_("Voor"), f"{to.name}, {to.municipality}" if to.municipality else to.name],
        [_("Van"), f"{organisation}, {referrer['location']} ({label('role', referrer['function']).lower()})"],
        [_("Kenmerk"), document.reference],
        [_("Versie"), version if document.version else _("concept van %(day)s", day=on)],
    ]


def _people(content: dict[str, Any]) -> dict[str, Any]:
    head = [_("Naam"), _("Telefoon"), _("Talen"), _("Liefst bereikt per")]
    rows = [
        [
            text or NOTHING
            for text in (each["name"], each["phone"], ", ".join(each["languages"]), each["preferred_contact"])
        ]
        for each in content["people"]
    ]
    note = "" if rows else _("Nog niemand gaf toestemming: er worden nu geen gegevens gedeeld.")
    return _section("people", _("Om wie het gaat"), table=(head if rows else [], rows), note=note)


def _support(content: dict[str, Any]) -> dict[str, Any]:
    months = content["duration_months"]
    facts = [[_("Postcodegebied"), content["area"]]]
    if months:
        facts.append([_("Duur van de begeleiding"), ngettext("%(n)s maand", "%(n)s maanden", months)])
    facts.append([_("Begeleiding tot"), day(content["ends_on"])])
    if "lead_party" in content:
        facts.append([_("Regie nu"), label("lead_party", content["lead_party"])])
    if "who_else_helps" in content:
        facts.append([_("Wie helpt er nog meer"), content["who_else_helps"] or NOTHING])
    return _section("support", _("De begeleiding"), facts=facts)


def _more(content: dict[str, Any]) -> list[dict[str, Any]]:
    """The sections that variants with a support need add, where consent covers them and they are not empty."""
    sections = []
    if content.get("needs"):
        rows = [[each["topic"], each["sentence"]] for each in content["needs"]]
        head = [_("Onderwerp"), _("Hulpvraag")]
        sections.append(_section("needs", _("Wat er nodig is"), table=(head, rows)))
    if content.get("goals"):
        rows = [[each["topic"], each["words"], label("goal_scale", each["scale"])] for each in content["goals"]]
        head = [_("Onderwerp"), _("Doel"), _("Hoe het gaat")]
        sections.append(_section("goals", _("Doelen, in eigen woorden"), table=(head, rows)))
    if content.get("agreements"):
        rows = [[each["what"], each["who"], day(each["before"]) or NOTHING] for each in content["agreements"]]
        head = [_("Wat"), _("Wie"), _("Voor wanneer")]
        sections.append(_section("agreements", _("Afspraken tot nu toe"), table=(head, rows)))
    if content.get("loose_ends"):
        rows = [
            [each["what"] or _("Afspraak die al staat"), each["who"] or _("doorgegeven"), day(each["on"])]
            for each in content["loose_ends"]
        ]
        head = [_("Wat"), _("Wie"), _("Voor wanneer")]
        sections.append(_section("loose_ends", _("Wat nog openstaat"), table=(head, rows)))
    return sections


def _section(
    code: str, heading: str, facts: Rows = (), table: tuple[Sequence[str], Rows] = ((), ()), note: str = ""
) -> dict[str, Any]:
    """A part of the document; the `table` is its head and its rows."""
    head, rows = table
    return {
        "code": code,
        "heading": heading,
        "note": note,
        "facts": list(facts),
        "head": list(head),
        "rows": list(rows),
    }
