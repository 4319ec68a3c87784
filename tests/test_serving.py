"""The processes of a portal share the people who come at the same moment."""

import socket
from types import SimpleNamespace

import pytest
from gunicorn.workers.gthread import ThreadWorker

from portal import serving

THREADS = 4


class Pauses:
    """How often a process waited before it took a connection, and who came in between."""

    def __init__(self):
        self.times, self.meanwhile = 0, lambda: None

    def sleep(self, seconds):
        assert seconds == serving.EvenWorker.PAUSE
        self.times += 1
        self.meanwhile()


@pytest.fixture
def pauses(monkeypatch):
    found = Pauses()
    monkeypatch.setattr(serving, "time", found)
    return found


@pytest.fixture
def listener():
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


@pytest.fixture
def visit(listener):
    """`visit()`: somebody connects, and stays."""
    visitors = []
    yield lambda: visitors.append(socket.create_connection(listener.getsockname()))
    for each in visitors:
        each.close()


@pytest.fixture
def make_process(monkeypatch):
    """A process with so many threads; who it takes, stays."""
    made = []

    def process():
        worker = object.__new__(serving.EvenWorker)
        worker.cfg, worker.nr_conns, worker.taken = SimpleNamespace(threads=THREADS), 0, []
        monkeypatch.setattr(ThreadWorker, "enqueue_req", lambda self, conn: self.taken.append(conn))
        made.append(worker)
        return worker

    yield process
    for connection in [each for worker in made for each in worker.taken]:
        connection.close()


def test_a_process_takes_who_comes_at_once_while_it_has_a_thread_for_each(make_process, listener, visit, pauses):
    process = make_process()
    for _each in range(THREADS):
        visit()
        process.accept(listener)

    assert (process.nr_conns, pauses.times) == (THREADS, 0)


def test_beyond_that_another_process_that_is_free_is_first(make_process, listener, visit, pauses):
    busy, free = make_process(), make_process()
    busy.nr_conns = THREADS
    pauses.meanwhile = lambda: free.accept(listener)
    visit()
    busy.accept(listener)

    assert (busy.nr_conns, free.nr_conns, pauses.times) == (THREADS, 1, 1)


def test_where_nobody_else_is_free_it_takes_them_itself(make_process, listener, visit, pauses):
    busy = make_process()
    busy.nr_conns = THREADS
    visit()
    busy.accept(listener)

    assert (busy.nr_conns, pauses.times) == (THREADS + 1, 1)
