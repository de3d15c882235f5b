"""Thirty finished inspections with six photos each, sent over a thin link: how near to the bytes' own time.

A relay of the bench's own stands between the browser and the server: 1 Mbit/s each way, shared by all connections, and 300 ms
there and back; a new connection costs one more such time. The phone is filled as in the fault suite and then only told that
there is a network. What it is compared with are the bytes that must go (photos and records, no headers) at 1 Mbit/s.

    python -m bench.link
"""

from __future__ import annotations

import asyncio
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from backend.config import Settings
from bench import rows as table
from bench.rows import Row
from tests.browser.phone import UNTIL
from tests.conftest import KEY, migrated
from tests.faults.sync.phone import Phone, build_store
from tests.faults.sync.pictures import numbered
from tests.faults.sync.stage import Stage, Visit, staged

INSPECTIONS, PHOTOS = 30, 6
BYTES_A_SECOND = 1_000_000 / 8
ONE_WAY_S = 0.15
AIM = 1.3
PIECE = 4096
LONGEST_MS = 30 * 60_000


class Link:
    """The relay. Until `shaped` is set everything passes at once."""

    def __init__(self, upstream: int) -> None:
        self.upstream, self.shaped = upstream, False
        self._loop = asyncio.new_event_loop()
        self._free = {"up": 0.0, "down": 0.0}
        """When the line is free again, by direction."""
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self._server = asyncio.run_coroutine_threadsafe(asyncio.start_server(self._serve, "127.0.0.1", 0), self._loop).result()

    @property
    def origin(self) -> str:
        """How a browser reaches the server through it."""
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def close(self) -> None:
        """Listen no more."""
        self._loop.call_soon_threadsafe(self._server.close)

    async def _serve(self, phone: asyncio.StreamReader, to_phone: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            server, to_server = await asyncio.open_connection("127.0.0.1", self.upstream)
            if self.shaped:
                await asyncio.sleep(2 * ONE_WAY_S)  # the handshake of a new connection
            await asyncio.gather(self._pump(phone, to_server, "up"), self._pump(server, to_phone, "down"))

    async def _pump(self, source: asyncio.StreamReader, target: asyncio.StreamWriter, way: str) -> None:
        """Bytes wait for their turn on the line, then travel; the next ones need not wait for these to arrive."""
        travelling: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        deliver = asyncio.ensure_future(self._deliver(travelling, target))
        while data := await source.read(PIECE):
            now = self._loop.time()
            if self.shaped:
                self._free[way] = max(now, self._free[way]) + len(data) / BYTES_A_SECOND
                travelling.put_nowait((self._free[way] + ONE_WAY_S, data))
                await asyncio.sleep(max(0.0, self._free[way] - now))
            else:
                travelling.put_nowait((now, data))
        travelling.put_nowait((0.0, b""))
        await deliver

    async def _deliver(self, travelling: asyncio.Queue[tuple[float, bytes]], target: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while True:
                at, data = await travelling.get()
                await asyncio.sleep(max(0.0, at - self._loop.time()))
                if not data:
                    break
                target.write(data)
                await target.drain()
        target.close()


@contextmanager
def stage_of(folder: Path, between: Any) -> Iterator[Stage]:
    """The fault suite's server on a SQLite database of its own, nobody limited."""
    limits = dict.fromkeys(("card_tries_per_day", "searches_per_hour", "photos_per_hour", "uploads_per_hour", "upload_mb_per_hour"), 0)
    settings = Settings(
        environment="test", secret_key="s" * 40, data_keys=(KEY,), data_dir=folder, public_origin="https://gw.example.cn", **limits
    )
    url = f"sqlite:///{folder / 'bench.db'}"
    migrated(settings, url)
    with staged(settings, url, folder, between) as stage:
        yield stage


def _own_time_s(visits: list[Visit]) -> float:
    photos = sum(len(numbered(number, large=large)) for visit in visits for number, large in visit.photos)
    records = sum(len(str(visit.record)) for visit in visits)
    return (photos + records) / BYTES_A_SECOND


def rows() -> list[Row]:
    """The sync as it lasts, beside the bytes' own time."""
    with tempfile.TemporaryDirectory() as made, sync_playwright() as driver:
        folder = Path(made)
        with stage_of(folder, Link) as stage:
            phone = Phone(driver, folder / "profile", stage.proxy.origin, build_store(folder / "store"))
            try:
                took, own = _sync(stage, phone)
            finally:
                phone.close()
    title = f"{INSPECTIONS} inspections of {PHOTOS} photos over 1 Mbit/s and 300 ms"
    return [
        Row(f"{title}, beside the bytes' own time", round(took, 1), "s", round(own * AIM, 1), round(own, 1)),
    ]


def _sync(stage: Stage, phone: Phone) -> tuple[float, float]:
    name, account = stage.officers[0]
    visits = [visit for _ in range(INSPECTIONS) for visit in stage.visits(1, photos=PHOTOS, plain=True)]
    phone.sign_in(name)
    phone.keep(account, visits)
    stage.proxy.shaped = True  # type: ignore[attr-defined]
    began = time.monotonic()
    phone.network_is_back()
    came = phone.page.evaluate(UNTIL.replace("CONDITION", "async () => (await kept.rows()).commands === 0"), LONGEST_MS)
    took = time.monotonic() - began
    kept = stage.kept()
    if not came or any(kept[visit.id].photos != tuple(number for number, _ in visit.photos) for visit in visits):
        raise RuntimeError(f"not everything arrived: {len(kept)} of {len(visits)}")
    return took, _own_time_s(visits)


if __name__ == "__main__":
    print(table.table(rows(), {}))
