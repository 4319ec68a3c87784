"""Name laws, public pages and public reports as sources, instead of an internal description

Revision ID: 20261130_2310
Revises: 20261130_2255
"""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "20261130_2310"
down_revision = "20261130_2255"
branch_labels = None
depends_on = None

SOURCES = Path(__file__).resolve().parent.parent / "reference" / "sources.toml"
# The day on which the items were checked, as they were loaded.
CHECKED = date(2026, 11, 1)
PLACES = {"item": ("template_item",), "type": ("trajectory_type",), "elsewhere": ("phase", "duration_rule")}


def upgrade() -> None:
    """A text that somebody changed stays. The day of a check was about the former source, so it goes with it."""
    for table, row in _rows():
        _replace(table, row, row["was"], row["is"])
        if row.get("checked"):
            stale = table.c.source == row["is"], table.c.code == row["code"], table.c.verified_on == CHECKED
            op.execute(table.update().where(*stale).values(verified_on=None))


def downgrade() -> None:
    for table, row in _rows():
        if row.get("checked"):
            unchecked = table.c.source == row["is"], table.c.code == row["code"], table.c.verified_on.is_(None)
            op.execute(table.update().where(*unchecked).values(verified_on=CHECKED))
        _replace(table, row, row["is"], row["was"])


def _rows() -> Iterator[tuple[sa.TableClause, dict[str, Any]]]:
    texts = tomllib.loads(SOURCES.read_text("utf-8"))
    for place, names in PLACES.items():
        yield from ((_table(name), row) for name in names for row in texts[place])


def _table(name: str) -> sa.TableClause:
    return sa.table(name, sa.column("code"), sa.column("source"), sa.column("verified_on", sa.Date))


def _replace(table: sa.TableClause, row: dict[str, Any], was: str, now: str) -> None:
    which = [table.c.source == was] + ([table.c.code == row["code"]] if "code" in row else [])
    op.execute(table.update().where(*which).values(source=now))
