"""The reference content of a new portal: languages, topics, types, rules, checklists

Everything here can be changed on the screens of the functional admin; this is only the start.

Revision ID: 0002
Revises: 0001
"""

import tomllib
import warnings
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

FOLDER = Path(__file__).resolve().parent.parent / "reference"
PUBLISHED = datetime(2026, 11, 1, tzinfo=UTC)


def upgrade() -> None:
    bind = op.get_bind()
    tables = sa.MetaData()
    with warnings.catch_warnings():
        # SQLite can't reflect indexes on expressions; putting in rows needs none of them.
        warnings.simplefilter("ignore", sa.exc.SAWarning)
        tables.reflect(bind)
    put = Loader(bind, tables)
    put.languages()
    put.topics()
    put.types()
    put.rules()
    for path in sorted((FOLDER / "checklists").glob("*.toml")):
        for template in _read(path)["template"]:
            put.checklist(template)


def downgrade() -> None:
    """Empties the configuration; fails, as it should, where trajectories already use it.
    Municipalities stay: locations may have taken them into use."""
    for table in (
        "template_item",
        "checklist_template",
        "duration_rule",
        "phase",
        "type_function",
        "trajectory_type",
        "topic",
        "language",
    ):
        if table == "trajectory_type":
            op.execute("UPDATE trajectory_type SET next_type_id = NULL")
        op.execute(sa.table(table).delete())


def _read(path: Path) -> dict[str, Any]:
    with open(path, "rb") as file:
        return tomllib.load(file)


class Loader:
    """Puts the files into the tables as they are at this revision."""

    def __init__(self, bind: sa.Connection, tables: sa.MetaData) -> None:
        self.bind = bind
        self.tables = tables.tables
        self.keys: dict[tuple[str, str], int] = {}

    def insert(self, table: str, **values: Any) -> int:
        columns = self.tables[table].columns
        if "version" in columns:
            values.setdefault("version", 1)
        result = self.bind.execute(self.tables[table].insert().values(**values))
        return result.inserted_primary_key[0]

    def languages(self) -> None:
        for each in _read(FOLDER / "languages.toml")["language"]:
            self.insert(
                "language",
                code=each["code"],
                name=each["name"],
                name_en=each["name_en"],
                rtl=each.get("rtl", False),
            )

    def topics(self) -> None:
        for position, each in enumerate(_read(FOLDER / "topics.toml")["topic"], start=1):
            self.keys["topic", each["code"]] = self.insert(
                "topic",
                code=each["code"],
                name=each["name"],
                name_en=each["name_en"],
                position=position,
                active=True,
            )

    def types(self) -> None:
        types = _read(FOLDER / "trajectory_types.toml")["type"]
        for each in types:
            key = self.insert(
                "trajectory_type",
                code=each["code"],
                name=each["name"],
                name_en=each["name_en"],
                duration_days=each.get("duration_days"),
                duration_months=each.get("duration_months"),
                duration_by_rule=each.get("duration_by_rule", False),
                starts_from=each["starts_from"],
                ends_with=each["ends_with"],
                source=each.get("source"),
                position=each["position"],
                active=True,
            )
            self.keys["type", each["code"]] = key
            for function in each["functions"]:
                self.bind.execute(self.tables["type_function"].insert().values(type_id=key, function=function))
            for phase in each["phase"]:
                self.insert("phase", type_id=key, **phase)
        table = self.tables["trajectory_type"]
        for each in types:
            if "next_type" in each:
                self.bind.execute(
                    table.update()
                    .where(table.c.code == each["code"])
                    .values(next_type_id=self.keys["type", each["next_type"]])
                )

    def rules(self) -> None:
        for each in _read(FOLDER / "duration_rules.toml")["rule"]:
            self.insert(
                "duration_rule",
                type_id=self.keys["type", "social_support"],
                municipality_id=self.municipality(each.get("municipality")),
                housed_from=each.get("housed_from"),
                housed_before=each.get("housed_before"),
                months=each["months"],
                source=each["source"],
                verified_on=each.get("verified_on"),
            )

    def municipality(self, name: str | None) -> int | None:
        if name is None:
            return None
        table = self.tables["municipality"]
        found = self.bind.scalar(sa.select(table.c.id).where(table.c.name == name))
        return found or self.insert("municipality", name=name)

    def checklist(self, template: dict[str, Any]) -> None:
        code = template.get("type")
        key = self.insert(
            "checklist_template",
            code=template["code"],
            name=template["name"],
            name_en=template["name_en"],
            type_id=self.keys["type", code] if code else None,
            number=1,
            status="current",
            published_at=PUBLISHED,
        )
        for position, item in enumerate(template["item"], start=1):
            topic = item.get("topic")
            self.insert(
                "template_item",
                template_id=key,
                position=position,
                code=item["code"],
                title=item["title"],
                title_en=item["title_en"],
                explanation=item["explanation"],
                explanation_en=item["explanation_en"],
                anchor=item["anchor"],
                offset_days=item["offset_days"],
                legal_regime=item.get("regime"),
                municipality_id=self.municipality(item.get("municipality")),
                topic_id=self.keys["topic", topic] if topic else None,
                source=item.get("source"),
                verified_on=item.get("verified_on"),
            )
