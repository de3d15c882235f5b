"""From one storage to another, at any time cut short and begun again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

from backend.media.stores import Store, Vanished

AT_ONCE = 8
BATCH = 200


class Damaged(RuntimeError):
    """A picture cannot be read back as it was written."""


def move(source: Store, target: Store, remove: bool) -> Iterator[tuple[int, int]]:
    """Copy every picture that the target lacks; after each batch yields how many were looked at and how many copied.

    A picture counts as there only when its hash in the target is the one of its bytes in the source.
    remove  take each out of the source once that is so
    Raises Damaged naming the picture; everything before it is done.
    """
    looked = copied = 0
    names = source.names()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        while batch := list(islice(names, BATCH)):
            done = list(pool.map(lambda name: _move(source, target, name, remove), batch))
            looked, copied = looked + len(done), copied + sum(done)
            yield looked, copied


def _move(source: Store, target: Store, name: str, remove: bool) -> bool:
    try:
        expected = source.digest(name)
        copying = expected is not None and target.digest(name) != expected
        if copying:
            data = source.get(name)
            if hashlib.sha256(data).digest() != expected:
                raise Damaged(name)
            target.put(name, data)
            if hashlib.sha256(target.get(name)).digest() != expected:
                raise Damaged(name)
    except Vanished:  # its act was taken back meanwhile
        return False
    if remove:
        source.remove(name)
    return copying
