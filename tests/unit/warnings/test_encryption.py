"""What goes through a push service: the RFC's own example to the byte, keys that are none, and who sends it."""

from __future__ import annotations

import json

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from backend.warnings.push import encryption
from backend.warnings.push.encryption import BadKeys, from_base64, to_base64

MESSAGE = b"When I grow up, I want to be a watermelon"
PUBLIC = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
SENDER = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
BODY = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95b"
    "Qpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)
"""RFC 8291, section 5 and appendix A."""


def test_the_rfcs_example_comes_out_to_the_byte() -> None:
    sender = ec.derive_private_key(int.from_bytes(from_base64(SENDER), "big"), encryption.CURVE)
    body = encryption.encrypt(MESSAGE, from_base64(PUBLIC), from_base64(AUTH), sender, from_base64(SALT))
    assert to_base64(body) == BODY


def test_no_two_messages_are_encrypted_alike_and_all_have_one_length() -> None:
    bodies = {encryption.encrypt(encryption.padded(text), from_base64(PUBLIC), from_base64(AUTH)) for text in (b"1", b"1", b"99999")}
    assert len(bodies) == 3
    assert len({len(body) for body in bodies}) == 1


@pytest.mark.parametrize(
    ("key", "auth"),
    [(b"\x04" + b"\1" * 64, b"a" * 16), (from_base64(PUBLIC)[:-1], b"a" * 16), (from_base64(PUBLIC), b"a" * 15), (b"", b"")],
    ids=["no-point", "short", "auth", "empty"],
)
def test_keys_that_are_none_are_refused(key: bytes, auth: bytes) -> None:
    with pytest.raises(BadKeys):
        encryption.encrypt(MESSAGE, key, auth)


def test_who_sends_is_signed_for_that_service_alone() -> None:
    key = ec.generate_private_key(encryption.CURVE)
    header = encryption.authorization("https://push.example.net:8443/p/abc?d=1", key, "mailto:duty@gw.example.cn", 1453341205)
    scheme, rest = header.split(" ", 1)
    token, public = (part.split("=", 1)[1] for part in rest.split(", "))
    head, claims, signature = token.split(".")
    assert (scheme, json.loads(from_base64(head))) == ("vapid", {"typ": "JWT", "alg": "ES256"})
    assert json.loads(from_base64(claims)) == {
        "aud": "https://push.example.net:8443",
        "exp": 1453341205,
        "sub": "mailto:duty@gw.example.cn",
    }
    assert public == to_base64(encryption.point(key))
    raw = from_base64(signature)
    der = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    assert len(raw) == 64
    key.public_key().verify(der, f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))
