"""Files sent by the form of the importer, and what its pages say."""

import io
from typing import Any

from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from portal.db import db
from tests.pages import Page, PageClient
from tests.support.importing import GOOD, csv_bytes


def choose(visitor: PageClient, kind: str, data: bytes, name: str = "lijst.csv") -> Page:
    """Send a file by the form; without bytes as if none was chosen."""
    form = visitor.page("/importeren").form("Bestand bekijken")
    values = {**{name: values[0] for name, values in form.fields.items()}, "kind": kind}
    file = FileStorage(io.BytesIO(data), name if data else "")
    boundary, body = encode_multipart({**values, "file": file})
    sent = f'multipart/form-data; boundary="{boundary}"'
    return visitor.page("/importeren", method="POST", data=body, content_type=sent, status=None)


def upload(visitor: PageClient, kind: str, data: bytes, name: str = "lijst.csv") -> Page:
    """Send a file and follow to its preview."""
    return choose(visitor, kind, data, name).follow()


def one_row(kind: str = "trajectories", **changes: str) -> bytes:
    """A file of one good row with some cells changed."""
    row = {**GOOD[kind], **changes}
    return csv_bytes([list(row), list(row.values())])


def tiles(page: Page) -> list[str]:
    """The four counts, in words."""
    return [node.text for node in page.all("div") if "stat" in node.get("class").split()]


def how_many(model: Any) -> int:
    """The rows of a table."""
    return db.session.scalar(select(func.count()).select_from(model)) or 0
