"""Encryption and blind indexes for what the database keeps secret.

One 32-byte key comes from the settings; HKDF (RFC 5869) derives a key for each purpose from it,
so what was encrypted as an identity number can never be read as a signing key. AES-256-GCM
(NIST SP 800-38D) with a random nonce:

    mark of the key (1 byte) || nonce (12 bytes) || ciphertext || tag (16 bytes)

Rotation: put the new key first and keep the old ones behind it. New values are made with the first
key; old ones are read with the key whose mark they bear.
"""

import hmac
import os
from base64 import b64decode
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
INDEX_BYTES = 16
_SALT = b"gangwei data key, derivation 1"


class CryptoError(Exception):
    """The value cannot be read: unknown key, other purpose, other place, or altered."""


class Keyring:
    """The data keys of an installation, the first of which makes new values."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        """Raises ValueError unless there is at least one key and each has 32 bytes."""
        if not keys or any(len(key) != KEY_BYTES for key in keys):
            raise ValueError(f"a data key has {KEY_BYTES} bytes")
        self._keys = [_DataKey(bytes(key)) for key in keys]

    @classmethod
    def from_base64(cls, text: str) -> "Keyring":
        """Keys as the settings have them: base64, several separated by commas.

        Raises ValueError without repeating the text, which is a secret.
        """
        try:
            keys = [b64decode(part.strip(), validate=True) for part in text.split(",")]
        except ValueError:
            raise ValueError("a data key is not base64") from None
        return cls(keys)

    def encrypt(self, purpose: str, plaintext: bytes, aad: bytes) -> bytes:
        """Encrypt for a purpose; `aad` ties the value to its place, such as its row's id."""
        key, nonce = self._keys[0], os.urandom(NONCE_BYTES)
        sealed = AESGCM(key.derive(f"encrypt:{purpose}")).encrypt(nonce, plaintext, aad)
        return key.mark + nonce + sealed

    def decrypt(self, purpose: str, ciphertext: bytes, aad: bytes) -> bytes:
        """The reverse of `encrypt`. Raises CryptoError."""
        if len(ciphertext) < 1 + NONCE_BYTES + TAG_BYTES:
            raise CryptoError("too short")
        mark, nonce = ciphertext[:1], ciphertext[1 : 1 + NONCE_BYTES]
        for key in self._keys:
            if key.mark != mark:
                continue
            try:
                cipher = AESGCM(key.derive(f"encrypt:{purpose}"))
                return cipher.decrypt(nonce, ciphertext[1 + NONCE_BYTES :], aad)
            except InvalidTag:
                continue  # Two keys may bear the same mark: one in 256 do.
        raise CryptoError("no key at hand reads this value here")

    def is_current(self, ciphertext: bytes) -> bool:
        """Whether a value bears the mark of the first key; if not, rotation has to renew it."""
        return ciphertext[:1] == self._keys[0].mark

    def blind_index(self, purpose: str, text: str) -> bytes:
        """Equal texts give equal bytes, which tell nothing to whoever has no key."""
        return self.blind_indexes(purpose, text)[0]

    def blind_indexes(self, purpose: str, text: str) -> list[bytes]:
        """The index under every key, newest first: what to look for while a rotation runs."""
        return [hmac.digest(key.derive(f"index:{purpose}"), text.encode(), "sha256")[:INDEX_BYTES] for key in self._keys]


class _DataKey:
    """One key, those derived from it so far, and a mark that says which key made a value."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self._derived: dict[str, bytes] = {}
        self.mark = self.derive("mark")[:1]

    def derive(self, info: str) -> bytes:
        if info not in self._derived:
            hkdf = HKDF(hashes.SHA256(), KEY_BYTES, salt=_SALT, info=info.encode())
            self._derived[info] = hkdf.derive(self._secret)
        return self._derived[info]
