"""The process that reads one file: run by `reading`, limits itself first, says on standard output what it found."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any

from backend.sheets import kinds
from backend.sheets.bounds import MB, Limits, Refusal
from backend.sheets.output import Output


def main(path: Path, name: str, into: Path, limits: Limits) -> dict[str, Any]:
    """What `reading.Summary` holds, or the code of a refusal and what was found."""
    output = None
    try:
        if path.stat().st_size > limits.file_bytes:
            raise Refusal("sheet.too_large", "bytes")
        kind, read = kinds.judge(path, name)
        output = Output(into, limits)
        more = read(path, output, limits)
        return {"kind": kind, "encoding": "", "since_1904": False, "merged": [], **more, "sheets": output.finish()}
    except Refusal as refusal:
        return {"code": refusal.code, "found": refusal.found}
    except MemoryError:
        return {"code": "sheet.too_large", "found": "memory"}


def restrain(limits: Limits) -> None:
    """Take from this process what it does not need, for good."""
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_mb * MB, _least(most, limits.memory_mb * MB)))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))


def _least(one: int, other: int) -> int:
    return other if one == resource.RLIM_INFINITY else min(one, other)


if __name__ == "__main__":
    given = Limits(**json.loads(sys.argv[4]))
    restrain(given)
    print(json.dumps(main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), given)))
