"""The encrypted file: AES-256-GCM in chunks, whose order and end are authenticated too.

    GWBACKUP1\\n || length of head (4 bytes) || head (JSON) || chunk, chunk, …, last chunk

Each chunk but the last holds `CHUNK` bytes of plain text and a tag of 16 bytes. The nonce of a chunk is a random prefix
(7 bytes), its number (4 bytes) and whether it is the last (1 byte): the STREAM construction of Hoang, Reyhanitabar, Rogaway
and Vizár (2015). A chunk that was moved, left out, or added, and an end that is missing, each fail to decrypt. The hash
of everything before the chunks is authenticated with each of them. The key is made for this file from the operator's:
by HKDF (RFC 5869) from 32 random bytes, by scrypt (RFC 7914) from a passphrase.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"GWBACKUP1\n"
CHUNK, TAG_BYTES, KEY_BYTES = 1 << 20, 16, 32
LONGEST_HEAD = 4096
SCRYPT = {"n": 1 << 16, "r": 8, "p": 1}
"""64 MiB and about a quarter of a second: once a backup, so it may be dear."""
LARGEST_SCRYPT = {"n": 1 << 20, "r": 16, "p": 4}


class BackupError(Exception):
    """A backup that cannot be made, read or put back; the text says why and what to do."""


@dataclass(frozen=True)
class Secret:
    """What the operator holds: 32 random bytes, or a passphrase."""

    value: bytes
    kind: str
    """"key" or "passphrase"."""


class Writer:
    """Encrypts what is written into `file`; without `close` the file has no end and cannot be read."""

    def __init__(self, file: BinaryIO, secret: Secret) -> None:
        head: dict[str, Any] = {"kind": secret.kind, "salt": os.urandom(16).hex(), "prefix": os.urandom(7).hex()}
        if secret.kind == "passphrase":
            head |= SCRYPT
        text = json.dumps(head, sort_keys=True).encode()
        start = MAGIC + len(text).to_bytes(4, "big") + text
        file.write(start)
        self._file, self._cipher, self._number = file, _cipher(secret, head), 0
        self._bound, self._prefix = hashlib.sha256(start).digest(), bytes.fromhex(head["prefix"])
        self._waiting = bytearray()

    def write(self, data: bytes) -> None:
        """Add plain text."""
        self._waiting += data
        while len(self._waiting) > CHUNK:  # what might be the end is kept back
            self._seal(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]

    def close(self) -> None:
        """Write the last chunk."""
        self._seal(bytes(self._waiting), last=True)

    def _seal(self, data: bytes, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._prefix, self._number, last), data, self._bound))
        self._number += 1


def read(file: BinaryIO, secret: Secret) -> Iterator[bytes]:
    """The plain text, chunk by chunk; each is proven before it is given.

    Raises BackupError for another key, an altered or a cut file.
    """
    head, start = _read_head(file)
    if head.get("kind") != secret.kind:
        raise BackupError(f"this backup was made with a {head.get('kind')}, not with a {secret.kind}")
    cipher, prefix, bound = _cipher(secret, head), bytes.fromhex(head["prefix"]), hashlib.sha256(start).digest()
    number, sealed = 0, file.read(CHUNK + TAG_BYTES)
    while True:
        following = file.read(CHUNK + TAG_BYTES)
        try:
            yield cipher.decrypt(_nonce(prefix, number, not following), sealed, bound)
        except InvalidTag:
            where = "this is not its key, or its beginning was altered" if number == 0 else f"it was altered or cut after {number} MiB"
            raise BackupError(f"the backup cannot be read: {where}") from None
        if not following:
            return
        number, sealed = number + 1, following


def _read_head(file: BinaryIO) -> tuple[dict[str, Any], bytes]:
    start = file.read(len(MAGIC) + 4)
    if not start.startswith(MAGIC) or len(start) < len(MAGIC) + 4:
        raise BackupError("this is not a backup of Gangwei, or only its first bytes")
    length = int.from_bytes(start[len(MAGIC) :], "big")
    text = file.read(length) if length <= LONGEST_HEAD else b""
    try:
        head = json.loads(text)
        costs = {name: int(head.get(name, 0)) for name in SCRYPT}
        if len(bytes.fromhex(head["salt"])) != 16 or len(bytes.fromhex(head["prefix"])) != 7:
            raise ValueError
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BackupError("the beginning of the backup was altered or cut") from None
    if any(costs[name] > most for name, most in LARGEST_SCRYPT.items()):
        raise BackupError("the beginning of the backup was altered")
    return head, start + text


def _cipher(secret: Secret, head: dict[str, Any]) -> AESGCM:
    salt = bytes.fromhex(head["salt"])
    if secret.kind == "passphrase":
        try:
            return AESGCM(Scrypt(salt, KEY_BYTES, head["n"], head["r"], head["p"]).derive(secret.value))
        except (ValueError, KeyError, TypeError):
            raise BackupError("the beginning of the backup was altered") from None
    return AESGCM(HKDF(hashes.SHA256(), KEY_BYTES, salt, b"gangwei backup").derive(secret.value))


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])
