"""Reading a table on a page."""

from typing import Any


def rows(page: Any) -> list[Any]:
    """The rows of the body of every table."""
    return [row for row in page.all("tr") if row.inside("tbody")]


def cells(row: Any) -> dict[str, str]:
    """The words of each cell by the label it carries on a phone."""
    return {cell.get("data-label"): cell.text for cell in row.all("td")}
