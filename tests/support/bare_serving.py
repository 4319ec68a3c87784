"""The server of the bare page: with the settings of the portal's, but for the database that only the portal holds."""

from portal.serving import (
    bind,
    chdir,
    control_socket_disable,
    keepalive,
    loglevel,
    threads,
    worker_class,
    worker_tmp_dir,
    workers,
)

__all__ = [
    "bind",
    "chdir",
    "control_socket_disable",
    "keepalive",
    "loglevel",
    "threads",
    "worker_class",
    "worker_tmp_dir",
    "workers",
]
