"""One line of plain Dutch for every finding; the codes and facts come from the rules."""

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from portal.i18n import gettext, ngettext
from portal.imports.rules.findings import Fact, Notice, Refusal, Unreadable
from portal.imports.rules.judging import Outcome
from portal.imports.rules.resembling import Candidate
from portal.wording import FAULTS, N_, label

_FILE = {
    "too_large": N_("Het bestand is groter dan %(limit)s MB. Splits het in kleinere bestanden."),
    "empty": N_("Het bestand is leeg."),
    "only_headings": N_("Onder de kopregel staat geen enkele rij."),
    "picture": N_("Dit is een foto of plaatje. Kies een bestand in CSV of XLSX."),
    "pdf": N_("Dit is een PDF. Kies een bestand in CSV of XLSX."),
    "old_office": N_("Dit is een oud Excel- of Word-bestand. Open het in Excel en sla het op als .xlsx."),
    "encrypted": N_("Het bestand is met een wachtwoord beveiligd. Sla het op zonder wachtwoord."),
    "not_a_workbook": N_("Dit is geen Excel-werkmap. Sla het bestand op als .xlsx of als CSV."),
    "damaged_workbook": N_("De Excel-werkmap is beschadigd. Open hem in Excel en sla hem opnieuw op."),
    "zip_bomb": N_("De Excel-werkmap is uitgepakt veel te groot. Sla alleen het blad met de rijen op."),
    "binary": N_("Dit is geen tekstbestand. Kies een bestand in CSV of XLSX."),
    "markup": N_("Dit is een webpagina of een ander soort bestand. Sla de lijst op als .xlsx of als CSV."),
    "encoding": N_("Sommige letters zijn onleesbaar. Sla het bestand op als CSV UTF-8 of als .xlsx."),
    "not_separated": N_(
        "Regel %(line)s heeft maar één kolom: ‘%(found)s’. Tussen de kolommen hoort een puntkomma, komma of tab."
    ),
    "broken_quotes": N_("In de rij op regel %(line)s kloppen de aanhalingstekens niet."),
    "cell_too_long": N_(
        "In de rij op regel %(line)s staat een cel van meer dan %(limit)s tekens. "
        "Misschien mist er een aanhalingsteken."
    ),
    "too_many_columns": N_("De rij op regel %(line)s heeft meer dan %(limit)s kolommen."),
    "too_many_rows": N_("Het bestand heeft meer dan %(limit)s rijen. Splits het in kleinere bestanden."),
    "missing_headings": N_("In de kopregel ontbreekt: %(headings)s. Op regel %(line)s staat: %(found)s."),
    "duplicate_headings": N_("Deze kolom staat meer dan één keer in de kopregel: %(headings)s."),
}
_ROW = {
    **FAULTS,
    "bsn": N_("Hier staat een getal dat op een burgerservicenummer lijkt. Dat mag hier niet staan. Haal het weg."),
    "bsn_in_phone": N_(
        "Hier staat een getal dat op een burgerservicenummer lijkt. Is het een telefoonnummer? Schrijf dan de 0 ervoor."
    ),
    "row_ragged": N_(
        "Deze rij heeft %(cells)s cellen en de kopregel %(headings)s. "
        "Er staat een scheidingsteken te veel of te weinig."
    ),
    "empty": N_("Dit veld moet ingevuld zijn."),
    "no_name": N_("Voornaam en achternaam zijn allebei leeg. Vul er minstens één in."),
    "one_name": N_("Deze persoon heeft hier één naam: ‘%(value)s’. Kijk of dat klopt."),
    "not_a_name": N_("‘%(value)s’ is geen naam: er staat geen letter in."),
    "too_long": N_("Dit veld heeft %(length)s tekens. Het mogen er %(longest)s zijn."),
    "date_american": N_("‘%(value)s’ is een Amerikaanse datum, met de maand voorop. Schrijf eerst de dag: 31-12-2023."),
    "date_not_existing": N_("De datum ‘%(value)s’ bestaat niet. Schrijf een datum als 31-12-2023."),
    "date_format": N_("‘%(value)s’ is geen datum die wij kunnen lezen. Schrijf hem als 31-12-2023."),
    "date_out_of_range": N_("Het jaar in ‘%(value)s’ kan niet kloppen."),
    "date_in_future": N_("De datum ‘%(value)s’ ligt in de toekomst."),
    "not_a_year": N_("‘%(value)s’ is geen jaartal van vier cijfers."),
    "birth_year_future": N_("Het geboortejaar %(value)s ligt in de toekomst."),
    "birth_year_early": N_("Het geboortejaar %(value)s ligt voor %(earliest)s."),
    "not_a_number": N_("‘%(value)s’ is geen getal. Schrijf het in cijfers."),
    "number_out_of_range": N_("%(value)s kan hier niet. Het moet tussen %(least)s en %(most)s liggen."),
    "not_yes_or_no": N_("‘%(value)s’ is geen ja of nee."),
    "language_unreadable": N_(
        "‘%(value)s’ is geen taal die wij kunnen lezen. Schrijf bijvoorbeeld: Tigrinya, Nederlands (A1)."
    ),
    "language_beside": N_(
        "Bij %(language)s staat ‘%(value)s’. Dat bewaart Wegwijs niet. Een niveau wel, zoals: Nederlands (A1)."
    ),
    "house_number_is_date": N_("Van het huisnummer is een datum gemaakt: ‘%(value)s’. Typ het opnieuw als tekst."),
    "not_a_house_number": N_("‘%(value)s’ is geen huisnummer. Schrijf het als 12, 12A, 12-2 of t/o 12."),
    "not_an_area": N_("‘%(value)s’ is geen postcodegebied van vier cijfers."),
    "postcode_incomplete": N_("De postcode ‘%(value)s’ is niet volledig. Er horen twee letters achter."),
    "not_a_postcode": N_("‘%(value)s’ is geen Nederlandse postcode."),
    "not_an_email": N_("‘%(value)s’ is geen e-mailadres."),
    "type_unknown": N_("‘%(value)s’ is geen trajecttype dat wij kennen."),
    "regime_unknown": N_("‘%(value)s’ is geen wettelijk regime dat wij kennen."),
    "function_unknown": N_("‘%(value)s’ is geen functie die wij kennen."),
    "status_unknown": N_("‘%(value)s’ is geen status die wij kennen."),
    "municipality_unknown": N_("‘%(value)s’ is geen gemeente van deze locatie."),
    "start_before_housing": N_("De startdatum ligt voor de dag van de huisvesting."),
    "other_person": N_("Op regel %(first_line)s hoort dit bij iemand anders."),
    "other_person_known": N_(
        "Dit cliëntnummer hoort in Wegwijs bij iemand anders: de naam of het geboortejaar is anders. "
        "Verbeter het bestand, of wijzig eerst de gegevens in Wegwijs."
    ),
    "client_left": N_(
        "Deze cliënt hoort in Wegwijs niet meer bij het huishouden. Voeg zo nodig een nieuw huishouden toe."
    ),
    "address_of_another": N_("Dit e-mailadres hoort in Wegwijs bij iemand met een andere naam."),
    "account_closed": N_("Het account met dit e-mailadres is gesloten. Vraag de functioneel beheerder ernaar."),
    "team_ended": N_("Dit team is in Wegwijs gestopt. Alleen de functioneel beheerder kan het weer openen."),
    "team_elsewhere": N_("Dit team hoort bij een andere locatie. Vraag de functioneel beheerder om het te wijzigen."),
    "resembles": N_("Deze rij lijkt op %(who)s. Hetzelfde: %(same)s."),
    "same_as_nobody": N_("Deze rij lijkt op niemand die Wegwijs kent. Kijk of het regelnummer klopt."),
    "same_as_which": N_("Deze rij lijkt op meer dan één persoon. Kies in het scherm Importeren wie het is."),
    "volunteer_resembles": N_(
        "%(who)s staat hier ook met het adres %(email)s. Is het dezelfde? Zet dan dat adres in het bestand."
    ),
    "recognised": N_("Dit is %(who)s. Wegwijs kende het cliëntnummer nog niet en bewaart het."),
    "language_new": N_("De taal ‘%(value)s’ kent Wegwijs nog niet. Die wordt toegevoegd. Kijk of de naam klopt."),
    "regime_changes": N_(
        "Het wettelijk regime wordt anders. Op de checklist komen andere punten. Wat al gedaan is, blijft staan."
    ),
    "household_told_elsewhere": N_(
        "Over dit huishouden staat op regel %(other_line)s iets anders (%(columns)s). "
        "De rij met de laatste startdatum telt."
    ),
    "volunteer_invited": N_(
        "Er is al een account met dit e-mailadres. De eigenaar krijgt een uitnodiging, en telt mee na een ja."
    ),
    "invitation_waits": N_(
        "Deze persoon is al uitgenodigd en heeft nog niet geantwoord. Importeer de rij opnieuw na het antwoord."
    ),
    "invitation_declined": N_(
        "Deze persoon heeft de uitnodiging afgewezen. Nodig zo nodig opnieuw uit met “Vrijwilliger toevoegen”."
    ),
    "area_covered_already": N_("Postcodegebied %(area)s hoort in Wegwijs ook bij %(teams)s."),
    "above_headings": N_("De kopregel staat op regel %(line)s. Wat daarboven staat, is niet gelezen."),
    "other_sheets": N_("Alleen het eerste blad van de werkmap is gelezen. Niet gelezen: %(sheets)s."),
    "no_teams": N_(
        "Wegwijs kent nog geen wijkteams. Voor geen van deze postcodegebieden is een wijkteam bekend: %(areas)s. "
        "Importeer eerst de wijkteams."
    ),
    "row_repeated": N_("Deze rij staat ook al op regel %(first_line)s."),
    "row_contradicts": N_("Op regel %(first_line)s staat dezelfde rij met andere gegevens. Kies welke klopt."),
    "phone_unreadable": N_("‘%(value)s’ is geen telefoonnummer."),
    "postcode_uncovered": N_(
        "Geen wijkteam werkt in postcodegebied %(area)s. Er is geen wijkteam bekend voor dit adres."
    ),
    "area_shared": N_("Postcodegebied %(area)s staat ook bij het team op regel %(first_line)s."),
}
_SKIPPED = N_("Deze cel is overgeslagen.")
_REASON = N_("reden")
_NEAREST = N_("Bedoelt u ‘%(nearest)s’?")
_ALLOWED = N_("Kies uit: %(known)s.")


def file_sentence(unreadable: Unreadable) -> str:
    """Why a whole file is refused."""
    return _filled(_FILE[unreadable.code], unreadable.facts)


def sentence(finding: Refusal | Notice) -> str:
    """The finding about a cell or a row as a sentence, without naming the column."""
    if finding.code == "resembles":
        return _resembles(finding.facts)
    said = _filled(_ROW[finding.code], finding.facts)
    if finding.facts.get("skipped"):
        return f"{said} {gettext(_SKIPPED)}"
    if finding.facts.get("nearest"):
        return f"{said} {_filled(_NEAREST, finding.facts)}"
    if finding.facts.get("known"):
        return f"{said} {_filled(_ALLOWED, finding.facts)}"
    return said


def _resembles(facts: Mapping[str, Fact]) -> str:
    features, more = cast("tuple[str, ...]", facts["features"]), facts["more"]
    said = _filled(_ROW["resembles"], {"who": facts["who"], "same": in_common(features)})
    if isinstance(more, int) and more:
        said += " " + ngettext("En op nog %(n)s ander.", "En op nog %(n)s anderen.", more)
    return said


def reasons(findings: Iterable[Refusal | Notice]) -> str:
    """All findings of a row on one line, each after its column: the last cell of the download."""
    return " ".join(f"{f.column}: {sentence(f)}" if f.column else sentence(f) for f in findings)


def place(finding: Refusal | Notice) -> str:
    """Where a finding stands: its line and its column; line 0 is the file as a whole."""
    if not finding.line:
        return gettext("Het bestand")
    line = gettext("Regel %(line)s", line=finding.line)
    return f"{line}, {finding.column}" if finding.column else line


def refused_table(headings: Sequence[str], refused: Iterable[Outcome]) -> list[list[str]]:
    """The refused rows under their own headings, with the reason in the last column.
    A column that an earlier download added goes: it says why a row was refused then."""
    rows = [(list(each.cells), reasons((*each.refusals, *each.notices))) for each in refused]
    kept = [column for column, heading in enumerate(headings) if heading != _REASON]
    width = max([len(headings), *(len(cells) for cells, _reason in rows)])
    kept += range(len(headings), width)
    padded = [*headings, *[""] * (width - len(headings))]
    table = [[*(padded[column] for column in kept), gettext(_REASON)]]
    for cells, reason in rows:
        cells += [""] * (width - len(cells))
        table.append([*(cells[column] for column in kept), reason])
    return table


def _filled(message: str, facts: Mapping[str, Fact]) -> str:
    return gettext(message, **{k: ", ".join(v) if isinstance(v, tuple) else v for k, v in facts.items()})


REFUSALS = {
    "import_overtaken": N_(
        "Intussen heeft iemand anders hetzelfde toegevoegd. Er is niets geïmporteerd. Probeer het opnieuw."
    ),
    "decided_about_nothing": N_("Op regel %(line)s staat geen goede rij. Er is niets geïmporteerd."),
    "decided_twice": N_("Over regel %(line)s staat --same en ook --new. Kies er één."),
    "location_not_there": N_("Er is geen locatie met de naam %(name)s. Wel: %(known)s."),
    "no_location": N_(
        "Er is nog geen locatie. Maak er een met: flask --app wsgi location add NAAM --municipality GEMEENTE"
    ),
    "file_missing": N_("Het bestand %(path)s bestaat niet."),
    "file_unreadable": N_("Het bestand %(path)s is niet te lezen."),
    "output_unwritable": N_("Naar %(path)s kan niet worden geschreven."),
}
LABELS = {
    "import_kind": {
        "trajectories": N_("Trajecten"),
        "volunteers": N_("Vrijwilligers"),
        "teams": N_("Wijkteams"),
    },
    "import_count": {
        "new": N_("nieuw"),
        "changed": N_("gewijzigd"),
        "unchanged": N_("ongewijzigd"),
        "refused": N_("geweigerd"),
    },
    "resembling_fact": {
        "name": N_("Naam"),
        "birth_year": N_("Geboortejaar"),
        "address": N_("Adres"),
        "numbers": N_("Cliëntnummer"),
        "phone": N_("Telefoonnummer"),
        "email": N_("E-mailadres"),
    },
}


def in_common(features: Iterable[str]) -> str:
    """The features two people have in common, in words: "naam, adres"."""
    return ", ".join(label("resembling", feature) for feature in features)


def candidate_place(candidate: Candidate) -> str:
    """Where somebody stands whom a row resembles: in the portal, or on an earlier line of the file."""
    if candidate.household_id is not None:
        return gettext("In Wegwijs")
    return gettext("Op regel %(line)s", line=candidate.key.removeprefix("line-"))
