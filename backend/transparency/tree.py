"""The tree as it is stored: its subtrees, roots of former sizes, and proofs; each proof takes two small reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import and_, or_, select

from backend.extensions import db
from backend.transparency import bulk, merkle
from backend.transparency.merkle import Growing, Node, Span
from backend.transparency.models import LogEntry, LogNode

LOWEST = 4
"""Subtrees of fewer levels are not stored: 15 leaves lie beside each other and are hashed in microseconds, and seven of eight
rows are saved."""


def root_of(size: int) -> bytes:
    """The root of the tree when it had so many leaves."""
    return hashes_of([(0, size)])[0]


def prove_inclusion(place: int, size: int) -> list[bytes]:
    """That a leaf is in the tree of that size. Raises ValueError when it cannot be."""
    return hashes_of(merkle.inclusion_spans(place, size))


def prove_consistency(old: int, new: int) -> list[bytes]:
    """That the tree of the greater size began as that of the smaller. Raises ValueError when it cannot have."""
    return hashes_of(merkle.consistency_spans(old, new))


def grown(size: int) -> Growing:
    """The tree of that size, ready to grow."""
    nodes = merkle.complete((0, size))
    found = _fetch(nodes)
    return Growing(size, [found[node] for node in nodes])


def add_leaves(tree: Growing, leaves: Iterable[bytes]) -> None:
    """Let the tree grow, and store the subtrees that become complete."""
    new = [(level, place, found) for leaf in leaves for level, place, found in tree.add(leaf) if level >= LOWEST]
    bulk.put("log_nodes", ("level", "place", "hash"), new)


def hashes_of(spans: Sequence[Span]) -> list[bytes]:
    """The hash of each span. Raises LookupError where the stored tree has a hole."""
    parts = [merkle.complete(span) for span in spans]
    found = _fetch([node for nodes in parts for node in nodes])
    return [merkle.join([found[node] for node in nodes]) for nodes in parts]


def _fetch(nodes: Sequence[Node]) -> dict[Node, bytes]:
    found: dict[Node, bytes] = {}
    high = [node for node in nodes if node[0] >= LOWEST]
    if high:
        # Not as pairs in a list: SQLite reads the whole table for that.
        one_by_one = [and_(LogNode.level == level, LogNode.place == place) for level, place in high]
        stored = select(LogNode.level, LogNode.place, LogNode.hash).where(or_(*one_by_one))
        found = {(row.level, row.place): row.hash for row in db.session.execute(stored)}
    low = [node for node in nodes if node[0] < LOWEST]
    if low:
        leaves = _leaves(low)
        found |= {(level, place): _small([leaves[at] for at in range(place << level, place + 1 << level)]) for level, place in low}
    return found


def _leaves(nodes: Sequence[Node]) -> dict[int, bytes]:
    """The leaves below these; they lie in two or three runs of at most 15."""
    runs = [and_(LogEntry.place >= place << level, LogEntry.place < place + 1 << level) for level, place in nodes]
    return {row.place: row.leaf_hash for row in db.session.execute(select(LogEntry.place, LogEntry.leaf_hash).where(or_(*runs)))}


def _small(hashes: list[bytes]) -> bytes:
    while len(hashes) > 1:
        hashes = [merkle.node_hash(left, right) for left, right in zip(hashes[::2], hashes[1::2], strict=True)]
    return hashes[0]
