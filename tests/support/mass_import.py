"""Fifty thousand trajectories through the command line, in a process of its own: seconds and memory."""

import csv
import io
import os
import subprocess
import sys
import time
from pathlib import Path

from tests.support import places, servers
from tests.support.importing import FILES

ROOT = Path(__file__).resolve().parents[2]
ROWS = 50_000
PLACE = "Team Meting"


def mass_file(path: Path, rows: int = ROWS) -> Path:
    """A file of so many trajectories: the real team's rows over and over, each with a number and a house of its own."""
    text = FILES["trajectories"].read_text(encoding="utf-8-sig")
    headings, *real = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    number, house, type_ = (headings.index(name) for name in ("clientnummer", "huisnummer", "traject"))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file, delimiter=";")
        out.writerow(headings)
        for count in range(rows):
            row = list(real[count % len(real)])
            row[number], row[type_] = f"HM-{count:06}", "Maatschappelijke begeleiding"
            row[house] = str(count + 1)
            out.writerow(row)
    return path


# A process begins with the memory of the one that starts it, so a small one starts it, and says the most it took.
MEASURE = (
    "import os, subprocess, sys; made = subprocess.Popen(sys.argv[1:], stderr=subprocess.DEVNULL); "
    "_pid, status, used = os.wait4(made.pid, 0); print(used.ru_maxrss); sys.exit(os.waitstatus_to_exitcode(status))"
)


def flask(url: str, *arguments: str) -> tuple[float, float, str]:
    """Run a command of the portal on a database: seconds, most memory in MB, and its last line."""
    command = [sys.executable, "-c", MEASURE, sys.executable, "-m", "flask", "--app", "wsgi", *arguments]
    started = time.perf_counter()
    made = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "DATABASE_URL": url}, capture_output=True, text=True, check=False
    )
    if made.returncode:
        raise RuntimeError(f"{' '.join(arguments)} ended with status {made.returncode}")
    *said, kilobytes = made.stdout.splitlines()
    return time.perf_counter() - started, int(kilobytes) / 1024, (said or [""])[-1]


def measured(name: str, url: str, file: Path) -> list[str]:
    """Lines of the table: the import, and the same file again."""
    flask(url, "db", "upgrade")
    flask(url, "location", "add", PLACE, "--municipality", "Haarlemmermeer")
    lines = []
    for what in ("new", "again"):
        seconds, megabytes, counts = flask(url, "import", "trajectories", str(file), "--location", PLACE, "--apply")
        lines.append(f"{name:<12} {what:<6} {seconds:>8.1f} {megabytes:>7.0f}   {counts}")
    return lines


def table(folder: Path) -> list[str]:
    """The costs of an import of 50,000 rows on each database; `folder` is for the file and SQLite's database."""
    file = mass_file(folder / "many.csv")
    lines = [f"{'import':<12} {'':<6} {'seconds':>8} {'MB':>7}"]
    lines += measured("SQLite", f"sqlite:///{folder / 'many.sqlite'}", file)
    home = places.make_folder()
    try:
        server = servers.start(home)
        with servers.connect(server) as connection:
            connection.execute("CREATE DATABASE many")
        lines += measured("PostgreSQL", server.set(database="many").render_as_string(False), file)
    finally:
        places.remove_folder(home)
    return lines
