"""A thousand inspections with photos over a line that fails in every way, browser and server killed ten times each.

What was lost, doubled or silently overwritten is counted on the server, as in tests/faults/sync, and must be nothing.

    python -m bench.faults [how many]
"""

from __future__ import annotations

import signal
import sys
import tempfile
from collections import Counter
from pathlib import Path

from playwright.sync_api import sync_playwright

from backend.extensions import db
from bench import rows as table
from bench.link import stage_of
from bench.rows import Row
from tests.faults.sync.phone import Phone, build_store
from tests.faults.sync.proxy import Proxy
from tests.faults.sync.stage import Stage, Visit

INSPECTIONS, AT_ONCE = 1000, 100
EVERY = 5


def rows(count: int = INSPECTIONS) -> list[Row]:
    """Lost, doubled, overwritten: none."""
    with tempfile.TemporaryDirectory() as made, sync_playwright() as driver:
        folder = Path(made)
        with stage_of(folder, Proxy) as stage:
            phone = Phone(driver, folder / "profile", stage.proxy.origin, build_store(folder / "store"))
            try:
                visits = [visit for start in range(0, count, AT_ONCE) for visit in _round(stage, phone, min(AT_ONCE, count - start))]
                found = _judged(stage, visits)
            finally:
                phone.close()
        faults = sum(stage.proxy.met.values())
    if any(found.values()):
        raise RuntimeError(f"records were harmed: {found}")
    title = f"{count} inspections over {faults} faults, {-(-count // AT_ONCE)} deaths each of browser and server"
    return [Row(f"{title}: {name}", value, "", 0) for name, value in found.items()]


def _round(stage: Stage, phone: Phone, count: int) -> list[Visit]:
    """So many visits, while the phone dies once and the server dies once."""
    name, account = stage.officers[0]
    stage.proxy.every = 0
    if stage.proxy.commands.total() == 0:
        phone.sign_in(name)
    visits = stage.visits(count)
    phone.keep(account, visits)
    stage.proxy.every = EVERY
    phone.send(account, down_to=count * 7 // 10)
    phone.come_back(name)
    phone.send(account, down_to=count * 4 // 10)
    stage.server.stop(signal.SIGKILL)
    stage.server.start()
    phone.send(account)
    print(f"  {count} sent; faults so far: {dict(stage.proxy.met)}", file=sys.stderr, flush=True)
    return visits


def _judged(stage: Stage, visits: list[Visit]) -> dict[str, int]:
    kept = stage.kept()
    with stage.app.app_context():
        everything = Counter(str(id_) for (id_,) in db.session.execute(db.text("SELECT id FROM inspections")))
    right = {visit.id: (visit.record["findings"], tuple(number for number, _ in visit.photos)) for visit in visits}
    return {
        "lost": len(right.keys() - kept.keys()),
        "doubled": sum(everything.values()) - len(right) + stage.pictures() - sum(len(photos) for _, photos in right.values()),
        "silently overwritten": sum((kept[id_].findings, kept[id_].photos) != right[id_] for id_ in right.keys() & kept.keys()),
    }


if __name__ == "__main__":
    print(table.table(rows(int(sys.argv[1]) if len(sys.argv) > 1 else INSPECTIONS), {}))
