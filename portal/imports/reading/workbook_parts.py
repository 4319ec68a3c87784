"""The XML parts of a workbook, each a small listener that keeps what the importer needs."""

import posixpath
from typing import NamedTuple

from portal.imports.reading.sheet import MAX_CELL, MAX_COLUMNS, Line
from portal.imports.reading.workbook_values import CellValues, column_of, is_date_format, row_of, unescaped
from portal.imports.rules.findings import Unreadable

Attributes = dict[str, str]


class Part:
    """One XML part of the file; a subclass says what it keeps of each element."""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element opens."""

    def end(self, name: str) -> None:
        """An element closes."""

    def text(self, text: str) -> None:
        """A piece of text between two tags."""


class SheetName(NamedTuple):
    """A sheet by its name, and the link by which the workbook refers to it."""

    name: str
    link: str


class Book(Part):
    """The names of the visible sheets in their order, and the calendar in use."""

    def __init__(self) -> None:
        self.sheets: list[SheetName] = []
        self.from_1904 = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "sheet" and attributes.get("state", "visible") == "visible":
            link = next((v for k, v in attributes.items() if k.endswith(":id")), "")
            self.sheets.append(SheetName(attributes.get("name", ""), link))
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904") in ("1", "true")


class Links(Part):
    """Where in the file the sheets, the shared strings and the styles are."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}
        self.strings = ""
        self.styles = ""

    def start(self, name: str, attributes: Attributes) -> None:
        if name != "Relationship" or attributes.get("TargetMode") == "External":
            return
        target = posixpath.join("/xl", attributes["Target"])
        target = posixpath.normpath(target).lstrip("/")
        self.targets[attributes["Id"]] = target
        kind = attributes["Type"].rpartition("/")[2]
        if kind == "sharedStrings":
            self.strings = target
        elif kind == "styles":
            self.styles = target


class Texts(Part):
    """Gathers the text of ``t`` elements (and of ``v``), without the reading aid beside it."""

    gathers = frozenset({"t"})

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._gathering = False
        self._aside = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name in self.gathers:
            self._gathering = not self._aside
        elif name == "rPh":
            self._aside = True

    def end(self, name: str) -> None:
        if name in self.gathers:
            self._gathering = False
        elif name == "rPh":
            self._aside = False

    def text(self, text: str) -> None:
        if self._gathering:
            self._pieces.append(text)
            self._length += len(text)
            if self._length > 2 * MAX_CELL:
                raise Unreadable("damaged_workbook")  # twice what an office program can write

    def take(self) -> str:
        """The text gathered since the last time."""
        text = "".join(self._pieces)
        self._pieces.clear()
        self._length = 0
        return text


class Strings(Texts):
    """The texts that cells share."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def end(self, name: str) -> None:
        super().end(name)
        if name == "si":
            self.found.append(unescaped(self.take()))


class Styles(Part):
    """For each cell style in its order, whether it shows a number as a date."""

    def __init__(self) -> None:
        self.dates: list[bool] = []
        self._own: dict[str, bool] = {}
        self._in_cell_styles = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "numFmt":
            number = attributes["numFmtId"]
            self._own[number] = is_date_format(int(number), attributes.get("formatCode", ""))
        elif name == "cellXfs":
            self._in_cell_styles = True
        elif name == "xf" and self._in_cell_styles:
            number = attributes.get("numFmtId", "0")
            known = self._own.get(number)
            self.dates.append(is_date_format(int(number), "") if known is None else known)

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cell_styles = False


class Rows(Texts):
    """The rows of a sheet. One without a number of its own follows the one before."""

    gathers = frozenset({"t", "v"})

    def __init__(self, values: CellValues) -> None:
        super().__init__()
        self.ready: list[Line] = []
        self._values = values
        self._number = 0
        self._cells: list[str] = []
        self._column = -1
        self._kind = "n"
        self._style = 0

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            reference = attributes.get("r")
            self._column = column_of(reference) if reference else self._column + 1
            self._kind = attributes.get("t", "n")
            self._style = int(attributes.get("s", "0"))
        elif name == "row":
            self._number = row_of(attributes["r"]) if "r" in attributes else self._number + 1
            self._cells = []
            self._column = -1
        else:
            super().start(name, attributes)

    def end(self, name: str) -> None:
        if name == "c":
            if self._pieces:
                self._put(self._values.text(self.take(), self._kind, self._style))
        elif name == "row":
            self.ready.append(Line(self._number, tuple(self._cells)))
        else:
            super().end(name)

    def _put(self, text: str) -> None:
        if self._column >= MAX_COLUMNS:
            raise Unreadable("too_many_columns", limit=MAX_COLUMNS, line=self._number)
        missing = self._column + 1 - len(self._cells)
        self._cells.extend([""] * missing)
        self._cells[self._column] = text
