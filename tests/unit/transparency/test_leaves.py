"""The bytes of a leaf: what docs/transparency.md says, as any CBOR library writes them."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

import cbor2
import pytest

from backend.clock import CHINA
from backend.transparency import leaves
from backend.transparency.leaves import KINDS, Act
from tests.vectors import make_log as vectors


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("at", [0, 23, 24, 255, 256, 65_535, 65_536, 1_795_000_000, 2**32, 2**40])
def test_a_leaf_is_deterministic_cbor(kind: str, at: int) -> None:
    for taken_over in (False, True):
        content = sha256(kind.encode()).digest()
        assert leaves.leaf_bytes(kind, at, taken_over, content) == cbor2.dumps([kind, at, taken_over, content], canonical=True)


def test_who_is_told_the_salt_can_rebuild_the_content_and_not_the_record() -> None:
    seed = bytes(range(16))
    act = Act("issue", 1_795_000_000, sha256(b"card").digest(), "2026-11-23", leaves.canonical(["遗失"]))
    salt, record = leaves.told_salt(seed), leaves.record_digest(seed, act.record)
    content = cbor2.dumps([act.subject, act.effective_on, record], canonical=True)
    assert leaves.act_hash(seed, act) == sha256(salt + content).digest()
    assert record != leaves.record_digest(salt[:16], act.record) != sha256(salt + act.record).digest()


def test_the_same_act_under_another_seed_is_another_leaf() -> None:
    act = Act("issue", 0, bytes(32), "2026-11-23", b"[]")
    assert len({leaves.act_hash(seed, act) for seed in leaves.new_seeds(50)} | {leaves.act_hash(leaves.new_seed(), act)}) == 51


def test_a_record_has_one_spelling() -> None:
    values = (None, 7, '"中"\n', date(2026, 1, 2), datetime(2026, 1, 2, 11, 4, 5, 6, tzinfo=CHINA), UUID(int=1))
    assert leaves.canonical([leaves.plain(value) for value in values]).decode() == (
        '[null,7,"\\"中\\"\\n","2026-01-02","2026-01-02 03:04:05.000006","00000000000000000000000000000001"]'
    )
    assert leaves.seconds_of("2026-01-02 03:04:05.999999") == 1_767_323_045
    with pytest.raises(TypeError, match="no plain form"):
        leaves.plain(1.5)


@pytest.mark.parametrize(("subject", "day", "record"), [(31, "2026-11-23", 32), (32, "2026-11-3", 32), (32, "2026-11-23", 33)])
def test_parts_of_another_length_are_refused(subject: int, day: str, record: int) -> None:
    with pytest.raises(ValueError, match="parts of a content"):
        leaves.content_hash(bytes(32), bytes(subject), day, bytes(record))


def test_the_samples_for_readers_in_other_languages_are_what_is_written_today() -> None:
    assert vectors.FILE.read_text(encoding="utf-8") == vectors.text()
