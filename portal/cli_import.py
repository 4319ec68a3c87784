"""`flask import`: a file from another system, previewed or applied."""

import os
from pathlib import Path
from typing import BinaryIO

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from portal.cli import act_of_the_machine
from portal.db import db
from portal.i18n import gettext, ngettext
from portal.identifiers import mask_bsn
from portal.imports import words
from portal.imports.reading.sheet import MAX_BYTES
from portal.imports.rules.columns import KINDS
from portal.imports.rules.comparing import STATES, Comparison
from portal.imports.rules.findings import Unreadable
from portal.imports.rules.judging import Outcome
from portal.imports.rules.keeping import lost_rows
from portal.imports.service import import_file
from portal.imports.service_files import Reading, compare, read_file
from portal.organisation.models import Location
from portal.refusals import Refused
from portal.spreadsheets import csv_file
from portal.wording import say


@click.command("import")
@click.argument("kind", type=click.Choice(sorted(KINDS)))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--location", "name", required=True, help="The location the rows belong to.")
@click.option("--apply", is_flag=True, help="Store the good rows; without it nothing changes.")
@click.option("--refused", type=click.Path(path_type=Path), help="Write the refused rows here, as CSV.")
@with_appcontext
@click.pass_context
def import_(context: click.Context, kind: str, file: Path, name: str, apply: bool, refused: Path | None) -> None:
    """Import a CSV or XLSX FILE of trajectories, volunteers or teams.

    Without --apply it only tells what would happen. The last line counts the rows; exit status 2 when
    the file cannot be read, and then nothing has changed.
    """
    try:
        _import(kind, file, name, apply, refused)
    except Refused as no:
        click.echo(say(no), err=True)
        context.exit(2)
    except Unreadable as no:
        click.echo(words.file_sentence(no), err=True)
        context.exit(2)


def _import(kind: str, file: Path, name: str, apply: bool, refused: Path | None) -> None:
    location_id = _location(name)
    data = _content(file)
    act = act_of_the_machine(location_id)
    out = _opened(refused, file) if refused else None
    reading = read_file(act, kind, data, location_id)
    del data
    plan = import_file(act, reading, location_id) if apply else compare(act, kind, reading.rows, location_id)
    headings = reading.layout.names
    all_refused = sorted([*reading.refused, *lost_rows(plan, headings)], key=lambda each: each.line)
    if out:
        with out:
            out.truncate()
            out.write(csv_file(words.refused_table(headings, all_refused)))
    _tell(reading, plan, all_refused, apply)


def _location(name: str) -> int:
    names = dict(db.session.execute(select(Location.name, Location.id)).all())
    if not names:
        raise Refused("no_location")
    if name not in names:
        raise Refused("location_not_there", name=mask_bsn(name), known=", ".join(sorted(names)))
    return names[name]


def _content(file: Path) -> bytes:
    """A file of at most the size we read, and one byte more of a larger one, which is refused for it."""
    try:
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise Refused("file_missing", path=mask_bsn(str(file))) from None
    except OSError:
        raise Refused("file_unreadable", path=mask_bsn(str(file))) from None


def _opened(path: Path, source: Path) -> BinaryIO:
    """The file for the refused rows, for its owner alone; opened first, so that nothing is applied when
    it cannot be written. It keeps what it holds until there is something to write."""
    try:
        if path.exists() and path.samefile(source):
            raise Refused("output_unwritable", path=mask_bsn(str(path)))
        return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "wb")
    except OSError:
        raise Refused("output_unwritable", path=mask_bsn(str(path))) from None


def _tell(reading: Reading, plan: Comparison, refused: list[Outcome], applied: bool) -> None:
    if reading.layout.ignored:
        click.echo(gettext("Niet gebruikte kolommen: %(names)s", names=", ".join(reading.layout.ignored)))
    for notice in sorted([*reading.notices, *plan.notices], key=lambda each: each.line):
        click.echo(f"{gettext('Let op')}: {words.place(notice)}: {words.sentence(notice)}")
    for outcome in refused:
        for refusal in outcome.refusals:
            click.echo(f"{gettext('Geweigerd')}: {words.place(refusal)}: {words.sentence(refusal)}")
    for verdict in plan.changed():
        where = gettext("Regel %(line)s", line=verdict.line)
        click.echo(f"{gettext('Gewijzigd')}: {where}, {verdict.key}: {', '.join(verdict.columns)}")
    counts = plan.counts(len(reading.refused))
    if applied:
        done = counts["new"] + counts["changed"]
        click.echo(ngettext("%(n)s rij is verwerkt.", "%(n)s rijen zijn verwerkt.", done))
    else:
        click.echo(gettext("Dit was een voorbeeld. Er is niets opgeslagen. Met --apply wordt het bestand verwerkt."))
    click.echo(" ".join(f"{state}={counts[state]}" for state in STATES))
