"""A load of a fixed number of requests over a few kept connections, and what a page weighs."""

import socket
import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser


@dataclass(frozen=True)
class Answer:
    """Status, headers and body of one answer."""

    status: int
    headers: dict[str, str]
    body: bytes


class Connection:
    """One kept connection that speaks just enough HTTP/1.1."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.reader = self.socket.makefile("rb")
        self.cookie = f"Cookie: {cookie}\r\n" if cookie else ""

    def get(self, path: str, encoding: str = "identity") -> Answer:
        """Fetch a path."""
        head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: {encoding}\r\n{self.cookie}\r\n"
        self.socket.sendall(head.encode())
        status = int(self.reader.readline().split()[1])
        headers = {}
        while line := self.reader.readline().strip():
            name, _, value = line.decode("latin-1").partition(": ")
            headers[name.lower()] = value
        return Answer(status, headers, self.reader.read(int(headers["content-length"])))

    def close(self) -> None:
        """Hang up."""
        self.reader.close()
        self.socket.close()


def seconds_per_request(make: Callable[[], Connection], path: str, connections: int, requests: int) -> float:
    """Wall seconds a request takes when so many connections ask at once: the median of three rounds."""
    return statistics.median(_round(make, path, connections, requests) for _ in range(3))


def _round(make: Callable[[], Connection], path: str, connections: int, requests: int) -> float:
    each = requests // connections
    gate = threading.Barrier(connections + 1)
    failed: list[int] = []

    def ask() -> None:
        connection = make()
        connection.get(path)
        gate.wait()
        failed.extend(answer.status for _ in range(each) if (answer := connection.get(path)).status != 200)
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(connections)]
    for thread in threads:
        thread.start()
    gate.wait()
    started = time.perf_counter()
    for thread in threads:
        thread.join()
    if failed:
        raise RuntimeError(f"{path} answered {failed[0]}, {len(failed)} times")
    return (time.perf_counter() - started) / (each * connections)


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        wanted = known.get("src") if tag in {"script", "img"} else None
        if tag == "link" and known.get("rel") in {"stylesheet", "icon", "manifest"}:
            wanted = known.get("href")
        if wanted and wanted.startswith("/"):
            self.found.append(wanted)


def parts_of(html: str) -> list[str]:
    """The addresses of everything a page loads."""
    links = _Links()
    links.feed(html)
    return list(dict.fromkeys(links.found))
