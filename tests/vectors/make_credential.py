"""Writes tests/vectors/credential.json: run `python -m tests.vectors.make_credential`.

The keys are for tests only: their secrets are the small numbers below, known to everybody.
Signatures are deterministic (RFC 6979), so running this again changes nothing; a test
checks that the file on disk is what this writes.
"""

import json
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from backend.certificates import card_fields
from backend.certificates import credential as c
from backend.certificates.card_fields import CardFields

FILE = Path(__file__).with_name("credential.json")
ORIGIN = "https://gdw.example"
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551

ISSUING = ec.derive_private_key(20220301, ec.SECP256R1())
NEXT = ec.derive_private_key(20240301, ec.SECP256R1())
STRANGER = ec.derive_private_key(666, ec.SECP256R1())
TRUSTED = {7: ISSUING, 8: NEXT}

MEDIAN = CardFields(
    number="44012026000123",
    name="陈志强",
    issued_on=date(2026, 3, 1),
    expires_on=None,
    status_index=58210,
    photo_digest=c.photo_digest(b"the portrait on file"),
)
RARE = CardFields(
    number="粤保员4420250099",
    name="𬭳\U00020bb7·买买提 Ö",
    issued_on=date(1970, 1, 1),
    expires_on=date(2149, 6, 6),
    status_index=0xFFFF_FFFF,
    photo_digest=None,
)
LARGEST = replace(RARE, number="9" * 48, name="龘" * 32, photo_digest=bytes(range(16)))


def valid_cases() -> list[dict]:
    """Genuine cards: an ordinary one, the next key, rare characters, every limit reached."""
    signed = c.sign(MEDIAN, 7, ISSUING)
    return [
        case("valid", "an ordinary card", signed, "valid"),
        case("valid_next_key", "another trusted key", c.sign(MEDIAN, 8, NEXT), "valid"),
        case(
            "valid_with_expiry",
            "expires, and carries the smallest status index",
            c.sign(replace(MEDIAN, expires_on=date(2029, 2, 28), status_index=0), 7, ISSUING),
            "valid",
        ),
        case(
            "valid_rare_name",
            "characters outside the basic plane, no photo, first and last possible dates",
            c.sign(RARE, 7, ISSUING),
            "valid",
        ),
        case("valid_largest", "every field at its longest", c.sign(LARGEST, 7, ISSUING), "valid"),
        case(
            "valid_high_s",
            "r, n - s is as good a signature as r, s: never tell cards apart by signature",
            signed[:-32] + (ORDER - int.from_bytes(signed[-32:], "big")).to_bytes(32, "big"),
            "valid",
        ),
    ]


def forged_cases() -> list[dict]:
    """Well-formed cards whose signature does not hold, and one of an unknown key."""
    signed = c.sign(MEDIAN, 7, ISSUING)
    altered = bytes([c.FORMAT, 7]) + card_fields.encode(replace(MEDIAN, name="陈志刚"))
    return [
        case("altered_name", "name changed, signature kept", altered + signed[-64:], "forged"),
        case(
            "altered_signature",
            "last bit of the signature changed",
            signed[:-1] + bytes([signed[-1] ^ 1]),
            "forged",
        ),
        case("forged", "a stranger signs under a key id of ours", c.sign(MEDIAN, 7, STRANGER), "forged"),
        case("other_key_id", "key id changed to another of ours", relabelled(signed, 8), "forged"),
        case("zero_signature", "r and s are zero", signed[:-64] + bytes(64), "forged"),
        case("unknown_key", "a key id nobody trusts", c.sign(MEDIAN, 99, STRANGER), "unknown_key"),
    ]


def malformed_cases() -> list[dict]:
    """Begin like a card, but are cut, or spelled in a way that no issuer writes."""
    signed = c.sign(MEDIAN, 7, ISSUING)
    return [
        case("truncated", "the last ten bytes are missing", signed[:-10], "malformed"),
        case("header_only", "format and key id, nothing else", signed[:2], "malformed"),
        case("key_id_zero", "key id 0 is never given out", relabelled(signed, 0), "malformed"),
        case("too_long", "longer than any card", signed[:2] + bytes(180) + signed[-64:], "not_a_card"),
        *(spelled(*strange) for strange in strange_shapes()),
        *(spelled(name, why, content(name=raw)) for name, why, raw in strange_names()),
    ]


def strange_shapes() -> list[tuple[str, str, bytes]]:
    """Contents whose shape, types, lengths or numbers are not those of a card."""
    body = content()
    array, name, index = b"\x86", body[16:26], body[30:33]
    return [
        ("bytes_left_over", "a seventh item after the array", body + b"\x00"),
        ("seven_items", "an array of seven", b"\x87" + body[1:] + b"\x00"),
        ("five_items", "an array of five", b"\x85" + body[1:-17]),
        ("indefinite_array", "array of indefinite length", b"\x9f" + body[1:] + b"\xff"),
        ("long_length", "a length in two bytes where one does", array + b"\x78\x0e" + body[2:]),
        ("long_number", "an index in four bytes where two do", content(index=b"\x1a\0\0" + index[1:])),
        ("huge_number", "a status index of eight bytes", content(index=b"\x1b" + bytes(8))),
        ("negative_date", "a date before 1970", content(issued=b"\x20")),
        ("late_date", "a date after 2149", content(issued=b"\x1a\x00\x01\x00\x00")),
        ("float_date", "a date as a floating-point number", content(issued=b"\xf9\x75\x02")),
        ("expired_at_birth", "expires before it is issued", content(expires=b"\x00")),
        ("undefined", "undefined where null is meant", content(expires=b"\xf7")),
        ("tagged_number", "a tag before the number", array + b"\xc0" + body[1:]),
        ("number_as_bytes", "a byte string where text is due", array + b"\x4e" + body[2:]),
        ("short_digest", "a photo digest of 15 bytes", content(digest=b"\x4f" + bytes(15))),
        ("no_name", "the name left out", array + body[1:16] + body[26:]),
        ("swapped", "the date before the name", array + body[1:16] + body[26:29] + name + body[29:]),
    ]


def strange_names() -> list[tuple[str, str, bytes]]:
    """Names, as CBOR, that must not stand on a card."""
    return [
        ("empty_name", "no name", b"\x60"),
        ("long_name", "a name of 97 bytes", b"\x78\x61" + b"A" * 97),
        ("endless_name", "a length beyond the end", b"\x7a\xff\xff\xff\xff"),
        ("not_utf8", "name is not UTF-8", b"\x62\xc3\x28"),
        ("surrogate", "a surrogate in UTF-8", b"\x63\xed\xa0\x80"),
        ("not_nfc", "name in decomposed form", b"\x63e\xcc\x81"),
        ("line_break", "a line break in the name", b"\x63A\nB"),
        ("zero_width", "a character without width", b"\x65A\xe2\x80\x8bB"),
        ("direction", "a right-to-left override", b"\x64A\xe2\x80\xae"),
        ("space_at_end", "a space after the name", b"\x62A "),
        ("byte_order_mark", "a byte order mark before the name", b"\x64\xef\xbb\xbfA"),
    ]


def content(**strange: bytes) -> bytes:
    """The ordinary card's content with single items replaced by other CBOR."""
    body = card_fields.encode(MEDIAN)
    cuts = {"number": (1, 16), "name": (16, 26), "issued": (26, 29), "expires": (29, 30)}
    cuts |= {"index": (30, 33), "digest": (33, 50)}
    items = (strange.get(item, body[start:end]) for item, (start, end) in cuts.items())
    return body[:1] + b"".join(items)


def scans() -> list[dict]:
    """Texts a camera may read that are no card of ours, whatever they look like."""
    card = c.card_url(ORIGIN, c.sign(MEDIAN, 7, ISSUING))
    digits = card.removeprefix(ORIGIN + "/c/")
    other_format = c.to_digits(b"\x12" + c.sign(MEDIAN, 7, ISSUING)[1:])
    texts = {
        "the card itself": card,
        "another host": card.replace("gdw.example", "gdw.example.evil.test"),
        "our host as a user name": card.replace("https://", "https://gdw.example@evil.test/"),
        "another scheme": card.replace("https:", "http:"),
        "upper case": card.upper(),
        "another path": card.replace("/c/", "/d/"),
        "a query after the digits": card + "?x=1",
        "a fragment after the digits": card + "#x",
        "a space before": " " + card,
        "a line break after": card + "\n",
        "a script": "javascript:alert(1)//" + card,
        "digits without the address": digits,
        "the path without the host": "/c/" + digits,
        "no digits": ORIGIN + "/c/",
        "a leading zero": ORIGIN + "/c/0" + digits,
        "a sign": ORIGIN + "/c/+" + digits,
        "an underscore": ORIGIN + "/c/" + digits[:5] + "_" + digits[5:],
        "full-width digits": ORIGIN + "/c/" + "".join(chr(0xFEE0 + ord(d)) for d in digits),
        "zero": ORIGIN + "/c/0",
        "a small number": ORIGIN + "/c/123",
        "cut in the middle": card[: len(card) // 2],
        "one digit too many for any card": ORIGIN + "/c/1" + "0" * c.MAX_DIGITS,
        "ten thousand digits": ORIGIN + "/c/" + "1" * 10_000,
        "another format": ORIGIN + "/c/" + other_format,
        "a payment code": "https://qr.alipay.com/fkx0123456789",
        "nothing": "",
    }
    return [{"why": why, "text": text, "outcome": "valid" if text == card else "not_a_card"} for why, text in texts.items()]


def case(name: str, why: str, payload: bytes, outcome: str) -> dict:
    """One case; `fields` are there when the payload is well-formed, believed or not."""
    parsed = None if outcome in ("malformed", "not_a_card") else c.decode(payload)
    digits = str(int.from_bytes(payload, "big"))
    return {
        "name": name,
        "why": why,
        "outcome": outcome,
        "key_id": parsed and parsed.key_id,
        "fields": parsed and shown(parsed.fields),
        "payload": payload.hex(),
        "digits": digits,
        "url": f"{ORIGIN}/c/{digits}",
        "cose_sign1": c.to_cose_sign1(payload).hex() if parsed else None,
    }


def spelled(name: str, why: str, strange: bytes) -> dict:
    """A content no issuer writes, well signed: the spelling alone must refuse it."""
    return case(name, why, under_a_genuine_signature(strange), "malformed")


def under_a_genuine_signature(anything: bytes) -> bytes:
    """Any content at all, signed with the issuing key."""
    structure = c.sig_structure(7, anything)
    der = ISSUING.sign(structure, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))
    signature = b"".join(part.to_bytes(32, "big") for part in decode_dss_signature(der))
    return bytes([c.FORMAT, 7]) + anything + signature


def relabelled(payload: bytes, key_id: int) -> bytes:
    """The same card under another key id."""
    return payload[:1] + bytes([key_id]) + payload[2:]


def shown(fields: CardFields) -> dict:
    """Fields as JSON has them: dates as YYYY-MM-DD, the digest in hex."""
    values = asdict(fields)
    for key in ("issued_on", "expires_on"):
        values[key] = values[key] and values[key].isoformat()
    values["photo_digest"] = values["photo_digest"] and values["photo_digest"].hex()
    return values


def build() -> dict:
    """All of the file."""
    keys = [
        {
            "key_id": key_id,
            "algorithm": c.ES256,
            "public_key": c.dump_public_key(key.public_key()).hex(),
            "jwk": c.public_jwk(key.public_key(), key_id),
        }
        for key_id, key in TRUSTED.items()
    ]
    return {
        "note": "Made by tests/vectors/make_credential.py. Keys for tests only.",
        "origin": ORIGIN,
        "keys": keys,
        "cases": valid_cases() + forged_cases() + malformed_cases(),
        "scans": scans(),
    }


def text() -> str:
    """The file's text."""
    return json.dumps(build(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
