"""The client's sheet in words: the same parts for the page and for the PDF. A pair is a fixed sentence in the client's
language (`own`) and in Dutch (`nl`). A value that people typed stays as it is, in Dutch."""

from datetime import date
from typing import Any

from portal.handovers.path import CONSULTATION, ORGANISATION
from portal.handovers.readiness.rules import AdultFacts, goes_along
from portal.handovers.sheet.rules import answers, asked
from portal.identifiers import display_phone
from portal.paper.sentences import Voice

Pair = dict[str, str]
Fact = dict[str, Any]
# Written as the fields around it: what people type stays Dutch on the sheet.
DUTCH_APPOINTMENT, DUTCH_PASSED_ON = "Afspraak die al staat", "doorgegeven"
SIGNS = ("sign_spoken", "sign_interpreter")
RIGHTS = ("right_no", "right_back", "right_notes", "right_wrong")
# Sentences that differ by way: an organisation got a document and keeps it, and after a question nothing passes over.
INSTEAD = {
    ORGANISATION: {
        "sheet_ends": "org_ends",
        "sheet_only": "org_only",
        "sheet_frozen": "org_frozen",
        "sheet_no_more": "org_no_more",
        "label_reached": "org_reached",
        "part_title": "org_part_title",
        "right_back": "org_back",
    },
    CONSULTATION: {"sheet_ends": "sheet_asks"},
}


def sheet_in_words(sheet: Any, voice: Voice, checked: bool) -> dict[str, Any]:
    """Everything on the sheet, for the template and for the paper. `checked`: whether a native
    speaker read the sentences."""
    content = sheet.content
    ends_on = date.fromisoformat(content["ends_on"])
    return {
        "mark": None if checked else voice.pair("unchecked"),
        "title": voice.pair("sheet_title"),
        "lines": [
            voice.pair("sheet_together"),
            voice.pair(_said_of(sheet, "sheet_ends"), day=ends_on, team=sheet.team),
            *(voice.pair(_said_of(sheet, key)) for key in _how_far(sheet)),
        ],
        "people": _people(sheet, voice),
        "general": {"title": voice.pair("household_title"), "facts": _general(content, voice, ends_on)},
        "texts": _texts(content, voice),
        "agreements": _agreements(content, voice),
        "rights": {"title": voice.pair("rights_title"), "lines": [voice.pair(_said_of(sheet, key)) for key in RIGHTS]},
        "sign": None if sheet.frozen else _sign(voice),
        "yes": voice.pair("answer_yes"),
        "no": voice.pair("answer_no"),
    }


def _how_far(sheet: Any) -> tuple[str, ...]:
    """The sentences about how much they got. An earlier version may have held more."""
    if not sheet.frozen:
        return ("sheet_only",)
    return ("sheet_frozen", "sheet_no_more") if sheet.first else ("sheet_frozen",)


def _said_of(sheet: Any, key: str) -> str:
    """The sentence of a key as it is true of this recipient."""
    return INSTEAD.get(sheet.path, {}).get(key, key)


def _people(sheet: Any, voice: Voice) -> list[dict[str, Any]]:
    persons = list(sheet.content["people"])
    if sheet.frozen:
        return [
            {"name": each["name"], "status": None, "facts": _person(each, sheet, voice), "parts": []}
            for each in persons
        ]
    told = []
    for adult in sheet.adults:
        # `content_of` keeps the order of the adults and leaves out who does not go along.
        person = persons.pop(0) if goes_along(adult) or not asked(adult) else None
        told.append(_adult(adult, person, sheet, voice))
    return told


def _adult(adult: AdultFacts, person: dict[str, Any] | None, sheet: Any, voice: Voice) -> dict[str, Any]:
    said = answers(adult, sheet.variant)
    return {
        "name": adult.name,
        "status": _status(adult, sheet, voice),
        "facts": _person(person, sheet, voice) if person else [],
        "part_title": voice.pair(_said_of(sheet, "part_title")),
        "parts": [{"what": voice.pair(f"part_{scope}"), "answer": answer} for scope, answer in said.items()]
        if person
        else [],
    }


def _status(adult: AdultFacts, sheet: Any, voice: Voice) -> Pair:
    if not asked(adult):
        return voice.pair("person_ask")
    if not goes_along(adult):
        return voice.pair("person_out")
    return voice.pair("person_yes", day=sheet.said_yes_on[adult.client_id])


def _person(person: dict[str, Any], sheet: Any, voice: Voice) -> list[Fact]:
    phone, reached = person["phone"], person["preferred_contact"]
    return [
        _fact(voice, "label_name", person["name"]),
        _fact(voice, "label_phone", display_phone(phone) if phone else None),
        {"label": voice.pair("label_languages"), "pair": _languages(person["languages"], sheet.codes, voice)},
        _known(voice, _said_of(sheet, "label_reached"), "reached", reached),
    ]


def _languages(names: list[str], codes: dict[str, str], voice: Voice) -> Pair:
    if not names:
        return voice.pair("unknown")
    dutch = ", ".join(names)
    if voice.language == "nl":
        return {"own": dutch, "nl": ""}
    own = voice.listed([voice.language_name(codes.get(name, ""), name) for name in names])
    return {"own": own, "nl": dutch}


def _general(content: dict[str, Any], voice: Voice, ends_on: date) -> list[Fact]:
    months = content["duration_months"]
    facts = [_fact(voice, "label_area", content["area"])]
    if months:
        facts.append({"label": voice.pair("label_duration"), "pair": voice.pair("months", n=months)})
    facts += [
        {"label": voice.pair("label_ends"), "pair": voice.days(ends_on)},
        _fact(voice, "label_referrer", content["referrer"]["location"]),
        _fact(voice, "label_reference", content["reference"]),
    ]
    if "lead_party" in content:
        facts.append(_known(voice, "label_lead", "lead", content["lead_party"]))
    if "who_else_helps" in content:
        facts.append(_fact(voice, "label_helps", content["who_else_helps"]))
    return facts


def _texts(content: dict[str, Any], voice: Voice) -> list[dict[str, Any]]:
    """Needs and goals: Dutch texts with the fixed words around them."""
    texts = []
    if content.get("needs"):
        rows = [{"topic": need["topic"], "text": need["sentence"], "scale": None} for need in content["needs"]]
        texts.append({"title": voice.pair("needs_title"), "rows": rows})
    if content.get("goals"):
        rows = [
            {"topic": goal["topic"], "text": goal["words"], "scale": voice.pair(f"scale_{goal['scale']}")}
            for goal in content["goals"]
        ]
        texts.append({"title": voice.pair("goals_title"), "rows": rows})
    return [{**text, "dutch": _dutch(voice)} for text in texts]


def _agreements(content: dict[str, Any], voice: Voice) -> dict[str, Any] | None:
    """The agreements and the loose ends: each stays with somebody, as it was written."""
    agreed = [(each["what"], each["who"], each["before"]) for each in content.get("agreements", ())]
    agreed += [
        (each["what"] or DUTCH_APPOINTMENT, each["who"] or DUTCH_PASSED_ON, each["on"])
        for each in content.get("loose_ends", ())
    ]
    if not agreed:
        return None
    return {
        "title": voice.pair("agreements_title"),
        "dutch": _dutch(voice),
        "head": [voice.pair(f"agreement_{each}") for each in ("what", "who", "before")],
        "rows": [
            {
                "what": what,
                "who": who,
                "before": voice.days(date.fromisoformat(before)) if before else None,
            }
            for what, who, before in agreed
        ],
    }


def _sign(voice: Voice) -> dict[str, Any]:
    return {
        "title": voice.pair("sign_title"),
        "choices": [voice.pair(key) for key in SIGNS],
        "signed": voice.pair("sign_signed"),
        "date": voice.pair("sign_date"),
    }


def _dutch(voice: Voice) -> Pair | None:
    """That a text is in Dutch, for whoever reads it in another language."""
    return None if voice.language == "nl" else voice.pair("dutch_text")


def _fact(voice: Voice, label: str, value: str | None) -> Fact:
    return (
        {"label": voice.pair(label), "value": value}
        if value
        else {"label": voice.pair(label), "pair": voice.pair("unknown")}
    )


def _known(voice: Voice, label: str, group: str, code: str | None) -> Fact:
    return {"label": voice.pair(label), "pair": voice.pair(f"{group}_{code}" if code else "unknown")}
