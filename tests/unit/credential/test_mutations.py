"""Ten thousand cards and lists that somebody tampered with: no reader breaks, and none believes what was not signed."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import cbor2
import pytest

from backend.certificates import credential as c
from backend.certificates import lists
from backend.certificates.algorithms import ES256, SM2
from backend.certificates.credential import TrustedKey
from tests.vectors import make_credential as cards
from tests.vectors import make_lists as vectors

SEED = 20261123
CARDS, LISTS = 7000, 1500
NOW = vectors.MORNING + timedelta(minutes=30)
TRUST = lists.keys_for_cards(vectors.KEYS, NOW)
PINNED = {key.key_id: key for key in vectors.KEYS}
GENUINE = [vectors.signed_card(key) for key in (vectors.CARD_7, vectors.CARD_8, vectors.CARD_9)]
TRUST_LIST = vectors.trust(vectors.KEYS, vectors.LIST_20)
STATUS_LIST = vectors.status(vectors.packed(), vectors.LIST_20)

Mutation = Callable[[random.Random, bytes], bytes]


def flip(draw: random.Random, data: bytes) -> bytes:
    """One to eight bits turned."""
    changed = bytearray(data)
    for _ in range(draw.randint(1, 8)):
        changed[draw.randrange(len(changed))] ^= 1 << draw.randrange(8)
    return bytes(changed)


def cut(draw: random.Random, data: bytes) -> bytes:
    """Cut at the end, at the beginning, or in the middle."""
    first, last = sorted(draw.sample(range(len(data) + 1), 2))
    return draw.choice((data[:last], data[first:], data[:first] + data[last:]))


def grow(draw: random.Random, data: bytes) -> bytes:
    """Bytes put in, or the whole of it twice."""
    place = draw.randrange(len(data) + 1)
    return draw.choice((data[:place] + draw.randbytes(draw.randint(1, 40)) + data[place:], data + data))


def swap_key(draw: random.Random, data: bytes) -> bytes:
    """Another key's id: of the same algorithm, of another, for lists, planned, of nobody."""
    return data[:1] + bytes([draw.choice([key for key in range(256) if key != data[1]])]) + data[2:]


def swap_signature(draw: random.Random, data: bytes) -> bytes:
    """Another genuine card's signature, zeros, the largest numbers, the curve's order."""
    order = cards.ORDER.to_bytes(32, "big")
    other = draw.choice([genuine for genuine in GENUINE if genuine != data])
    return data[:-64] + draw.choice((other[-64:], bytes(64), b"\xff" * 64, order + order, data[-32:] + data[-64:-32]))


def oversize(draw: random.Random, data: bytes) -> bytes:
    """A length or a number of eight bytes where a short one stood."""
    place = draw.randrange(2, len(data) - 64)
    return data[:place] + bytes([draw.choice((0x1B, 0x3B, 0x5B, 0x7B, 0x9B, 0xBB))]) + b"\xff" * draw.choice((4, 8)) + data[place + 1 :]


MUTATIONS: tuple[Mutation, ...] = (flip, flip, cut, grow, swap_key, swap_signature, oversize)


def said(payload: bytes, trust: dict[int, TrustedKey] = TRUST) -> str:
    try:
        c.verify(payload, trust)
    except c.CredentialError as error:
        return error.reason
    return "valid"


def test_cards() -> None:
    draw, outcomes = random.Random(SEED), Counter[str]()
    for number in range(CARDS):
        payload = MUTATIONS[number % len(MUTATIONS)](draw, draw.choice(GENUINE))
        if payload not in GENUINE:  # bits may have been turned back
            outcomes[said(payload)] += 1

    assert outcomes["valid"] == 0
    assert {"forged", "malformed", "not_a_card", "unknown_key", "planned_key"} <= set(outcomes)


def test_texts_of_codes() -> None:
    """As a camera reads them: digits changed, lost, doubled, and far too many."""
    draw = random.Random(SEED)
    for number in range(500):
        url = c.card_url(vectors.ORIGIN, GENUINE[number % 3])
        place = draw.randrange(len(url))
        text = draw.choice((url[:place] + draw.choice("0123456789x ") + url[place + 1 :], url[:place], url + "9" * draw.randrange(1, 5000)))
        if text != url:
            with pytest.raises(c.CredentialError):
                c.verify(c.parse_scanned(text, vectors.ORIGIN), TRUST)


@pytest.mark.parametrize("key", [vectors.CARD_8, vectors.CARD_9])
@pytest.mark.parametrize("algorithm", [ES256, SM2, -35, 0, 10**9])
def test_a_key_is_used_with_its_own_algorithm_only(key: vectors.Key, algorithm: int) -> None:
    """Whatever a list said of it, or the card's maker signed it with."""
    payload = vectors.signed_card(key)
    assert (said(payload, {key.key_id: TrustedKey(key.public_key, algorithm)}) == "valid") == (algorithm == key.algorithm)
    if algorithm in (ES256, SM2):
        other = c.sign_with(cards.MEDIAN, key.key_id, algorithm, key.sign)
        assert (said(other) == "valid") == (algorithm == key.algorithm)


@pytest.mark.parametrize(("genuine", "read"), [(TRUST_LIST, lists.read_trust_list), (STATUS_LIST, lists.read_status_list)])
def test_lists(genuine: bytes, read: Callable[..., object]) -> None:
    draw, outcomes = random.Random(SEED), Counter[str]()
    for number in range(LISTS):
        mutation = (flip, flip, cut, grow, deep, strange)[number % 6]
        message = mutation(draw, genuine)
        try:
            read(message, PINNED, vectors.ORIGIN, NOW)
        except lists.Refused as refused:
            outcomes[refused.reason] += 1
        else:
            assert message == genuine or mutation is strange  # that one is signed

    assert {"malformed", "forged"} <= set(outcomes)


def deep(draw: random.Random, data: bytes) -> bytes:
    """Nested deeper than any parser follows, or a length of nearly everything."""
    return draw.choice(
        (b"\xd2" + b"\x81" * 50_000, b"\xd2\x84" + b"\x5b" + b"\xff" * 8, b"\xc1" * 9000, b"\xd8\x1d\x00", b"\xd2\x84" + data)
    )


def strange(draw: random.Random, data: bytes) -> bytes:
    """Rightly signed by the list key, with claims of other types and sizes: a broken server must not break a phone."""
    _, _, payload, _ = cbor2.loads(data).value
    claims = cbor2.loads(payload)
    values = (None, -1, 2**64, 10**40, "text", b"bytes", [], {}, [[]], [[1] * 7], True, 1.5, {"bits": 2}, {"bits": 2, "lst": b""})
    claims[draw.choice(list(claims))] = draw.choice(values)
    content_type = lists.TRUST_TYPE if lists.KEYS in claims or data == TRUST_LIST else lists.STATUS_TYPE
    return vectors.signed(claims, vectors.LIST_20, content_type, {})
