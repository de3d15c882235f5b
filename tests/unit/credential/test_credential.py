"""The card's credential: what is signed comes back, and nothing else does."""

import json
from dataclasses import replace
from datetime import date, timedelta

import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cwt import COSE, COSEKey
from hypothesis import example, given
from hypothesis import strategies as st

from backend.certificates import card_fields
from backend.certificates import credential as c
from backend.certificates.card_fields import EPOCH, CardFields, InvalidFields
from tests.vectors import make_credential as vectors

TRUST = {key_id: c.TrustedKey(c.dump_public_key(key.public_key())) for key_id, key in vectors.TRUSTED.items()}
FILE = json.loads(vectors.FILE.read_text(encoding="utf-8"))
SIGNED = c.sign(vectors.MEDIAN, 7, vectors.ISSUING)


def outcome(payload: bytes) -> str:
    """What a verifier says: "valid", or the reason why not."""
    try:
        c.verify(payload, TRUST)
    except c.CredentialError as error:
        return error.reason
    return "valid"


def scanned(text: str) -> str:
    """What a verifier says of a scanned text."""
    try:
        return outcome(c.parse_scanned(text, vectors.ORIGIN))
    except c.CredentialError as error:
        return error.reason


days = st.integers(0, card_fields.MAX_DAY).map(lambda day: EPOCH + timedelta(days=day))


def proper(text: str) -> bool:
    try:
        replace(vectors.MEDIAN, name=text)
    except InvalidFields:
        return False
    return True


names = st.text("陈志强𬭳\U00020bb7·ABCabcÖ買0-9 ", min_size=1, max_size=24).filter(proper)
numbers = st.text("0123456789粤保A-", min_size=1, max_size=16)


@st.composite
def card_facts(draw: st.DrawFn) -> CardFields:
    issued, expires = sorted((draw(days), draw(days)))
    return CardFields(
        number=draw(numbers),
        name=draw(names),
        issued_on=issued,
        expires_on=draw(st.sampled_from((None, expires))),
        status_index=draw(st.integers(0, card_fields.MAX_STATUS_INDEX)),
        photo_digest=draw(st.none() | st.binary(min_size=16, max_size=16)),
    )


def test_the_vectors_on_disk_are_what_the_code_writes() -> None:
    assert vectors.FILE.read_text(encoding="utf-8") == vectors.text()


@pytest.mark.parametrize("case", FILE["cases"], ids=lambda case: case["name"])
def test_each_vector_has_its_outcome_as_payload_and_as_scanned_address(case: dict) -> None:
    assert outcome(bytes.fromhex(case["payload"])) == case["outcome"]
    assert scanned(case["url"]) == case["outcome"]


@pytest.mark.parametrize("scan", FILE["scans"], ids=lambda scan: scan["why"])
def test_only_our_own_address_in_its_one_spelling_is_a_card(scan: dict) -> None:
    assert scanned(scan["text"]) == scan["outcome"]


@given(card_facts())
def test_what_was_signed_is_what_is_read(fields: CardFields) -> None:
    url = c.card_url(vectors.ORIGIN, c.sign(fields, 8, vectors.NEXT))
    assert c.verify(c.parse_scanned(url, vectors.ORIGIN), TRUST) == c.Credential(8, fields)


@given(card_facts())
def test_the_content_is_the_canonical_cbor_of_an_independent_library(fields: CardFields) -> None:
    expires = fields.expires_on and (fields.expires_on - EPOCH).days
    items = [
        fields.number,
        fields.name,
        (fields.issued_on - EPOCH).days,
        expires,
        fields.status_index,
        fields.photo_digest,
    ]
    assert card_fields.encode(fields) == cbor2.dumps(items, canonical=True)


@pytest.mark.parametrize("case", FILE["cases"], ids=lambda case: case["name"])
def test_an_independent_cose_library_agrees_about_the_signature(case: dict) -> None:
    if case["cose_sign1"] is None or case["outcome"] == "unknown_key":
        return
    public = TRUST[case["key_id"]].public_key
    key = COSEKey.new({1: 2, 2: bytes([case["key_id"]]), 3: -7, -1: 1, -2: public[1:33], -3: public[33:]})
    message = bytes.fromhex(case["cose_sign1"])
    if case["outcome"] == "valid":
        content = COSE.new().decode(message, key)
        assert content == c.decode(bytes.fromhex(case["payload"])).signed
    else:
        with pytest.raises(Exception, match=r"(?i)verify"):
            COSE.new().decode(message, key)


@given(st.integers(0, len(SIGNED) * 8 - 1))
def test_no_single_bit_can_change(bit: int) -> None:
    changed = int.from_bytes(SIGNED, "big") ^ (1 << bit)
    assert outcome(changed.to_bytes(len(SIGNED), "big")) != "valid"


@given(st.binary(max_size=300), st.integers(0, 120), st.integers(0, 120))
def test_spliced_cards_are_never_valid_and_never_crash(junk: bytes, start: int, end: int) -> None:
    spliced = SIGNED[:start] + junk + SIGNED[end:]
    assert spliced == SIGNED or outcome(spliced) in {
        "not_a_card",
        "malformed",
        "unknown_key",
        "forged",
    }


@given(st.binary(max_size=177))
@example(b"\x86")
def test_a_genuine_signature_does_not_save_a_strange_content(content: bytes) -> None:
    payload = vectors.under_a_genuine_signature(content)
    assert outcome(payload) == "malformed"


@given(st.text(max_size=700) | st.from_regex(r"https://gdw\.example/c/[0-9]{0,700}"))
def test_any_scanned_text_gets_an_answer(text: str) -> None:
    assert scanned(text) != "valid"


@given(st.binary(max_size=c.MAX_PAYLOAD_BYTES - 1))
def test_bytes_survive_as_digits(tail: bytes) -> None:
    data = bytes([c.FORMAT]) + tail
    assert c.from_digits(c.to_digits(data)) == data


def test_the_largest_card_fits_the_bounds() -> None:
    largest = c.sign(replace(vectors.LARGEST, issued_on=date(2149, 6, 6)), 255, c.generate_key())
    assert len(largest) == c.MAX_PAYLOAD_BYTES
    assert len(str(((c.FORMAT + 1) << (8 * (c.MAX_PAYLOAD_BYTES - 1))) - 1)) == c.MAX_DIGITS


def test_a_median_card_is_as_small_as_it_was_measured() -> None:
    assert len(SIGNED) <= 117


def test_signing_twice_gives_the_same_card() -> None:
    assert c.sign(vectors.MEDIAN, 7, vectors.ISSUING) == SIGNED


def test_a_key_for_another_algorithm_verifies_nothing() -> None:
    trust = {7: replace(TRUST[7], algorithm=-8)}
    with pytest.raises(c.UnknownKey):
        c.verify(SIGNED, trust)


@pytest.mark.parametrize("key_id", [0, 256, -1])
def test_a_key_id_beyond_one_byte_cannot_sign(key_id: int) -> None:
    with pytest.raises(ValueError, match="key id"):
        c.sign(vectors.MEDIAN, key_id, vectors.ISSUING)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": ""}, "name is empty"),
        ({"name": "A" * 97}, "name is empty or too long"),
        ({"name": "A\u200bB"}, "name holds a character that cannot be seen"),
        ({"name": "e\u0301"}, "NFC"),
        ({"name": "\ud800"}, "surrogate"),
        ({"number": " 1"}, "number begins or ends"),
        ({"issued_on": date(1969, 12, 31)}, "issued_on out of range"),
        ({"issued_on": date(2149, 6, 7)}, "issued_on out of range"),
        ({"expires_on": date(2026, 2, 28)}, "before issued_on"),
        ({"status_index": 2**32}, "status_index"),
        ({"status_index": True}, "status_index"),
        ({"photo_digest": b"short"}, "photo_digest"),
    ],
)
def test_a_card_that_could_not_be_read_is_not_made(change: dict, message: str) -> None:
    with pytest.raises(InvalidFields, match=message):
        replace(vectors.MEDIAN, **change)


@pytest.mark.parametrize("origin", ["https://GDW.example", "https://gdw.example/", "gdw.example", "ftp://gdw.example"])
def test_an_origin_that_phones_would_not_open_is_refused(origin: str) -> None:
    with pytest.raises(ValueError, match="origin"):
        c.card_url(origin, SIGNED)


def test_keys_survive_storage() -> None:
    key = c.generate_key()
    again = c.load_private_key(c.dump_private_key(key))
    point = c.dump_public_key(again.public_key())
    assert again.private_numbers() == key.private_numbers()
    assert c.dump_public_key(c.load_public_key(point)) == point
    assert c.public_jwk(key.public_key(), 3)["kid"] == "3"


def test_a_key_of_another_curve_or_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="P-256"):
        c.load_private_key(c.dump_private_key(ec.generate_private_key(ec.SECP384R1())))
    with pytest.raises(ValueError, match="P-256"):
        c.load_public_key(b"\x02" + bytes(32))
    with pytest.raises(ValueError):
        c.load_public_key(b"\x04" + bytes(64))
