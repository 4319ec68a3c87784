"""`flask import` on a real team's files: what it prints, what it stores, and when it says no."""

import csv
import io
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import func, select

from portal.audit import AuditLine
from portal.checklists.models import ChecklistItem
from portal.db import db
from portal.organisation.models import Coverage, NeighbourhoodTeam
from portal.people.models.people import User, Volunteer
from portal.trajectories.models.household import Client
from portal.trajectories.models.trajectory import Trajectory
from tests.support import mass_import
from tests.support.importing import FAULTY, FILES, GOOD, csv_bytes, rewritten, xlsx_bytes

ROOT = Path(__file__).resolve().parents[3]
PLACE = "Team Haarlemmermeer"


@pytest.fixture
def run(app, make):
    """Runs `flask import`; the last line is that with the counts."""
    make.location(PLACE)

    def command(kind, file, *options):
        answer = app.test_cli_runner().invoke(args=["import", kind, str(file), "--location", PLACE, *options])
        db.session.rollback()
        db.session.expire_all()
        return answer

    return command


def counts(answer):
    assert answer.exit_code == 0, answer.output
    return answer.output.splitlines()[-1]


def how_many(model):
    return db.session.scalar(select(func.count()).select_from(model))


def test_a_real_teams_files_are_previewed_then_applied_and_the_same_files_change_nothing(run):
    for kind, rows in (("teams", 6), ("volunteers", 64), ("trajectories", 469)):
        assert counts(run(kind, FILES[kind])) == f"new={rows} changed=0 unchanged=0 refused=0"
        assert how_many({"teams": NeighbourhoodTeam, "volunteers": Volunteer, "trajectories": Trajectory}[kind]) == 0
        assert counts(run(kind, FILES[kind], "--apply")) == f"new={rows} changed=0 unchanged=0 refused=0"
        audited = how_many(AuditLine)
        assert counts(run(kind, FILES[kind], "--apply")) == f"new=0 changed=0 unchanged={rows} refused=0"
        assert how_many(AuditLine) == audited + 1

    assert (how_many(NeighbourhoodTeam), how_many(Coverage)) == (6, 24)
    assert (how_many(Volunteer), how_many(User)) == (64, 64)
    assert (how_many(Trajectory), how_many(Client)) == (469, 469)
    assert not db.session.scalars(select(User.id).where(User.password_hash.is_not(None))).all()
    without_list = select(Trajectory.id).where(
        ~select(ChecklistItem.id).where(ChecklistItem.trajectory_id == Trajectory.id).exists()
    )
    assert db.session.scalars(without_list).all() == []
    lines = Counter(db.session.scalars(select(AuditLine.event)))
    assert (lines["trajectory.imported"], lines["volunteer.imported"], lines["team.imported"]) == (469, 64, 6)


def enumerate_rows():
    """The line where each row of the faulty file starts, and what its column `verwacht` demands."""
    lines = csv.reader(io.StringIO(FAULTY.read_text(encoding="utf-8-sig"), newline=""), delimiter=";")
    verdict = next(lines).index("verwacht")
    start = 2
    for row in lines:
        yield start, row[verdict]
        start = lines.line_num + 1


def test_each_row_of_the_faulty_file_ends_as_the_file_itself_demands(run, tmp_path):
    run("teams", FILES["teams"], "--apply")
    out = tmp_path / "geweigerd.csv"

    answer = run("trajectories", FAULTY, "--apply", "--refused", str(out))

    said = answer.output.splitlines()
    assert counts(answer) == "new=11 changed=0 unchanged=0 refused=10"
    assert said[0] == "Niet gebruikte kolommen: verwacht, waarom"
    for line, verdict in enumerate_rows():
        refused = [text for text in said if text.startswith(f"Geweigerd: Regel {line},")]
        warned = [text for text in said if text.startswith(f"Let op: Regel {line},")]
        assert bool(refused) == (verdict == "weigeren"), line
        assert bool(warned) == (verdict == "aannemen met waarschuwing"), line
    numbers = set(db.session.scalars(select(Client.client_number)))
    rows = list(csv.DictReader(io.StringIO(FAULTY.read_text(encoding="utf-8-sig"), newline=""), delimiter=";"))
    assert numbers == {row["clientnummer"] for row in rows if row["verwacht"] != "weigeren"}
    written = list(csv.reader(io.StringIO(out.read_text(encoding="utf-8-sig"), newline=""), delimiter=";"))
    assert written[0][-1] == "reden"
    assert len(written) == 11
    assert all(row[-1] for row in written)
    assert out.stat().st_mode & 0o077 == 0


def test_what_is_odd_but_allowed_is_stored_as_it_stands(run):
    run("trajectories", FAULTY, "--apply")
    people = {each.client_number: each for each in db.session.scalars(select(Client))}

    assert people["HM-04483"].first_name == '=HYPERLINK("http://example.org";"klik")'
    assert people["HM-04484"].phone is None
    assert people["HM-04487"].last_name == 'El "Amir"; zn van'
    assert (people["HM-04488"].first_name, people["HM-04488"].household.postcode) == ("Nour", "2132 AB")


@pytest.mark.parametrize(
    ("separator", "encoding"),
    [(";", "utf-8"), (",", "utf-8-sig"), ("\t", "cp1252"), (";", "utf-16"), (",", "utf-16-le"), ("\t", "utf-16-be")],
)
def test_names_with_accents_arrive_whole_from_every_encoding(run, tmp_path, separator, encoding):
    row = {**GOOD["trajectories"], "voornaam": "Zoë", "achternaam": "Çelik–Åberg"}
    file = tmp_path / "lijst.csv"
    file.write_bytes(csv_bytes([list(row), list(row.values())], separator, encoding))

    assert counts(run("trajectories", file, "--apply")) == "new=1 changed=0 unchanged=0 refused=0"
    assert db.session.scalars(select(Client)).one().name == "Zoë Çelik–Åberg"


NO = [
    ("missing.csv", None, "Het bestand missing.csv bestaat niet."),
    ("folder", "folder", "Het bestand folder is niet te lezen."),
    ("empty.csv", b"", "Het bestand is leeg."),
    ("photo.csv", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "Dit is een foto of plaatje. Kies een bestand in CSV of XLSX."),
    (
        "large.csv",
        b"a;b\n" * (5 * 1024 * 1024 + 1),
        "Het bestand is groter dan 20 MB. Splits het in kleinere bestanden.",
    ),
    (
        "bomb.xlsx",
        rewritten(xlsx_bytes([["a", "b"]]), {"xl/worksheets/sheet1.xml": b" " * (20 * 1024 * 1024)}),
        "De Excel-werkmap is uitgepakt veel te groot. Sla alleen het blad met de rijen op.",
    ),
    ("111222333.csv", None, "Het bestand *********.csv bestaat niet."),
]


@pytest.mark.parametrize(("name", "content", "said"), NO, ids=[each[0] for each in NO])
def test_a_file_that_cannot_be_read_gives_one_clear_line_and_status_2(run, tmp_path, monkeypatch, name, content, said):
    monkeypatch.chdir(tmp_path)
    if content == "folder":
        Path(name).mkdir()
    elif content is not None:
        Path(name).write_bytes(content)

    answer = run("trajectories", name, "--apply")

    assert (answer.exit_code, answer.output.splitlines()) == (2, [said])
    assert how_many(AuditLine) == 0


def test_an_unknown_location_gives_one_clear_line_and_status_2(app, make):
    def answer():
        return app.test_cli_runner().invoke(args=["import", "teams", str(FILES["teams"]), "--location", "Team Nergens"])

    assert answer().exit_code == 2
    assert answer().output.startswith("Er is nog geen locatie.")
    make.location(PLACE)
    assert answer().exit_code == 2
    assert answer().output.splitlines() == [f"Er is geen locatie met de naam Team Nergens. Wel: {PLACE}."]


@pytest.mark.parametrize("out", ["folder", "nowhere/out.csv", "list.csv"])
def test_when_the_refused_rows_cannot_be_written_nothing_is_applied(run, tmp_path, monkeypatch, out):
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    content = FILES["teams"].read_bytes()
    Path("list.csv").write_bytes(content)

    answer = run("teams", "list.csv", "--apply", "--refused", out)

    assert (answer.exit_code, answer.output.splitlines()) == (2, [f"Naar {out} kan niet worden geschreven."])
    assert how_many(NeighbourhoodTeam) == 0
    assert Path("list.csv").read_bytes() == content


def test_the_digits_of_a_bsn_reach_no_output_no_download_and_no_table(run, tmp_path):
    out = tmp_path / "geweigerd.csv"
    shown = [run("trajectories", FAULTY).output, run("trajectories", FAULTY, "--apply", "--refused", str(out)).output]
    for table in db.metadata.sorted_tables:
        shown += [repr(tuple(row)) for row in db.session.execute(select(table))]

    assert "111222333" in FAULTY.read_text(encoding="utf-8-sig")
    assert "111222333" not in "".join([*shown, out.read_text(encoding="utf-8-sig")])


def test_a_corrected_download_imports_what_was_refused(run, tmp_path):
    row = {**GOOD["trajectories"], "voornaam": "=Nadia", "volwassenen": "twee"}
    file, out = tmp_path / "lijst.csv", tmp_path / "geweigerd.csv"
    file.write_bytes(csv_bytes([list(row), list(row.values())]))
    run("trajectories", file, "--refused", str(out))
    again = tmp_path / "nogmaals.csv"
    again.write_bytes(out.read_bytes())
    assert counts(run("trajectories", again, "--refused", str(out))).endswith("refused=1")
    table = list(csv.reader(io.StringIO(out.read_text(encoding="utf-8-sig"), newline=""), delimiter=";"))
    assert table[0].count("reden") == 1
    assert table[1][1] == "'=Nadia"

    out.write_text(out.read_text(encoding="utf-8-sig").replace("twee", "2", 1), encoding="utf-8-sig")

    assert counts(run("trajectories", out, "--apply")) == "new=1 changed=0 unchanged=0 refused=0"
    assert db.session.scalars(select(Client)).one().first_name == "=Nadia"


def test_in_a_process_of_its_own_it_ends_with_the_counts_and_the_right_status(backend, app, make):
    make.location(PLACE)
    environment = {**os.environ, "DATABASE_URL": backend.current_url, "SECRET_KEY": "s" * 40}

    def flask(*arguments):
        command = [sys.executable, "-m", "flask", "--app", "wsgi", "import", *arguments, "--location", PLACE]
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    good = flask("teams", str(FILES["teams"]), "--apply")
    assert (good.returncode, good.stdout.splitlines()[-1]) == (0, "new=6 changed=0 unchanged=0 refused=0"), good.stderr
    bad = flask("teams", "nergens.csv")
    assert (bad.returncode, bad.stdout, bad.stderr) == (2, "", "Het bestand nergens.csv bestaat niet.\n")


@pytest.mark.slow(seconds=20)
@pytest.mark.one_database
def test_fifty_thousand_rows_stay_far_below_500_mb(app, backend, tmp_path, make):
    make.location(mass_import.PLACE)
    file = mass_import.mass_file(tmp_path / "many.csv")
    arguments = ("import", "trajectories", str(file), "--location", mass_import.PLACE, "--apply")

    _seconds, megabytes, said = mass_import.flask(backend.current_url, *arguments)

    assert said == "new=50000 changed=0 unchanged=0 refused=0"
    assert megabytes < 400
