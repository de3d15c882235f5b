"""A PostgreSQL server of the benchmark's own on a kept data folder, with the settings of docs/settings.md and none that risks data."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from bench.server import free_port
from tests.support.postgres import _ordinary_account, find_programs

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "shared_buffers": "1GB",
    "effective_cache_size": "4GB",
    "random_page_cost": "1.1",
    "max_wal_size": "8GB",
    "timezone": "UTC",
}
"""A small server's: sizes for 8 GB of memory and a disk without moving parts; all else is the default, fsync too."""


@contextlib.contextmanager
def server(folder: Path) -> Iterator[str]:
    """The URL of the database `gangwei` on a server that runs meanwhile; the folder is made when it is not there."""
    account, programs, data = _ordinary_account(), find_programs(), folder / "data"

    def run(program: str, *arguments: object) -> None:
        identity = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
        subprocess.run(
            [programs / program, *map(str, arguments)], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd=folder,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"}, **identity,
        )  # fmt: skip

    folder.mkdir(parents=True, exist_ok=True)
    if account:
        os.chown(folder, account.pw_uid, account.pw_gid)
    if not data.exists():
        run("initdb", "--username=gangwei", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "-D", data)
        lines = (f"{name} = '{value}'\n" for name, value in SETTINGS.items())
        with (data / "postgresql.conf").open("a") as configuration:
            configuration.writelines(lines)
    port = free_port()
    run("pg_ctl", "start", "-w", "-D", data, "-l", folder / "log", "-o", f"-p {port}")
    try:
        address = f"postgresql://gangwei@127.0.0.1:{port}"
        _create(f"{address}/postgres")
        yield f"{address}/gangwei"
    finally:
        run("pg_ctl", "stop", "-w", "-m", "fast", "-D", data)


def forget(folder: Path) -> None:
    """Remove the data."""
    shutil.rmtree(folder, ignore_errors=True)


def _create(address: str) -> None:
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'gangwei'").fetchone():
            connection.execute("CREATE DATABASE gangwei")
