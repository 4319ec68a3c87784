"""How gunicorn serves the portal: `gunicorn --config python:portal.serving wsgi:app`.
Two processes of four threads are enough for a team on two cores. A slow phone holds up one thread, not the portal."""

import os
import time
from pathlib import Path
from socket import socket
from typing import Any

import click
from gunicorn.workers.gthread import ThreadWorker

from portal.db import hold_database
from portal.web.logs import keep_secrets_out_of


class EvenWorker(ThreadWorker):
    """A process that has a connection for each of its threads lets another take the next one first.
    Else whoever wakes up first takes all of a moment: people wait there while the other process has nothing to do."""

    PAUSE = 0.001  # seconds; long enough for a process that waits, too short for a person to notice

    def accept(self, listener: socket) -> None:
        """Take a connection, unless another process did in the meantime."""
        if self.nr_conns >= self.cfg.threads:
            time.sleep(self.PAUSE)
        super().accept(listener)


bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
worker_class = EvenWorker
workers = int(os.environ.get("WORKERS", "2"))
threads = 4
keepalive = 15  # seconds; the next tap on a phone finds its connection still open
# A heartbeat must not wait for a disk.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108
control_socket_disable = True  # nothing outside this machine's process manager steers the server
loglevel = "warning"
chdir = str(Path(__file__).resolve().parent.parent)


def on_starting(_server: object) -> None:
    """No log of gunicorn names an address that is a secret, nor does an access log somebody switches on."""
    keep_secrets_out_of("gunicorn.error", "gunicorn.access")


def when_ready(_server: object) -> None:
    """Say where the portal is, at the moment it is there."""
    click.echo(f"Wegwijs: http://{bind}")


def post_worker_init(worker: Any) -> None:
    """Hold the database before the first visitor comes, so that nobody replaces it under a portal that runs."""
    hold_database(worker.wsgi)
