"""The process that reads one file: run by `reading`, limits itself first, says on standard output what it found."""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from backend.sheets import kinds
from backend.sheets.bounds import MB, Limits, Refusal
from backend.sheets.output import Output

BYTES_A_CELL, CELLS_A_SECOND = 150, 50_000
"""What reading takes, rounded up well: 1.2 million cells took 125 bytes each, and 1.8 s."""


def main(path: Path, name: str, into: Path, limits: Limits, grant: Callable[[int], None]) -> dict[str, Any]:
    """What `reading.Summary` holds, or the code of a refusal and what was found.

    grant  gives this process what so many cells take
    """
    try:
        if path.stat().st_size > limits.file_bytes:
            raise Refusal("sheet.too_large", "bytes")
        kind, read = kinds.judge(path, name, limits)
        output = Output(into, limits, grant)
        more = read(path, output, limits)
        return {"kind": kind, "encoding": "", "since_1904": False, **more, "sheets": output.finish()}
    except Refusal as refusal:
        return {"code": refusal.code, "found": refusal.found}
    except MemoryError:
        return {"code": "sheet.too_large", "found": "memory"}


def restrain(limits: Limits) -> None:
    """Take from this process what it does not need, for good."""
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (limits.least_mb * MB, _least(most, limits.memory_mb * MB)))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))


def grant(limits: Limits, cells: int) -> None:
    """Take the memory and the time that so many cells need, within what `restrain` has left."""
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (min(hard, limits.least_mb * MB + BYTES_A_CELL * cells), hard))
    most = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds + cells // CELLS_A_SECOND, most))


def _least(one: int, other: int) -> int:
    return other if one == resource.RLIM_INFINITY else min(one, other)


if __name__ == "__main__":
    given = Limits(**json.loads(sys.argv[4]))
    restrain(given)
    print(json.dumps(main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), given, partial(grant, given))))
