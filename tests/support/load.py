"""A load of a fixed number of requests over a few kept connections, and what a page weighs."""

import socket
import statistics
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser


@dataclass(frozen=True)
class Answer:
    """Status, headers and body of one answer."""

    status: int
    headers: dict[str, str]
    body: bytes


class Connection:
    """One kept connection that speaks just enough HTTP/1.1, and keeps the cookie it is given, as a browser does."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.reader = self.socket.makefile("rb")
        self.cookie = cookie

    def get(self, path: str, encoding: str = "identity") -> Answer:
        """Fetch a path."""
        cookie = f"Cookie: {self.cookie}\r\n" if self.cookie else ""
        head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: {encoding}\r\n{cookie}\r\n"
        self.socket.sendall(head.encode())
        status = int(self.reader.readline().split()[1])
        headers = {}
        while line := self.reader.readline().strip():
            name, _, value = line.decode("latin-1").partition(": ")
            headers[name.lower()] = value
        if self.cookie and "set-cookie" in headers:
            self.cookie = headers["set-cookie"].partition(";")[0]
        return Answer(status, headers, self.reader.read(int(headers["content-length"])))

    def close(self) -> None:
        """Hang up."""
        self.reader.close()
        self.socket.close()


@dataclass(frozen=True)
class Asked:
    """A page to ask for: over which connections, and where."""

    make: Callable[[], Connection]
    path: str


def seconds_per_request(pages: Sequence[Asked], connections: int, requests: int, rounds: int) -> list[float]:
    """Wall seconds a request of each page takes when so many connections ask at once: the median of its rounds.

    The pages take turns, so that a machine that is busy for a while slows all of them.
    """
    turns = [[_round(page, connections, requests) for page in pages] for _turn in range(rounds)]
    return [statistics.median(times) for times in zip(*turns, strict=True)]


def _round(page: Asked, connections: int, requests: int) -> float:
    each = requests // connections
    gate = threading.Barrier(connections + 1)
    failed: list[int] = []

    def ask() -> None:
        connection = page.make()
        connection.get(page.path)
        gate.wait()
        failed.extend(answer.status for _ in range(each) if (answer := connection.get(page.path)).status != 200)
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(connections)]
    for thread in threads:
        thread.start()
    gate.wait()
    started = time.perf_counter()
    for thread in threads:
        thread.join()
    if failed:
        raise RuntimeError(f"{page.path} answered {failed[0]}, {len(failed)} times")
    return (time.perf_counter() - started) / (each * connections)


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        wanted = known.get("src") if tag in {"script", "img"} else None
        if tag == "link" and known.get("rel") in {"stylesheet", "icon", "manifest", "modulepreload"}:
            wanted = known.get("href")
        if wanted and wanted.startswith("/"):
            self.found.append(wanted)


def parts_of(html: str) -> list[str]:
    """The addresses of everything a page loads."""
    links = _Links()
    links.feed(html)
    return list(dict.fromkeys(links.found))
