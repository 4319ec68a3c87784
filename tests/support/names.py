"""Names of reported cases, and whether the keys kept beside names are still those of the names."""

import csv
from pathlib import Path

import sqlalchemy as sa

from portal.db import Base, db

DATA = Path(__file__).resolve().parents[1] / "data"
CAPITALS = DATA / "names_with_strange_capitals.csv"
VOLUNTEERS = DATA / "order_of_volunteers.csv"
# Typed searches, and whom of CAPITALS each finds.
SEARCHED = {
    **dict.fromkeys(("Çelik", "çelik", "celik", "ÇELİK", "proef celik"), "Yusuf Çelik-Proef"),
    **dict.fromkeys(("Şahin", "sahin", "ŞAHİN"), "Ömer Şahin-Proef"),
    **dict.fromkeys(("Öztürk", "ozturk", "İbrahim", "ibrahim"), "İbrahim Öztürk-Proef"),
    **dict.fromkeys(("Коваленко", "КОВАЛЕНКО", "олена коваленко"), "Олена Коваленко-Проба"),
    **dict.fromkeys(("busra", "Büşra", "BÜŞRA KAYA"), "Büşra Kaya-Proef"),
    **dict.fromkeys(("lucja", "Łucja", "ŁUCJA", "evrard"), "Łucja Évrard-Proef"),
}
IN_ORDER = ["Marijke de Boer", "Öykü Çınar", "Els van Dijk", "Élodie Évra", "Jan 't Hoen", "Zoë Zwart"]


def people_of(file: Path) -> list[dict[str, str]]:
    """First and last names in a file."""
    with file.open(encoding="utf-8-sig", newline="") as rows:
        return [
            {"first_name": row["voornaam"], "last_name": row["achternaam"]}
            for row in csv.DictReader(rows, delimiter=";")
        ]


def volunteers_mixed() -> list[dict[str, str]]:
    """The people of VOLUNTEERS in an order that no list has."""
    found = people_of(VOLUNTEERS)
    return [found[place] for place in (4, 0, 5, 3, 1, 2)]


def strange_keys() -> list[tuple[str, int, str]]:
    """Each row of which the stored key is not that of its name now: table, key and what is stored."""
    found = []
    for table in Base.metadata.tables.values():
        if "name_key" in table.c and table.c.name_key.info:
            kept = table.c.name_key.info
            names = sa.select(table.c.id, table.c.name_key, *(table.c[name] for name in kept["of"]))
            for key, stored, *name in db.session.execute(names):
                if stored != kept["made_by"](*name):
                    found.append((table.name, key, stored))
    return found
