"""Writes tests/vectors/log.json: run `python -m tests.vectors.make_log`.

Trees, proofs, checkpoints and a card's entry, for readers in any language. The keys are those of make_lists, for tests only;
everything is deterministic, and a test checks that the file is what this writes.
"""

import base64
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from backend.certificates import credential as c
from backend.certificates import lists
from backend.transparency import checkpoints, leaves, merkle
from backend.transparency.leaves import Act
from tests.vectors import make_credential as cards
from tests.vectors import make_lists as keys

FILE = Path(__file__).with_name("log.json")
SIZE, CARD_AT = 33, 5
INCLUSION_SIZES = (1, 2, 3, 7, 8, 33)
SIZES = (1, 2, 3, 4, 6, 7, 8, 16, 31, 32, 33)
AT = int(keys.MORNING.timestamp())
SEED = bytes(range(16))

PAYLOAD = c.sign(cards.MEDIAN, 7, cards.ISSUING)
ISSUE = Act("issue", AT - 3600, sha256(PAYLOAD).digest(), cards.MEDIAN.issued_on.isoformat(), leaves.canonical(["遗失", 7, None]))


def leaf(number: int) -> bytes:
    """A leaf's hash; one of them is the card's."""
    content = leaves.act_hash(SEED, ISSUE) if number == CARD_AT else sha256(bytes([number])).digest()
    return leaves.leaf_hash("issue", ISSUE.at, False, content)


LEAVES = [leaf(number) for number in range(SIZE)]
OTHER_LEAVES = [*LEAVES[:6], sha256(b"another past").digest(), *LEAVES[7:]]


def span(first: int, last: int, of: list[bytes] = LEAVES) -> bytes:
    """The hash of some leaves that lie beside each other."""
    growing = merkle.Growing()
    for one in of[first:last]:
        list(growing.add(one))
    return growing.root


def inclusion(index: int, size: int) -> list[str]:
    """An audit path."""
    return [span(*part).hex() for part in merkle.inclusion_spans(index, size)]


def consistency(old: int, new: int) -> list[str]:
    """A consistency proof."""
    return [span(*part).hex() for part in merkle.consistency_spans(old, new)]


def checkpoint(
    size: int, root: bytes, signer: keys.Key = keys.LIST_20, at: int = AT, kind: str = checkpoints.TYPE, origin: str = keys.ORIGIN
) -> bytes:
    """A checkpoint, whatever it says."""
    claims = {
        checkpoints.ISSUER: origin, checkpoints.SUBJECT: origin + checkpoints.PATH, checkpoints.ISSUED_AT: at,
        checkpoints.TREE_SIZE: size, checkpoints.ROOT_HASH: root,
    }  # fmt: skip
    return keys.signed(claims, signer, kind, {})


def checkpoint_cases() -> list[dict[str, Any]]:
    """Checkpoints, good and bad."""
    whole = span(0, SIZE)
    made = {
        "seven entries": (checkpoint(7, span(0, 7)), "good"),
        "all entries": (checkpoint(SIZE, whole, at=AT + 600), "good"),
        "an empty log": (checkpoint(0, merkle.EMPTY_ROOT, at=AT - 600), "good"),
        "another past of all entries": (checkpoint(SIZE, span(0, SIZE, OTHER_LEAVES), at=AT + 600), "good"),
        "another past of seven entries": (checkpoint(7, span(0, 7, OTHER_LEAVES)), "good"),
        "signed by a card's key": (checkpoint(7, span(0, 7), keys.CARD_8), "unknown_key"),
        "signed by a stranger": (checkpoint(7, span(0, 7), keys.STRANGER_20), "forged"),
        "a list's type": (checkpoint(7, span(0, 7), kind=lists.STATUS_TYPE), "other_type"),
        "of another installation": (checkpoint(7, span(0, 7), origin="https://other.example.cn"), "other_issuer"),
        "a short root": (checkpoint(7, whole[:31]), "malformed"),
    }
    return [{"name": name, "bytes": data.hex(), "outcome": outcome} for name, (data, outcome) in made.items()]


def card_case() -> dict[str, Any]:
    """What POST /api/log/card answers."""
    entry = {
        "kind": ISSUE.kind, "at": ISSUE.at, "taken_over": False, "effective_on": ISSUE.effective_on, "salt": leaves.told_salt(SEED).hex(),
        "record": leaves.record_digest(SEED, ISSUE.record).hex(), "index": CARD_AT, "hashes": inclusion(CARD_AT, SIZE),
    }  # fmt: skip
    message = checkpoint(SIZE, span(0, SIZE), at=AT + 600)
    return {"payload": PAYLOAD.hex(), "answer": {"checkpoint": base64.b64encode(message).decode(), "entries": [entry]}}


def build() -> dict[str, Any]:
    """All of the file."""
    return {
        "note": "Made by tests/vectors/make_log.py. Keys for tests only. Instants: seconds since 1970.",
        "origin": keys.ORIGIN,
        "trust_list": keys.trust(keys.KEYS, keys.LIST_20).hex(),
        "leaves": [one.hex() for one in LEAVES],
        "roots": [span(0, size).hex() for size in range(SIZE + 1)],
        "inclusion": [[index, size, inclusion(index, size)] for size in INCLUSION_SIZES for index in range(size)],
        "consistency": [[old, new, consistency(old, new)] for new in SIZES for old in SIZES if old <= new],
        "checkpoints": checkpoint_cases(),
        "card": card_case(),
    }


def text() -> str:
    """The file's text."""
    return json.dumps(build(), ensure_ascii=False, indent=None, separators=(",", ":")) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
