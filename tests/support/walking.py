"""Every page that can be reached by links, read for words of another language."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

from tests.support.marked import unmarked

# Pages that look different in each state, and how many of them are looked at.
MANY_STATES = {"dossier.trajectory", "handovers.handover"}
MANY = 15


def walk(visitor: Any, start: str) -> Iterator[tuple[str, Any]]:
    """The pages that can be reached by links, each with its endpoint; of pages that look alike a few."""
    addresses = visitor.application.url_map.bind("localhost")
    waiting, times = [start], Counter()
    seen: set[str] = set()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        endpoint, _values = addresses.match(address.partition("?")[0])
        times[endpoint] += 1
        if times[endpoint] > (MANY if endpoint in MANY_STATES else 3):
            continue
        page = visitor.page(address, status=None)
        if page.location:
            waiting.append(page.location)
        elif page.html:
            yield endpoint, page
            waiting += [link.partition("#")[0] for link in page.links.values() if link and link.startswith("/")]


def assert_english(visitor: Any, start: str = "/", known: Collection[str] = ()) -> set[str]:
    """Walk and read; gives the endpoints seen."""
    seen: set[str] = set()
    dutch: dict[str, str] = {}
    for endpoint, page in walk(visitor, start):
        seen.add(endpoint)
        assert page.all("html", lang="en"), page.url
        dutch |= dict.fromkeys(unmarked(page, known), page.url)
    assert not dutch, dutch
    return seen
