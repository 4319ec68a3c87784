"""Judging the rows of a file: pure decisions over plain values, one row at a time. A row is imported when it has no
refusal; a notice never stops it. ``Known`` brings in the portal's own data (types, municipalities, coverage)."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.cleaning import person_name
from portal.identifiers import normalise_service_phone
from portal.imports.rules.cells import Cells
from portal.imports.rules.columns import Kind, Layout, folded
from portal.imports.rules.findings import Notice, Objection, Refusal, quoted
from portal.imports.rules.repeating import Earlier
from portal.imports.rules.rows import Row, TeamRow, TrajectoryRow, VolunteerRow
from portal.imports.rules.values import (
    Choices,
    Language,
    parse_areas,
    parse_birth_year,
    parse_choice,
    parse_decimal,
    parse_email,
    parse_house_number,
    parse_language,
    parse_name,
    parse_parts,
    parse_past_date,
    parse_phone,
    parse_planned_date,
    parse_postcode,
    parse_text,
    parse_whole,
    parse_yes_no,
)

LONGEST_NAME = 120
LONGEST_NUMBER = 40
MOST_ADULTS = 20
MOST_CHILDREN = 20
MOST_HOURS = 60
MOST_HOUSEHOLDS = 50
REGIMES = Choices({"WI2013": "WI2013", "WI2021": "WI2021"})
# A file says "inactief" where the screens say "niet actief".
STATUSES = Choices(
    {
        "actief": "active",
        "in aanmelding": "applying",
        "in afmelding": "leaving",
        "inactief": "inactive",
    }
)


@dataclass(frozen=True)
class Known:
    """The data of the portal at the moment of the import. ``covered_areas`` holds the postcode areas of all teams.
    None while no team exists: then no row is warned. ``municipalities`` None allows any name."""

    today: date
    types: Choices
    regimes: Choices
    functions: Choices
    municipalities: Choices | None = None
    covered_areas: Collection[str] | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome for one row: ``row`` when it is good, otherwise at least one refusal.
    ``cells`` are those of a refused row for the download: BSN-like numbers masked, formulas harmless."""

    line: int
    row: Row | None
    refusals: tuple[Refusal, ...] = ()
    notices: tuple[Notice, ...] = ()
    cells: tuple[str, ...] = ()


def judge(
    kind: Kind,
    layout: Layout,
    lines: Iterable[tuple[int, tuple[str, ...]]],
    known: Known,
    objection: Callable[[Any], Objection | None] = lambda _row: None,
) -> Iterator[Outcome]:
    """Judge each row (its line number and cells) in the order of the file. ``objection`` says what the portal's own
    data has against a row. Behind a good row with the same key another is ``row_repeated``, ``row_contradicts`` when it
    says something else, or ``other_person`` when it names somebody else."""
    read, earlier = _JUDGES[kind.name], Earlier()
    areas: dict[str, int] = {}
    for line, texts in lines:
        cells = Cells(line, texts, layout)
        row = read(cells, known) if cells.aligned else None
        if row is not None and (against := objection(row)):
            cells.refuse(*against)
        elif row is not None:
            earlier.refuse_repetition(cells, row)
        if isinstance(row, TeamRow) and not cells.refusals:
            _notice_shared_areas(cells, row, areas)
        good = row is not None and not cells.refusals
        yield Outcome(
            line,
            row if good else None,
            tuple(cells.refusals),
            tuple(cells.notices),
            () if good else cells.harmless(),
        )


def _notice_shared_areas(cells: Cells, row: TeamRow, areas: dict[str, int]) -> None:
    for area in row.areas:
        other = areas.setdefault(area, cells.line)
        if other != cells.line:
            cells.notice("postcodes", "area_shared", area=area, first_line=other)


def _trajectory(cells: Cells, known: Known) -> TrajectoryRow | None:
    need, may, today = cells.need, cells.may, known.today
    values: dict[str, Any] = {
        "client_number": need("clientnummer", parse_text, LONGEST_NUMBER),
        **_name(cells),
        "birth_year": need("geboortejaar", parse_birth_year, today),
        "phone": cells.may("telefoon", parse_phone),
        "email": cells.may("e-mail", parse_email),
        "languages": _languages(cells),
        "interpreter_needed": may("tolk nodig", parse_yes_no),
        "street": need("straat", parse_text, LONGEST_NAME),
        "house_number": need("huisnummer", parse_house_number),
        "postcode": need("postcode", parse_postcode),
        "city": need("woonplaats", parse_text, LONGEST_NAME),
        "municipality": _municipality(cells, known),
        "housed_on": need("gehuisvest op", parse_planned_date, today),
        "legal_regime": need("wettelijk regime", parse_choice, known.regimes, "regime_unknown"),
        "adults": need("volwassenen", parse_whole, 1, MOST_ADULTS),
        "children": need("kinderen", parse_whole, 0, MOST_CHILDREN),
        "trajectory_type": need("traject", parse_choice, known.types, "type_unknown"),
        "starts_on": need("startdatum", parse_planned_date, today),
        "case_manager": may("klantmanager", parse_text, LONGEST_NAME),
    }
    housed_on, starts_on = values["housed_on"], values["starts_on"]
    if housed_on and starts_on and starts_on < housed_on:
        cells.refuse("startdatum", "start_before_housing")
    if cells.refusals:
        return None
    row = TrajectoryRow(**values)
    if known.covered_areas is not None and row.postcode[:4] not in known.covered_areas:
        cells.notice("postcode", "postcode_uncovered", area=row.postcode[:4])
    return row


def _volunteer(cells: Cells, known: Known) -> VolunteerRow | None:
    need, may, today = cells.need, cells.may, known.today
    values: dict[str, Any] = {
        "email": need("e-mail", parse_email),
        **_name(cells),
        "phone": cells.may("telefoon", parse_phone),
        "function": need("functie", parse_choice, known.functions, "function_unknown"),
        "languages": _languages(cells),
        "postcode": may("postcode", parse_postcode),
        "hours_per_week": need("uren per week", parse_decimal, MOST_HOURS),
        "max_households": need("max huishoudens", parse_whole, 0, MOST_HOUSEHOLDS),
        "conduct_certificate_seen_on": may("VOG gezien op", parse_past_date, today),
        "confidentiality_signed_on": may("geheimhouding getekend op", parse_past_date, today),
        "basic_course_on": may("basiscursus op", parse_past_date, today),
        "status": need("status", parse_choice, STATUSES, "status_unknown"),
    }
    return None if cells.refusals else VolunteerRow(**values)


def _team(cells: Cells, known: Known) -> TeamRow | None:
    values: dict[str, Any] = {
        "name": cells.need("team", parse_text, LONGEST_NAME),
        "municipality": _municipality(cells, known),
        "organisation": cells.may("organisatie", parse_text, LONGEST_NAME),
        "email": cells.may("e-mail", parse_email),
        "phone": cells.may("telefoon", parse_phone, normalise_service_phone),
        "focal_officer": cells.may("aandachtsfunctionaris", parse_text, LONGEST_NAME),
        "areas": cells.need("postcodes", parse_areas),
    }
    return None if cells.refusals else TeamRow(**values)


def _name(cells: Cells) -> dict[str, str]:
    """First and last name; of who has one name it may stand in either column."""
    before = len(cells.refusals)
    parts = [cells.if_filled(column, parse_name, LONGEST_NAME) for column in ("voornaam", "achternaam")]
    first_name, last_name = person_name(*parts)
    if len(cells.refusals) == before:
        if not last_name:
            cells.refuse("achternaam", "no_name")
        elif not first_name:
            cells.notice("achternaam", "one_name", value=last_name)
    return {"first_name": first_name, "last_name": last_name}


def _languages(cells: Cells) -> tuple[Language, ...]:
    """The languages somebody speaks, in the order written; the same one counts once. One that cannot be read is left
    out, and so is what stands beside one, as a dialect."""
    found: dict[str, Language] = {}
    for part in cells.may("talen", parse_parts) or ():
        spoken = cells.may_be_part("talen", parse_language, part)
        if spoken is None:
            continue
        language = spoken.language
        if spoken.beside:
            cells.notice("talen", "language_beside", value=quoted(spoken.beside), language=language.name)
        key = folded(language.name)
        if key not in found or (language.level and not found[key].level):
            found[key] = language
    return tuple(found.values())


def _municipality(cells: Cells, known: Known) -> str | None:
    if known.municipalities is None:
        return cells.need("gemeente", parse_text, LONGEST_NAME)
    return cells.need("gemeente", parse_choice, known.municipalities, "municipality_unknown")


_JUDGES: dict[str, Callable[[Cells, Known], Row | None]] = {
    "trajectories": _trajectory,
    "volunteers": _volunteer,
    "teams": _team,
}
