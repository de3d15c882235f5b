"""A hundred inspections with photos over a line that fails in every way, while browser and server are killed."""

from __future__ import annotations

import signal
from collections.abc import Callable

from tests.faults.sync.phone import Phone
from tests.faults.sync.proxy import FAULTS
from tests.faults.sync.stage import Stage, Visit

INSPECTIONS = 100
EVERY = 5
"""Of so many commands one meets a fault."""


def test_nothing_is_lost_doubled_or_overwritten(stage: Stage, new_phone: Callable[[], Phone]) -> None:
    phone, (name, account) = new_phone(), stage.officers[0]
    phone.sign_in(name)
    visits = stage.visits(INSPECTIONS)
    phone.keep(account, visits)
    stage.proxy.every = EVERY
    phone.send(account, down_to=70)
    phone.come_back(name)
    phone.send(account, down_to=40)
    stage.server.stop(signal.SIGKILL)
    stage.server.start()
    phone.send(account)
    stage.proxy.every = 0
    assert set(FAULTS) <= set(stage.proxy.met), stage.proxy.met
    judge(stage, phone, visits)


def judge(stage: Stage, phone: Phone, visits: list[Visit]) -> None:
    """Compare what the phone had, what the server has, and what the server told the phone."""
    kept = stage.kept()
    assert sorted(kept) == sorted(visit.id for visit in visits)  # none lost, none doubled
    for visit in visits:
        assert kept[visit.id].findings == visit.record["findings"]  # none overwritten
        assert kept[visit.id].photos == tuple(number for number, _ in visit.photos)
    assert sorted(one.sequence for one in kept.values()) == list(range(1, len(visits) + 1))
    assert all(one.signed for one in kept.values())
    assert stage.pictures() == sum(len(visit.photos) for visit in visits)
    assert phone.receipts(stage.officers[0][1]) == {id_: one.digest for id_, one in kept.items()}
    left = phone.waiting_anything()
    assert left == {"commands": 0, "parts": 0, "drafts": 0, "pictures": 0, "receipts": len(visits)}
