"""Work shared among processes: making rows costs far more than writing them, and only one process writes."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any

AHEAD = 2
"""So many pieces for each process are under way at once; more would only fill the memory."""

_work: Callable[[Any], Any] | None = None


def share(work: Callable[[Any], Any], pieces: Iterable[Any], processes: int) -> Iterator[Any]:
    """What `work` makes of each piece, in the order of the pieces.

    processes  they are copies of this one as it is now, so nothing may be open on the database; 0: all is done here
    """
    if not processes:
        yield from map(work, pieces)
        return
    global _work
    _work = work
    with ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("fork")) as pool:
        waiting: deque[Future[Any]] = deque()
        for piece in pieces:
            waiting.append(pool.submit(_do, piece))
            if len(waiting) > AHEAD * processes:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _do(piece: Any) -> Any:
    assert _work is not None  # noqa: S101 - set before this process began
    return _work(piece)
