"""Writes tests/vectors/lists.json: run `python -m tests.vectors.make_lists`.

Trust lists and status lists for readers in any language, good and bad, each with its outcome, and cards signed by
SM2. The keys are for tests only; everything is deterministic, and a test checks that the file is what this writes.
"""

import json
import zlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec

from backend.certificates import algorithms, cose, lists
from backend.certificates import credential as c
from backend.certificates.algorithms import ES256, SM2
from backend.certificates.lists import CARD, LIST, ListedKey
from tests.vectors import make_credential as cards
from tests.vectors import sm2

FILE = Path(__file__).with_name("lists.json")
ORIGIN = cards.ORIGIN
MORNING = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)
"""When the first lists of these samples were published; each case says at which instant it is read."""

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@dataclass(frozen=True)
class Key:
    """A key with its secret. `sign` answers r || s."""

    key_id: int
    algorithm: int
    public_key: bytes
    sign: Callable[[bytes], bytes]


def es256(key_id: int, secret: int | ec.EllipticCurvePrivateKey) -> Key:
    """A key on P-256."""
    private = ec.derive_private_key(secret, ec.SECP256R1()) if isinstance(secret, int) else secret
    stored, public = c.dump_private_key(private), c.dump_public_key(private.public_key())
    return Key(key_id, ES256, public, algorithms.BY_COSE[ES256].prepare(stored, public))


def sm2_key(key_id: int, secret: int) -> Key:
    """A key on the curve of SM2."""
    return Key(key_id, SM2, sm2.public_key(secret), lambda message: sm2.sign(secret, message))


CARD_7, CARD_8 = es256(7, cards.ISSUING), es256(8, cards.NEXT)
CARD_9 = sm2_key(9, 20260901)
PLANNED_10, PLANNED_11 = es256(10, 20260910), es256(11, 20260911)
LIST_20, LIST_21, LIST_22 = es256(20, 2020), es256(21, 2021), es256(22, 2022)
SM2_LIST_23 = sm2_key(23, 2023)
STRANGER_20 = es256(20, 666)


def listed(key: Key, purpose: int, from_: datetime, until: datetime | None = None, revoked: datetime | None = None) -> ListedKey:
    """The key's line."""
    seconds = [None if at is None else int(at.timestamp()) for at in (from_, until, revoked)]
    return ListedKey(key.key_id, key.algorithm, key.public_key, purpose, seconds[0] or 0, seconds[1], seconds[2])


EARLY = MORNING - 200 * DAY
KEYS = [
    listed(CARD_7, CARD, EARLY, MORNING - 20 * DAY),
    listed(CARD_8, CARD, EARLY + 90 * DAY),
    listed(CARD_9, CARD, EARLY + 90 * DAY),
    listed(PLANNED_10, CARD, MORNING + 7 * DAY),
    listed(PLANNED_11, CARD, MORNING + 7 * DAY),
    listed(LIST_20, LIST, EARLY),
    listed(LIST_21, LIST, EARLY),
]
ROTATED = [
    *(replace(key, valid_until=int((MORNING + DAY).timestamp())) if key.key_id == 20 else key for key in KEYS),
    listed(LIST_22, LIST, MORNING + DAY),
]
SECOND_ROTATION = [
    *(replace(key, valid_until=int((MORNING + 2 * DAY).timestamp())) if key.key_id == 21 else key for key in ROTATED),
    listed(SM2_LIST_23, LIST, MORNING + 2 * DAY),
]
EMERGENCY = [replace(key, revoked_at=int((MORNING + HOUR).timestamp())) if key.key_id in (8, 20) else key for key in KEYS]


def version(at: datetime) -> int:
    """Versions are what the server makes them: the instant's seconds."""
    return int(at.timestamp())


def trust(keys: list[ListedKey], signer: Key, at: datetime = MORNING, content_type: str = lists.TRUST_TYPE, **changed: Any) -> bytes:
    """A trust list; `changed` replaces claims by their names below."""
    claims = lists.trust_claims(ORIGIN, version(at), keys, at)
    return signed(claims, signer, content_type, changed)


def status(packed: bytes, signer: Key, at: datetime = MORNING, content_type: str = lists.STATUS_TYPE, **changed: Any) -> bytes:
    """A status list."""
    return signed(lists.status_claims(ORIGIN, version(at), lists.deflate(packed), at), signer, content_type, changed)


def signed(claims: dict[int, Any], signer: Key, content_type: str, changed: dict[str, Any]) -> bytes:
    """Claims, with some replaced (None: left out), signed."""
    names = {"iss": cose.ISSUER, "sub": cose.SUBJECT, "exp": cose.EXPIRES, "iat": cose.ISSUED, "version": lists.VERSION}
    names |= {"keys": lists.KEYS, "status_list": lists.STATUS_LIST}
    algorithm = changed.pop("algorithm", signer.algorithm)
    claims = {**claims, **{names[name]: value for name, value in changed.items()}}
    claims = {name: value for name, value in claims.items() if value is not None}
    return cose.sign1(content_type, claims, algorithm, signer.key_id, signer.sign)


STATES = {0: "valid", 1: "revoked", 2: "suspended", 3: "cancelled", 4: "valid", 5: "superseded", 58210: "revoked", 65535: "suspended"}
PLACES = 65536


def packed(states: dict[int, str] | None = None) -> bytes:
    """The 65536 places of the samples."""
    return bytes(lists.pack(PLACES, ((i, s) for i, s in (states or STATES).items() if s != "valid"))[0])


def flipped(data: bytes, place: int) -> bytes:
    """The same with one bit turned."""
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def trust_cases() -> list[dict]:
    """Each case: what the phone has pinned (a list, by name), the newest version it holds, the instant, the outcome."""
    first = trust(KEYS, LIST_20)
    return [
        case("first", "signed by the active list key", first, "valid", pinned=KEYS),
        case("hour_later", "the same keys, published again", trust(KEYS, LIST_20, MORNING + HOUR), "valid", pinned=KEYS),
        case(
            "rotated",
            "signed by the former spare, and names a new one",
            trust(ROTATED, LIST_21, MORNING + DAY),
            "valid",
            pinned=KEYS,
            now=MORNING + DAY,
        ),
        case(
            "two_rotations_later",
            "signed by a key that this phone never heard of: it asks for the newest list that a key of its own signed",
            trust(SECOND_ROTATION, LIST_22, MORNING + 2 * DAY),
            "unknown_key",
            pinned=KEYS,
        ),
        case(
            "after_the_link",
            "the same, once the rotation between is known",
            trust(SECOND_ROTATION, LIST_22, MORNING + 2 * DAY),
            "valid",
            pinned=ROTATED,
        ),
        case(
            "by_sm2",
            "a list key of SM2",
            trust(SECOND_ROTATION, SM2_LIST_23, MORNING + 3 * DAY),
            "valid",
            pinned=SECOND_ROTATION,
        ),
        case(
            "emergency",
            "card key 8 and list key 20 were stolen: the spare signs",
            trust(EMERGENCY, LIST_21, MORNING + HOUR),
            "valid",
            pinned=KEYS,
        ),
        case("by_the_revoked_key", "the thief signs a newer list", trust(KEYS, LIST_20, MORNING + DAY), "revoked_key", pinned=EMERGENCY),
        case("expired", "read 31 days later", first, "expired", pinned=KEYS, now=MORNING + 31 * DAY),
        case("rolled_back", "older than the one at hand", first, "rolled_back", pinned=KEYS, newest=version(MORNING + HOUR)),
        case("same_version", "the one at hand again", first, "valid", pinned=KEYS, newest=version(MORNING)),
        case("other_installation", "of another origin", trust(KEYS, LIST_20, iss="https://other.example"), "other_issuer", pinned=KEYS),
        case(
            "other_subject", "calls itself a status list", trust(KEYS, LIST_20, sub=ORIGIN + lists.STATUS_PATH), "other_issuer", pinned=KEYS
        ),
        case("by_a_card_key", "a key for cards signs a list", trust(KEYS, CARD_8), "unknown_key", pinned=KEYS),
        case("by_a_stranger", "a stranger under the id of a list key", trust(KEYS, STRANGER_20), "forged", pinned=KEYS),
        case("altered", "one bit of the claims turned", flipped(first, len(first) // 2), "forged", pinned=KEYS),
        case("altered_signature", "one bit of the signature turned", flipped(first, len(first) - 1), "forged", pinned=KEYS),
        case("other_algorithm", "says SM2 under a key of ES256", trust(KEYS, LIST_20, algorithm=SM2), "forged", pinned=KEYS),
        case("other_type", "a status list's type", trust(KEYS, LIST_20, content_type=lists.STATUS_TYPE), "other_type", pinned=KEYS),
        case("cut", "the last byte is missing", first[:-1], "malformed", pinned=KEYS),
        case("more", "a byte too many", first + b"\0", "malformed", pinned=KEYS),
        case("untagged", "without tag 18", first[1:], "malformed", pinned=KEYS),
        case("no_version", "without a version", trust(KEYS, LIST_20, version=None), "malformed", pinned=KEYS),
        case("huge_version", "a version no number of a browser can hold", trust(KEYS, LIST_20, version=2**60), "malformed", pinned=KEYS),
        case("key_twice", "one key id twice", trust([*KEYS, KEYS[0]], LIST_20), "malformed", pinned=KEYS),
        case("short_point", "a public key of 64 bytes", trust([replace(KEYS[0], public_key=bytes(64))], LIST_20), "malformed", pinned=KEYS),
        case(
            "unknown_algorithm",
            "a key with an algorithm of nobody",
            trust([replace(KEYS[0], algorithm=-8)], LIST_20),
            "malformed",
            pinned=KEYS,
        ),
        case("unknown_purpose", "a key for a third purpose", trust([replace(KEYS[0], purpose=3)], LIST_20), "malformed", pinned=KEYS),
        case("unsorted", "the protected header spelled in another order", unsorted(first), "malformed", pinned=KEYS),
    ]


def status_cases() -> list[dict]:
    """The same for status lists; `statuses` says what some places of the good ones hold."""
    first = status(packed(), LIST_20)
    bomb = {"bits": 2, "lst": zlib.compress(bytes(lists.LARGEST_LIST + 1), 9)}
    return [
        case("first", "eight places told, all others valid", first, "valid", pinned=KEYS, statuses=STATES),
        case("by_sm2", "signed by a list key of SM2", status(packed(), SM2_LIST_23), "valid", pinned=SECOND_ROTATION, statuses=STATES),
        case("expired", "read 8 days later", first, "expired", pinned=KEYS, now=MORNING + 8 * DAY),
        case("rolled_back", "older than the one at hand", first, "rolled_back", pinned=KEYS, newest=version(MORNING + HOUR)),
        case("by_a_card_key", "a key for cards signs it", status(packed(), CARD_8), "unknown_key", pinned=KEYS),
        case("by_the_revoked_key", "signed by a revoked list key", first, "revoked_key", pinned=EMERGENCY),
        case("by_a_stranger", "a stranger under the id of a list key", status(packed(), STRANGER_20), "forged", pinned=KEYS),
        case("other_type", "a trust list's type", status(packed(), LIST_20, content_type=lists.TRUST_TYPE), "other_type", pinned=KEYS),
        case(
            "other_installation", "of another origin", status(packed(), LIST_20, iss="https://other.example"), "other_issuer", pinned=KEYS
        ),
        case(
            "one_bit",
            "one bit a place",
            status(packed(), LIST_20, status_list={"bits": 1, "lst": lists.deflate(packed())}),
            "malformed",
            pinned=KEYS,
        ),
        case("no_zlib", "not compressed", status(packed(), LIST_20, status_list={"bits": 2, "lst": b"\0" * 16}), "malformed", pinned=KEYS),
        case(
            "cut_zlib",
            "the compressed bytes cut",
            status(packed(), LIST_20, status_list={"bits": 2, "lst": lists.deflate(packed())[:-4]}),
            "malformed",
            pinned=KEYS,
        ),
        case("bomb", "inflates to more than any list", status(packed(), LIST_20, status_list=bomb), "malformed", pinned=KEYS),
        case("cut", "the last byte is missing", first[:-1], "malformed", pinned=KEYS),
    ]


def card_cases() -> list[dict]:
    """Cards beside those of credential.json, each with the trust list to read it with."""
    by_sm2 = signed_card(CARD_9)
    low = signed_card(CARD_9, replace(cards.MEDIAN, number="44012026000124"))
    return [
        card("sm2", "signed by SM2", by_sm2, KEYS, "valid"),
        card("sm2_second", "another card of the same key", low, KEYS, "valid"),
        card("sm2_altered", "last bit of the signature turned", flipped(by_sm2, len(by_sm2) - 1), KEYS, "forged"),
        card("sm2_under_es256", "signed by SM2, relabelled to a key of ES256", by_sm2[:1] + b"\x08" + by_sm2[2:], KEYS, "forged"),
        card("es256_under_sm2", "signed by ES256, relabelled to a key of SM2", relabelled(CARD_8, 9), KEYS, "forged"),
        card("es256", "the active key", signed_card(CARD_8), KEYS, "valid"),
        card("retired", "a retired key: its cards stay good", signed_card(CARD_7), KEYS, "valid"),
        card("planned", "a planned key, before its time", signed_card(PLANNED_10), KEYS, "planned_key"),
        card("ripe", "the same a week later, by the same list", signed_card(PLANNED_10), KEYS, "valid", MORNING + 7 * DAY),
        card("revoked", "a revoked key", signed_card(CARD_8), EMERGENCY, "revoked_key"),
        card("by_a_list_key", "a list key signs a card", signed_card(LIST_20), KEYS, "unknown_key"),
        card("unknown", "a key that nobody listed", signed_card(LIST_22), KEYS, "unknown_key"),
    ]


def signed_card(key: Key, fields: c.CardFields = cards.MEDIAN) -> bytes:
    """A card's payload."""
    return c.sign_with(fields, key.key_id, key.algorithm, key.sign)


def relabelled(key: Key, key_id: int) -> bytes:
    """A card of a key under another key's id."""
    payload = signed_card(key)
    return payload[:1] + bytes([key_id]) + payload[2:]


def unsorted(data: bytes) -> bytes:
    """The same message with its protected header in another order, well signed."""
    _, _, payload, _ = cbor2.loads(data).value
    protected = cbor2.dumps({4: bytes([20]), 1: ES256, 16: lists.TRUST_TYPE})
    signature = LIST_20.sign(cose.sig_structure(protected, payload))
    return cbor2.dumps(cbor2.CBORTag(18, [protected, {}, payload, signature]))


PINS = {"first": KEYS, "rotated": ROTATED, "second_rotation": SECOND_ROTATION, "emergency": EMERGENCY}


def case(
    name: str,
    why: str,
    data: bytes,
    outcome: str,
    *,
    pinned: list[ListedKey],
    newest: int = 0,
    now: datetime = MORNING + HOUR / 2,
    statuses: dict[int, str] | None = None,
) -> dict:
    """One list. Read it with the keys `pinned`, holding version `newest` (0: none), at the instant `now` (seconds)."""
    told = {} if statuses is None else {"statuses": {str(i): 0 if s == "valid" else lists.STATUS_OF[s] for i, s in statuses.items()}}
    return {
        "name": name,
        "why": why,
        "outcome": outcome,
        "pinned": pin_name(pinned),
        "newest": newest,
        "now": int(now.timestamp()),
        **told,
        "bytes": data.hex(),
    }


def card(name: str, why: str, payload: bytes, keys: list[ListedKey], outcome: str, now: datetime = MORNING + HOUR) -> dict:
    """One card, read with a list's keys at an instant."""
    digits = c.to_digits(payload)
    shown = {"name": name, "why": why, "outcome": outcome, "keys": pin_name(keys), "now": int(now.timestamp())}
    return {**shown, "payload": payload.hex(), "digits": digits, "url": f"{ORIGIN}/c/{digits}"}


def pin_name(keys: list[ListedKey]) -> str:
    """By what name the file calls these keys."""
    return next(name for name, known in PINS.items() if known is keys)


def shown(key: ListedKey) -> dict:
    """A key as JSON has it."""
    return {**asdict(key), "public_key": key.public_key.hex()}


def build() -> dict:
    """All of the file."""
    return {
        "note": "Made by tests/vectors/make_lists.py. Keys for tests only. Instants: seconds since 1970.",
        "origin": ORIGIN,
        "pinned": {name: [shown(key) for key in keys] for name, keys in PINS.items()},
        "trust_lists": trust_cases(),
        "status_lists": status_cases(),
        "cards": card_cases(),
    }


def text() -> str:
    """The file's text."""
    return json.dumps(build(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
