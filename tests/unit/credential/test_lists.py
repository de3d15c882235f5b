"""Trust list and status list as bytes: what is published is read, and nothing else is believed."""

import json
import secrets
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cwt import COSE, COSEKey, VerifyError
from cwt.algs.ec2 import EC2Key

from backend.certificates import algorithms, lists
from backend.certificates import credential as c
from backend.certificates.algorithms import ES256, SM2
from backend.certificates.lists import ListedKey
from tests.vectors import make_lists as vectors
from tests.vectors import sm2

DOC = (Path(__file__).parents[3] / "docs" / "lists.md").read_text(encoding="utf-8")
FILE = json.loads(vectors.FILE.read_text(encoding="utf-8"))
PINNED = {
    name: {row["key_id"]: ListedKey(**{**row, "public_key": bytes.fromhex(row["public_key"])}) for row in rows}
    for name, rows in FILE["pinned"].items()
}


def outcome(read, case: dict) -> str:
    """What a reader says of a sample."""
    now = datetime.fromtimestamp(case["now"], UTC)
    try:
        found = read(bytes.fromhex(case["bytes"]), PINNED[case["pinned"]], FILE["origin"], now, case["newest"])
    except lists.Refused as refused:
        return refused.reason
    if "statuses" in case:
        assert {place: found.status(int(place)) for place in case["statuses"]} == case["statuses"]
    return "valid"


def ids(cases: list[dict]) -> list[str]:
    return [case["name"] for case in cases]


def test_the_vectors_on_disk_are_what_the_code_writes() -> None:
    assert vectors.FILE.read_text(encoding="utf-8") == vectors.text()


def test_the_documents_samples_are_those_of_the_vectors() -> None:
    samples = "".join(line.strip() for line in DOC[DOC.index("## Samples") :].splitlines() if line.startswith("    "))
    expected = [FILE["trust_lists"][0]["bytes"], FILE["status_lists"][0]["bytes"], FILE["cards"][0]["payload"]]

    assert samples == "".join(expected) + vectors.CARD_9.public_key.hex()


@pytest.mark.parametrize("case", FILE["trust_lists"], ids=ids(FILE["trust_lists"]))
def test_trust_lists(case: dict) -> None:
    assert outcome(lists.read_trust_list, case) == case["outcome"]


@pytest.mark.parametrize("case", FILE["status_lists"], ids=ids(FILE["status_lists"]))
def test_status_lists(case: dict) -> None:
    assert outcome(lists.read_status_list, case) == case["outcome"]


@pytest.mark.parametrize("case", FILE["cards"], ids=ids(FILE["cards"]))
def test_cards(case: dict) -> None:
    trust = lists.keys_for_cards(PINNED[case["keys"]].values(), datetime.fromtimestamp(case["now"], UTC))
    try:
        c.verify(bytes.fromhex(case["payload"]), trust)
        said = "valid"
    except c.CredentialError as error:
        said = error.reason
    assert said == case["outcome"]


def test_the_trust_list_says_what_was_published() -> None:
    read = lists.read_trust_list(vectors.trust(vectors.KEYS, vectors.LIST_20), PINNED["first"], vectors.ORIGIN, vectors.MORNING)

    assert read.keys == tuple(vectors.KEYS)
    assert (read.issuer, read.signed_by, read.version) == (vectors.ORIGIN, 20, vectors.version(vectors.MORNING))
    assert read.expires_at - read.issued_at == 30 * 24 * 3600


def test_a_place_behind_the_end_of_the_list_has_no_status() -> None:
    read = lists.read_status_list(vectors.status(vectors.packed(), vectors.LIST_20), PINNED["first"], vectors.ORIGIN, vectors.MORNING)

    assert [read.status(place) for place in (65535, 65536, 2**32, -1)] == [lists.SUSPENDED, None, None, None]


class TestWithAnIndependentLibrary:
    """The library cwt knows nothing of us."""

    @pytest.mark.parametrize("which", ["trust_lists", "status_lists"])
    def test_lists(self, which: str) -> None:
        message = bytes.fromhex(next(case["bytes"] for case in FILE[which] if case["name"] == "first"))

        assert COSE.new().decode(message, cose_key(vectors.LIST_20))
        with pytest.raises(VerifyError):
            COSE.new().decode(message, cose_key(vectors.STRANGER_20))

    @pytest.mark.parametrize("name", ["retired", "es256"])
    def test_cards(self, name: str) -> None:
        payload = bytes.fromhex(next(case["payload"] for case in FILE["cards"] if case["name"] == name))
        key = {7: vectors.CARD_7, 8: vectors.CARD_8}[payload[1]]

        assert COSE.new().decode(c.to_cose_sign1(payload), cose_key(key)) == c.decode(payload).signed


def cose_key(key: vectors.Key) -> EC2Key:
    x, y = key.public_key[1:33], key.public_key[33:]
    return COSEKey.new({1: 2, 2: bytes([key.key_id]), 3: key.algorithm, -1: 1, -2: x, -3: y})


class TestAlgorithms:
    @pytest.mark.parametrize("algorithm", algorithms.ALGORITHMS, ids=algorithms.NAMES)
    def test_what_a_new_key_signs_its_public_point_verifies(self, algorithm: algorithms.Algorithm) -> None:
        secret, public = algorithm.generate()
        _, another = algorithm.generate()
        signature = algorithm.prepare(secret, public)(b"message")

        assert algorithms.verify(algorithm.cose, public, b"message", signature)
        assert not algorithms.verify(algorithm.cose, public, b"another", signature)
        assert not algorithms.verify(algorithm.cose, another, b"message", signature)

    def test_sm2_is_the_standards_as_written_from_its_text(self) -> None:
        message = b"message digest"

        assert algorithms.verify(SM2, sm2.public_key(77), message, sm2.sign(77, message))
        assert algorithms.verify(
            SM2, sm2.public_key(77), message, algorithms.BY_NAME["SM2"].prepare((77).to_bytes(32, "big"), sm2.public_key(77))(message)
        )

    @pytest.mark.parametrize("algorithm", [ES256, SM2])
    @pytest.mark.parametrize("public", [bytes(65), b"\x04" + b"\xff" * 64, b"\x04" + bytes(64), b"", b"\x02" + bytes(32)])
    @pytest.mark.parametrize("signature", [bytes(64), b"\xff" * 64, b"", bytes(63)])
    def test_no_bytes_make_it_fail_otherwise(self, algorithm: int, public: bytes, signature: bytes) -> None:
        assert not algorithms.verify(algorithm, public, b"message", signature)

    def test_an_unknown_algorithm_verifies_nothing(self) -> None:
        assert not algorithms.verify(-8, vectors.CARD_7.public_key, b"message", vectors.CARD_7.sign(b"message"))


class TestSize:
    """IETF's way is short while most are valid; the figures of a million are in the bench."""

    @pytest.mark.parametrize(("per_cent", "bytes_at_most"), [(1, 2000), (5, 6000)])
    def test_a_hundred_thousand(self, per_cent: int, bytes_at_most: int) -> None:
        draw = secrets.SystemRandom()
        chosen = draw.sample(range(108_000), 1000 * per_cent)
        packed, _ = lists.pack(108_000, ((place, draw.choice(list(lists.STATUS_OF))) for place in chosen))

        assert len(lists.deflate(packed)) <= bytes_at_most

    def test_none_at_all(self) -> None:
        assert len(lists.deflate(lists.pack(65536, ())[0])) < 50
