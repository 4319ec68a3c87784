"""`flask import`: a file from another system, previewed or applied."""

import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from portal.bsn.finding import mask_bsn
from portal.commands.plain import PlainCommand, act_of_the_machine
from portal.db import db
from portal.i18n import gettext, ngettext
from portal.imports import words
from portal.imports.files.service import Reading, compare, read_file, refused_later
from portal.imports.reading.sheet import MAX_BYTES
from portal.imports.rules.columns import KINDS
from portal.imports.rules.comparing import STATES, Comparison
from portal.imports.rules.findings import Unreadable, quoted
from portal.imports.rules.judging import Outcome
from portal.imports.rules.resembling import ANOTHER, Decision, Resemblance
from portal.imports.service import import_file
from portal.imports.words import candidate_place
from portal.names import name_key
from portal.organisation.models import Location
from portal.refusals import Refused
from portal.spreadsheets import csv_file


@click.command("import", cls=PlainCommand)
@click.argument("kind", type=click.Choice(sorted(KINDS)))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--location", "name", required=True, help="The location the rows belong to.")
@click.option("--apply", is_flag=True, help="Store the good rows; without it nothing changes.")
@click.option("--same", type=int, multiple=True, help="The row on this line is about whom it resembles. Repeatable.")
@click.option("--new", type=int, multiple=True, help="The row on this line is about somebody else. Repeatable.")
@click.option("--refused", type=click.Path(path_type=Path), help="Write the refused rows here, as CSV.")
@with_appcontext
@click.pass_context
def import_(context: click.Context, kind: str, file: Path, name: str, **options: Any) -> None:
    """Import a CSV or XLSX FILE of trajectories, volunteers or teams.

    Without --apply it only tells what would happen. A row that resembles somebody is refused until --same or --new says
    who it is. The last line counts the rows; exit status 2 when the file cannot be read, and then nothing has changed.
    """
    try:
        _import(kind, file, name, Asked(**options))
    except Unreadable as no:
        click.echo(words.file_sentence(no), err=True)
        context.exit(2)


@dataclass(frozen=True)
class Asked:
    """The options of the command."""

    apply: bool
    refused: Path | None
    same: tuple[int, ...]
    new: tuple[int, ...]

    def decisions(self, lines: Collection[int]) -> dict[int, Decision]:
        """The decisions about rows that resemble somebody. Raises Refused for a line without a good row or with two."""
        for line in sorted({*self.same, *self.new}):
            if line not in lines:
                raise Refused("decided_about_nothing", line=line)
            if line in self.same and line in self.new:
                raise Refused("decided_twice", line=line)
        return {line: Decision("") for line in self.same} | {line: Decision(ANOTHER) for line in self.new}


def _import(kind: str, file: Path, name: str, asked: Asked) -> None:
    location_id = _location(name)
    data = _content(file)
    act = act_of_the_machine(location_id)
    out = _opened(asked.refused, file) if asked.refused else None
    reading = read_file(act, kind, data, location_id)
    del data
    decisions = asked.decisions({each.line for each in reading.rows})
    if asked.apply:
        plan = import_file(act, reading, location_id, decisions)
    else:
        plan = compare(act, kind, reading.rows, location_id, decisions)
    headings = reading.layout.names
    lost, waiting = refused_later(plan, reading.rows, headings)
    all_refused = sorted([*reading.refused, *lost, *waiting], key=lambda each: each.line)
    if out:
        with out:
            out.truncate()
            out.write(csv_file(words.refused_table(headings, all_refused)))
    _tell(reading, plan, all_refused, asked.apply)


def _location(name: str) -> int:
    names = dict(db.session.execute(select(Location.name, Location.id)).all())
    if not names:
        raise Refused("no_location")
    if name not in names:
        raise Refused("location_not_there", name=mask_bsn(name), known=", ".join(sorted(names, key=name_key)))
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


def _show_beside(beside: Resemblance) -> None:
    """A row and whom it resembles, side by side: what somebody looks at before they decide."""
    if beside.choice:
        return
    pairs = [(gettext("Regel %(line)s", line=beside.lines[0]), beside.facts)]
    pairs += [(candidate_place(each), each.facts) for each in beside.candidates]
    width = max(len(place) for place, _facts in pairs)
    for place, facts in pairs:
        click.echo(f"  {place:<{width}}  {' | '.join(quoted(each) or '–' for each in facts)}")
    click.echo("  " + gettext("Dezelfde: --same %(line)s. Iemand anders: --new %(line)s.", line=beside.lines[0]))


def _tell(reading: Reading, plan: Comparison, refused: list[Outcome], applied: bool) -> None:
    mind, refusing, changing = gettext("Let op"), gettext("Geweigerd"), gettext("Gewijzigd")
    if reading.layout.ignored:
        click.echo(gettext("Niet gebruikte kolommen: %(names)s", names=", ".join(reading.layout.ignored)))
    for notice in sorted([*reading.notices, *plan.notices], key=lambda each: each.line):
        click.echo(f"{mind}: {words.place(notice)}: {words.sentence(notice)}")
    for outcome in refused:
        for refusal in outcome.refusals:
            click.echo(f"{refusing}: {words.place(refusal)}: {words.sentence(refusal)}")
    for beside in plan.resemblances:
        _show_beside(beside)
    for verdict in plan.changed():
        where = gettext("Regel %(line)s", line=verdict.line)
        click.echo(f"{changing}: {where}, {verdict.key}: {', '.join(verdict.columns)}")
    counts = plan.counts(len(reading.refused))
    if applied:
        done = counts["new"] + counts["changed"]
        click.echo(ngettext("%(n)s rij is verwerkt.", "%(n)s rijen zijn verwerkt.", done))
    else:
        click.echo(gettext("Dit was een voorbeeld. Er is niets opgeslagen. Met --apply wordt het bestand verwerkt."))
    click.echo(" ".join(f"{state}={counts[state]}" for state in STATES))
