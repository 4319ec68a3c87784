"""Reading a table on a page."""

from typing import Any


def rows(page: Any) -> list[Any]:
    """The rows of the body of every table, without the heads of groups."""
    return [row for row in page.all("tr") if row.inside("tbody") and row.get("class") != "part"]


def by_group(page: Any) -> dict[str, list[str]]:
    """The head of each group of rows, and the first link of each of its rows."""
    found: dict[str, list[str]] = {}
    head = ""
    for row in page.all("tr"):
        if row.get("class") == "part":
            head = row.all("b")[0].text
        elif row.inside("tbody"):
            found.setdefault(head, []).append(row.all("a")[0].text)
    return found


def cells(row: Any) -> dict[str, str]:
    """The words of each cell by the label it carries on a phone."""
    return {cell.get("data-label"): cell.text for cell in row.all("td")}
