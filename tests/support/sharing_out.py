"""Which worker runs what: folders whose tests share a server or a province stay together, and the longest go first."""

from __future__ import annotations

import pytest
from xdist.scheduler import LoadScopeScheduling

TOGETHER = ("browser", "faults", "permissions", "fuzz", "demo", "crash", "serving", "operations", "jobs", "many")
"""Folders of `tests/`, the longest first: whoever takes one starts its server, its browser or its province once.

All browsers are on one worker, beside which the other works: on two cores two of them would only wait for each other.
"""


def part_of(nodeid: str) -> str:
    """What is run by one worker: a folder, or a file of the others."""
    file = nodeid.split("::")[0]
    folder = file.split("/")[1] if file.count("/") > 1 else ""
    return folder if folder in TOGETHER else file


def longest_first(items: list[pytest.Item]) -> list[pytest.Item]:
    """The folders in their order, so that no worker begins a long one when the others have ended; files as they were."""
    order = {name: place for place, name in enumerate(TOGETHER)}
    return sorted(items, key=lambda item: order.get(part_of(item.nodeid), len(order)))


class ByPart(LoadScopeScheduling):
    """Parts go out in the order of collection, one by one."""

    def _split_scope(self, nodeid: str) -> str:
        return part_of(nodeid)
