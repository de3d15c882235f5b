"""Hashes and proofs: as the RFC writes them down, as public logs compute them, and for every size against the definition."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.transparency import merkle
from backend.transparency.merkle import BadProof, Growing

DATA = tuple(map(bytes.fromhex, ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")))
"""The leaves that implementations of Certificate Transparency test with, and the roots of their first one to eight."""

ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
MOST = 70


def tree_hash(hashes: Sequence[bytes]) -> bytes:
    """MTH of RFC 9162, section 2.1.1, word for word."""
    if not hashes:
        return merkle.EMPTY_ROOT
    if len(hashes) == 1:
        return hashes[0]
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    return merkle.node_hash(tree_hash(hashes[:k]), tree_hash(hashes[k:]))


LEAVES = [merkle.leaf_hash(bytes([number])) for number in range(MOST)]
sizes = st.integers(1, MOST)


def inclusion(index: int, size: int) -> list[bytes]:
    return [tree_hash(LEAVES[first:last]) for first, last in merkle.inclusion_spans(index, size)]


def consistency(old: int, new: int) -> list[bytes]:
    return [tree_hash(LEAVES[first:last]) for first, last in merkle.consistency_spans(old, new)]


def test_the_roots_are_those_of_public_logs() -> None:
    growing = Growing()
    assert growing.root.hex() == ROOTS[0]
    for size, data in enumerate(DATA, 1):
        list(growing.add(merkle.leaf_hash(data)))
        assert growing.root.hex() == ROOTS[size]


def test_the_proofs_are_those_written_down_in_the_rfc() -> None:
    """Section 2.1.5, a tree of seven leaves: a to f and j are leaves, g h i pairs, k of four, l of the last three."""
    a, b, c, d, e, f, j = ((at, at + 1) for at in range(7))
    g, h, i, k, whole = (0, 2), (2, 4), (4, 6), (0, 4), (4, 7)
    assert merkle.inclusion_spans(0, 7) == [b, h, whole]
    assert merkle.inclusion_spans(3, 7) == [c, g, whole]
    assert merkle.inclusion_spans(4, 7) == [f, j, k]
    assert merkle.inclusion_spans(6, 7) == [i, k]
    assert merkle.consistency_spans(3, 7) == [c, d, g, whole]
    assert merkle.consistency_spans(4, 7) == [whole]
    assert merkle.consistency_spans(6, 7) == [i, j, k]
    assert {a, e}.isdisjoint(merkle.consistency_spans(6, 7))


@given(sizes, st.data())
def test_every_leaf_of_every_tree_is_proven(size: int, data: st.DataObject) -> None:
    index, root = data.draw(st.integers(0, size - 1)), tree_hash(LEAVES[:size])
    proof = inclusion(index, size)
    merkle.check_inclusion(LEAVES[index], index, size, proof, root)
    for wrong in range(size):
        if wrong != index:
            with pytest.raises(BadProof):
                merkle.check_inclusion(LEAVES[index], wrong, size, proof, root)


@given(sizes, st.data())
def test_every_tree_follows_from_every_smaller_one(new: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, new))
    roots = tree_hash(LEAVES[:old]), tree_hash(LEAVES[:new])
    proof = consistency(old, new)
    merkle.check_consistency(old, new, *roots, proof)
    with pytest.raises(BadProof):
        merkle.check_consistency(old, new, tree_hash([*LEAVES[: old - 1], bytes(32)]), roots[1], proof)
    with pytest.raises(BadProof):
        merkle.check_consistency(old, new, roots[0], tree_hash([*LEAVES[: new - 1], bytes(32)]), proof)


@given(st.integers(2, MOST), st.data())
def test_a_proof_that_was_touched_leads_nowhere(size: int, data: st.DataObject) -> None:
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size - 1))
    root, old_root = tree_hash(LEAVES[:size]), tree_hash(LEAVES[:old])
    for proof, check in (
        (inclusion(index, size), lambda touched: merkle.check_inclusion(LEAVES[index], index, size, touched, root)),
        (consistency(old, size), lambda touched: merkle.check_consistency(old, size, old_root, root, touched)),
    ):
        at = data.draw(st.integers(0, len(proof) - 1))
        flipped = bytes([proof[at][0] ^ 1]) + proof[at][1:]
        for touched in ([*proof[:at], *proof[at + 1 :]], [*proof, bytes(32)], [*proof[:at], flipped, *proof[at + 1 :]]):
            with pytest.raises(BadProof):
                check(touched)


@given(sizes)
def test_the_subtrees_of_a_span_make_its_hash_and_are_told_once_as_they_become_whole(size: int) -> None:
    growing, told = Growing(), {}
    for leaf in LEAVES[:size]:
        told |= {(level, place): found for level, place, found in growing.add(leaf)}
    nodes = merkle.complete((0, size))
    assert growing.peaks == [told.get(node, LEAVES[node[1]] if node[0] == 0 else None) for node in nodes]
    assert growing.root == merkle.join(growing.peaks) == tree_hash(LEAVES[:size])
    assert len(told) == sum(size >> level for level in range(1, size.bit_length()))


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_what_is_in_no_tree_has_no_proof(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="no such leaf"):
        merkle.inclusion_spans(index, size)
    with pytest.raises(BadProof):
        merkle.check_inclusion(LEAVES[0], index, size, [], LEAVES[0])


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3)])
def test_no_tree_follows_from_nothing_or_from_a_larger_one(old: int, new: int) -> None:
    with pytest.raises(ValueError, match="smaller tree"):
        merkle.consistency_spans(old, new)
    with pytest.raises(BadProof):
        merkle.check_consistency(old, new, LEAVES[0], LEAVES[0], [])
