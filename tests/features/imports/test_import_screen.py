"""The coordinator's screen: upload, preview, confirm once, and mend what was refused."""

import csv
import io
from datetime import date

import pytest
from sqlalchemy import select

from portal.db import db
from portal.imports.models import ImportDraft
from portal.organisation.models import NeighbourhoodTeam
from portal.people.models.people import Volunteer
from portal.trajectories.models.trajectory import Trajectory
from tests.support.importing import FAULTY, FILES, GOOD, csv_bytes, xlsx_bytes
from tests.support.statements import statements
from tests.support.uploading import choose, how_many, one_row, tiles, upload


@pytest.fixture
def coordinator(make):
    return make.coordinator()


@pytest.fixture
def visitor(sign_in, coordinator):
    return sign_in(coordinator)


@pytest.mark.parametrize(
    ("kind", "rows", "model"),
    [("teams", 6, NeighbourhoodTeam), ("volunteers", 64, Volunteer), ("trajectories", 469, Trajectory)],
)
def test_a_file_is_previewed_then_confirmed_and_the_same_file_changes_nothing(visitor, kind, rows, model):
    page = upload(visitor, kind, FILES[kind].read_bytes())
    assert tiles(page) == [f"{rows} rijen nieuw", "0 rijen gewijzigd", "0 rijen ongewijzigd", "0 rijen geweigerd"]
    assert how_many(model) == 0

    result = page.form(f"{rows} rijen importeren").submit().follow()

    assert result.heading == "Geïmporteerd"
    assert f"{rows} rijen zijn verwerkt" in result.text
    assert how_many(model) == rows
    again = upload(visitor, kind, FILES[kind].read_bytes())
    assert tiles(again)[2] == f"{rows} rijen ongewijzigd"
    assert "Alle goede rijen van dit bestand staan al zo in Wegwijs." in again.text
    assert not [words for words in again.buttons if "importeren" in words]


def test_the_faulty_file_shows_every_reason_and_warning_and_never_the_bsn(visitor, make):
    make.team(areas=("1161", "2132", "2133", "2135", "2141", "2153"))

    page = upload(visitor, "trajectories", FAULTY.read_bytes(), "fouten 111222333.csv")

    assert tiles(page) == ["11 rijen nieuw", "0 rijen gewijzigd", "0 rijen ongewijzigd", "10 rijen geweigerd"]
    assert "Deze kolommen worden niet gebruikt: verwacht, waarom" in page.text
    refusals, warnings = page.all("table")
    cells = [[cell.text for cell in row.all("th", "td")] for row in refusals.all("tr")[1:]]
    assert [row[1] for row in cells] == [
        *("gehuisvest op", "gehuisvest op", "postcode", "traject", "wettelijk regime", "clientnummer"),
        *("startdatum", "clientnummer", "volwassenen", "geboortejaar"),
    ]
    assert "Bedoelt u ‘Maatschappelijke begeleiding’?" in cells[3][2]
    warned = [[cell.text for cell in row.all("th", "td")] for row in warnings.all("tr")[1:]]
    assert [(row[0], row[1]) for row in warned] == [
        ("Regel 8", "postcode"),
        ("Regel 11", "achternaam"),
        ("Regel 16", "telefoon"),
    ]
    download = visitor.open(page.links["Download geweigerde rijen"])
    result = page.form("11 rijen importeren").submit().follow()
    assert "10 rijen geweigerd" in tiles(result)
    everything = [page.html, result.html, download.get_data(as_text=True)]
    for table in db.metadata.sorted_tables:
        everything += [repr(tuple(row)) for row in db.session.execute(select(table))]
    assert "111222333" not in "".join(everything)


@pytest.mark.parametrize(("rows", "beyond"), [(50, None), (51, "En nog 1 rij."), (53, "En nog 3 rijen.")])
def test_fifty_refused_rows_are_shown_and_the_others_counted(visitor, rows, beyond):
    refused = {**GOOD["teams"], "postcodes": "geen"}
    table = [list(refused), *[list(refused.values())] * rows]
    page = upload(visitor, "teams", csv_bytes(table))
    (shown,) = page.all("tbody")
    assert len(shown.all("tr")) == 50
    assert [node.text for node in page.all("p") if node.text.startswith("En nog")] == ([beyond] if beyond else [])


def test_the_refused_rows_download_opens_in_a_spreadsheet_harmlessly(visitor):
    page = upload(visitor, "trajectories", one_row(voornaam='=HYPERLINK("http://example.org")', volwassenen="twee"))

    answer = visitor.open(page.links["Download geweigerde rijen"])

    assert answer.headers["Content-Disposition"] == 'attachment; filename="geweigerd.csv"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.data.startswith(b"\xef\xbb\xbf")
    headings, row = csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline=""), delimiter=";")
    assert headings == [*GOOD["trajectories"], "reden"]
    assert row[1] == """'=HYPERLINK("http://example.org")"""
    assert row[-1] == "volwassenen: ‘twee’ is geen getal. Schrijf het in cijfers."


def test_a_workbook_with_real_dates_is_read_like_the_text(visitor):
    row = {**GOOD["trajectories"], "gehuisvest op": date(2022, 10, 26), "startdatum": date(2023, 1, 2)}
    page = upload(visitor, "trajectories", xlsx_bytes([list(row), list(row.values())]), "lijst.xlsx")

    page.form("1 rij importeren").submit()

    assert db.session.scalars(select(Trajectory)).one().starts_on == date(2023, 1, 2)


WRONG = [
    (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "Dit is een foto of plaatje. Kies een bestand in CSV of XLSX."),
    (b"", "Kies een bestand."),
    (b"a;b\n1;2\n", "In de kopregel ontbreekt: team, gemeente, postcodes."),
    (b"a;b\n" * (5 * 1024 * 1024 + 1), "Het bestand is groter dan 20 MB. Splits het in kleinere bestanden."),
]


@pytest.mark.parametrize(("data", "said"), WRONG, ids=["picture", "nothing", "headings", "large"])
def test_a_wrong_file_is_named_beside_the_field(visitor, data, said):
    page = choose(visitor, "teams", data)

    assert page.status == 422
    assert page.title.startswith("Fout:")
    assert said in page.form("Bestand bekijken").errors["file"]
    assert page.form("Bestand bekijken").fields["kind"] == ["teams"]
    assert how_many(ImportDraft) == 0


def test_a_file_far_too_large_is_refused_on_the_form_too(visitor):
    page = choose(visitor, "teams", b"x" * (22 * 1024 * 1024))

    assert page.status == 413
    assert "groter dan 20 MB" in page.form("Bestand bekijken").errors["file"]


@pytest.mark.parametrize("who", ["volunteer", "admin", "team_member"])
def test_only_a_coordinator_imports(make, sign_in, visitor, who):
    page = upload(visitor, "teams", one_row("teams"))
    user = {
        "volunteer": lambda: make.volunteer().user,
        "admin": make.admin,
        "team_member": lambda: make.team_member(make.team()),
    }[who]()
    stranger = sign_in(user)

    assert stranger.open("/importeren").status_code == 403
    assert stranger.send("/importeren", {"kind": "teams"}, status=None).status == 403
    assert stranger.open(page.url).status_code in (403, 404)
    assert stranger.send(page.url, {"seen": "1-0-0-0"}, status=None).status in (403, 404)
    assert how_many(NeighbourhoodTeam) == (1 if who == "team_member" else 0)


def test_what_is_not_confirmed_yet_waits_on_the_first_page(visitor):
    page = upload(visitor, "teams", one_row("teams"), "wijkteams 2026.csv")
    upload(visitor, "teams", one_row("teams", postcodes="geen"), "niets goeds.csv")

    waiting = visitor.page("/importeren")

    assert waiting.links["Wijkteams: wijkteams 2026.csv"] == page.url
    assert "niets goeds.csv" not in waiting.text


def test_a_preview_asks_as_many_questions_of_the_database_for_5_rows_as_for_200(app, visitor):
    def asked(rows):
        good = GOOD["trajectories"]
        people = ({**good, "clientnummer": f"HM-{rows}-{n}", "huisnummer": f"{rows}-{n}"} for n in range(rows))
        table = [list(good), *(list(each.values()) for each in people)]
        with statements(app) as seen:
            preview = upload(visitor, "trajectories", csv_bytes(table))
            applied = preview.form(f"{rows} rijen importeren").submit()
            assert applied.follow().heading == "Geïmporteerd"
        return len(seen)

    assert asked(5) == asked(200)
