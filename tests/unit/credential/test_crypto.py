"""What is kept secret can be read only with its key, for its purpose, in its place."""

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.crypto import INDEX_BYTES, CryptoError, Keyring

OLD, NEW = bytes(range(32)), bytes(range(32, 64))
KEYRING = Keyring([OLD])
SEALED = KEYRING.encrypt("guard.identity_number", b"440106199001011232", b"guard-1")


@given(st.binary(max_size=200), st.binary(max_size=20), st.text(max_size=20))
def test_what_was_encrypted_is_read_again(plaintext: bytes, aad: bytes, purpose: str) -> None:
    assert KEYRING.decrypt(purpose, KEYRING.encrypt(purpose, plaintext, aad), aad) == plaintext


def test_the_same_value_looks_different_each_time() -> None:
    assert KEYRING.encrypt("p", b"same", b"") != KEYRING.encrypt("p", b"same", b"")


@pytest.mark.parametrize(("purpose", "aad"), [("guard.phone", b"guard-1"), ("guard.identity_number", b"guard-2")])
def test_a_value_moved_to_another_column_or_row_cannot_be_read(purpose: str, aad: bytes) -> None:
    with pytest.raises(CryptoError):
        KEYRING.decrypt(purpose, SEALED, aad)


@given(st.integers(0, len(SEALED) * 8 - 1))
def test_no_bit_can_change(bit: int) -> None:
    changed = (int.from_bytes(SEALED, "big") ^ (1 << bit)).to_bytes(len(SEALED), "big")
    with pytest.raises(CryptoError):
        KEYRING.decrypt("guard.identity_number", changed, b"guard-1")


@given(st.binary(max_size=60))
def test_any_other_bytes_are_refused(junk: bytes) -> None:
    with pytest.raises(CryptoError):
        KEYRING.decrypt("guard.identity_number", junk, b"guard-1")


def test_after_rotation_old_values_are_read_and_new_ones_use_the_new_key() -> None:
    rotated = Keyring([NEW, OLD])
    assert rotated.decrypt("guard.identity_number", SEALED, b"guard-1") == b"440106199001011232"
    assert not rotated.is_current(SEALED)
    fresh = rotated.encrypt("p", b"new", b"")
    assert rotated.is_current(fresh)
    assert Keyring([NEW]).decrypt("p", fresh, b"") == b"new"
    with pytest.raises(CryptoError):
        KEYRING.decrypt("p", fresh, b"")


def test_a_key_is_found_even_among_three_hundred_of_which_some_bear_the_same_mark() -> None:
    many = [index.to_bytes(32, "big") for index in range(300)]
    values = [Keyring([key]).encrypt("p", b"text", b"") for key in many]
    ring = Keyring(many)
    assert {ring.decrypt("p", value, b"") for value in values} == {b"text"}


def test_a_blind_index_finds_equal_texts_and_only_with_the_same_key_and_purpose() -> None:
    index = KEYRING.blind_index("guard.identity_number", "440106199001011232")
    assert len(index) == INDEX_BYTES
    assert Keyring([OLD]).blind_index("guard.identity_number", "440106199001011232") == index
    others = {
        KEYRING.blind_index("guard.identity_number", "440106199001011233"),
        KEYRING.blind_index("guard.phone", "440106199001011232"),
        Keyring([NEW]).blind_index("guard.identity_number", "440106199001011232"),
    }
    assert len(others | {index}) == 4


def test_while_a_rotation_runs_a_search_knows_the_old_index_too() -> None:
    old = KEYRING.blind_index("p", "text")
    found = Keyring([NEW, OLD]).blind_indexes("p", "text")
    assert found[1] == old
    assert found[0] == Keyring([NEW]).blind_index("p", "text")


def test_keys_come_from_the_settings_as_base64() -> None:
    text = f"{b64encode(NEW).decode()}, {b64encode(OLD).decode()}"
    assert Keyring.from_base64(text).decrypt("guard.identity_number", SEALED, b"guard-1")


@pytest.mark.parametrize("text", ["", "c2hvcnQ=", "not base64 at all", b64encode(OLD).decode() + ","])
def test_a_bad_key_stops_the_start_and_is_not_printed(text: str) -> None:
    with pytest.raises(ValueError, match="data key") as caught:
        Keyring.from_base64(text)
    assert not text or text not in str(caught.value)


def test_a_keyring_printed_by_accident_shows_no_key() -> None:
    assert OLD.hex() not in repr(KEYRING) and str(OLD) not in repr(vars(KEYRING))  # noqa: PT018
