"""The Merkle tree of RFC 9162, section 2.1, as plain arithmetic: hashes, which subtrees a proof needs, and how a proof is checked.

A subtree is named by its level (its height; leaves are level 0) and its place among the complete ones of that level.
Nothing here reads anything: `tree` fetches what is named here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()
"""The root of a tree without leaves (section 2.1.1)."""

Node = tuple[int, int]
"""Level and place of a complete subtree."""

Span = tuple[int, int]
"""First leaf, and the one after the last."""


class BadProof(ValueError):
    """The proof does not lead to the root."""


def leaf_hash(data: bytes) -> bytes:
    """Of a leaf's bytes."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Of an inner node."""
    return sha256(b"\x01" + left + right).digest()


def inclusion_spans(index: int, size: int) -> list[Span]:
    """PATH(index, D[size]) of section 2.1.3.1: the spans whose hashes prove that leaf, from the leaf upwards.

    Raises ValueError unless 0 <= index < size.
    """
    if not 0 <= index < size:
        raise ValueError("no such leaf in a tree of that size")
    spans: list[Span] = []
    first, last = 0, size
    while last - first > 1:
        middle = first + _split(last - first)
        if index < middle:
            spans.append((middle, last))
            last = middle
        else:
            spans.append((first, middle))
            first = middle
    return spans[::-1]


def consistency_spans(old: int, new: int) -> list[Span]:
    """PROOF(old, D[new]) of section 2.1.4.1: the spans whose hashes prove that the larger tree began as the smaller one.

    Raises ValueError unless 0 < old <= new.
    """
    if not 0 < old <= new:
        raise ValueError("the smaller tree has a leaf, and is not the larger one")
    spans: list[Span] = []
    first, last, whole = 0, new, True
    while old != last:
        middle = first + _split(last - first)
        if old <= middle:
            spans.append((middle, last))
            last = middle
        else:
            spans.append((first, middle))
            first, whole = middle, False
    if not whole:
        spans.append((first, last))
    return spans[::-1]


def complete(span: Span) -> list[Node]:
    """The complete subtrees a span consists of, the largest first; its first leaf begins one at least as large as the span."""
    first, last = span
    nodes: list[Node] = []
    while first < last:
        level = (last - first).bit_length() - 1
        nodes.append((level, first >> level))
        first += 1 << level
    return nodes


def join(hashes: Sequence[bytes]) -> bytes:
    """The hash of a span from those of its complete subtrees, the largest first. No hashes are an empty tree."""
    if not hashes:
        return EMPTY_ROOT
    joined = hashes[-1]
    for left in reversed(hashes[:-1]):
        joined = node_hash(left, joined)
    return joined


def root_from_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes:
    """The root that a proof leads to (section 2.1.3.2). Raises BadProof when it cannot be one of that leaf and size."""
    if not 0 <= index < size:
        raise BadProof("no such leaf in a tree of that size")
    found = leaf
    for part, stands_left in zip(proof, _sides(index, size - 1, len(proof)), strict=True):
        found = node_hash(part, found) if stands_left else node_hash(found, part)
    return found


def check_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """Raises BadProof unless the leaf is at that place of the tree with that root."""
    if root_from_inclusion(leaf, index, size, proof) != root:
        raise BadProof("leads to another root")


def check_consistency(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> None:
    """Raises BadProof unless the larger tree began as the smaller one (section 2.1.4.2)."""
    if not 0 < old <= new:
        raise BadProof("no such pair of trees")
    if old == new:
        if proof or old_root != new_root:
            raise BadProof("two trees of one size")
        return
    first, *rest = (old_root, *proof) if old & (old - 1) == 0 else proof or (b"",)
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    was = now = first
    for part, stands_left in zip(rest, _sides(place, last, len(rest)), strict=True):
        if stands_left:
            was, now = node_hash(part, was), node_hash(part, now)
        else:
            now = node_hash(now, part)
    if was != old_root or now != new_root:
        raise BadProof("leads to other roots")


def _sides(place: int, last: int, count: int) -> list[bool]:
    """Whether each part of a proof stands left of what is known. Raises BadProof when there are too many parts or too few."""
    sides = []
    for _ in range(count):
        if last == 0:
            raise BadProof("too long")
        stands_left = bool(place & 1) or place == last
        while stands_left and place and not place & 1:
            place, last = place >> 1, last >> 1
        sides.append(stands_left)
        place, last = place >> 1, last >> 1
    if last:
        raise BadProof("too short")
    return sides


class Growing:
    """A tree that grows leaf by leaf, holding only the complete subtrees along its right edge (at most 64 hashes).

    size   how many leaves it has
    peaks  the hashes of `complete((0, size))`
    """

    def __init__(self, size: int = 0, peaks: Sequence[bytes] = ()) -> None:
        self.size, self.peaks = size, list(peaks)

    def add(self, leaf: bytes) -> Iterator[tuple[int, int, bytes]]:
        """Add a leaf's hash; yields every subtree of level 1 or more that became complete: level, place, hash. Use it up."""
        level, place = 0, self.size
        while place & 1:
            leaf = node_hash(self.peaks.pop(), leaf)
            level, place = level + 1, place >> 1
            yield level, place, leaf
        self.peaks.append(leaf)
        self.size += 1

    @property
    def root(self) -> bytes:
        """The root now."""
        return join(self.peaks)


def _split(count: int) -> int:
    """The largest power of two smaller than `count`."""
    return 1 << (count - 1).bit_length() - 1
