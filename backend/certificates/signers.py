"""Who holds the secret of a key, and signs with it: this program, or hardware that never gives it out (PKCS#11)."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from backend.certificates.algorithms import BY_NAME, Algorithm
from backend.certificates.problems import SignerUnavailable
from backend.config import Settings
from backend.extensions import keyring, settings

PURPOSE = "signing-key"
EMBEDDED, PKCS11 = "embedded", "pkcs11"


class Signer(Protocol):
    """Signs messages with one key."""

    def sign(self, message: bytes) -> bytes:
        """The signature: 64 bytes, r || s. Raises SignerUnavailable."""
        ...


class EmbeddedSigner:
    """The secret lies in the database, encrypted under the data key, and is in memory while this object lives."""

    def __init__(self, algorithm: Algorithm, secret: bytes, public_key: bytes) -> None:
        self._sign = algorithm.prepare(secret, public_key)

    def sign(self, message: bytes) -> bytes:
        """The signature: 64 bytes, r || s."""
        return self._sign(message)


class Pkcs11Signer:
    """The secret lies in hardware, under a label; only digests go there."""

    def __init__(self, label: str) -> None:
        self._label = label

    def sign(self, message: bytes) -> bytes:
        """The signature: 64 bytes, r || s, by ES256. Raises SignerUnavailable."""
        digest = hashlib.sha256(message).digest()
        return _token().work(lambda session: _sign(session, self._label, digest))


def new_key(key_id: int, algorithm: Algorithm, signer: str) -> tuple[bytes, bytes | None, str | None]:
    """A new pair: public point, the encrypted secret or None, the label in the hardware or None.

    Raises SignerUnavailable, and ValueError for an algorithm that the hardware's standard has no name for.
    """
    if signer == EMBEDDED:
        secret, public = algorithm.generate()
        return public, keyring().encrypt(PURPOSE, secret, bytes([key_id])), None
    if algorithm.name != "ES256":
        raise ValueError("PKCS#11 names no SM2; such a key stays embedded")
    label = f"gangwei-{key_id}-{os.urandom(4).hex()}"  # the same id may lie there already, of an installation before
    return _token().work(lambda session: _generate(session, label)), None, label


def open_signer(algorithm: str, signer: str, key_id: int, public_key: bytes, private_key: bytes | None, label: str | None) -> Signer:
    """The signer of a key as the database has it. Raises CryptoError when the data key does not open it."""
    if signer == PKCS11:
        return Pkcs11Signer(label or "")
    secret = keyring().decrypt(PURPOSE, private_key or b"", bytes([key_id]))
    return EmbeddedSigner(BY_NAME[algorithm], secret, public_key)


def preferred() -> str:
    """Where new keys are made: in the hardware, if the settings name one."""
    return PKCS11 if settings().pkcs11_module else EMBEDDED


class _Token:
    """One session with the hardware for a process; opened when first needed, and anew after a fork or a failure."""

    def __init__(self, chosen: Settings) -> None:
        self.chosen = chosen
        self._lock = threading.Lock()  # a session does one thing at a time
        self._session: Any = None
        self._pid = 0

    def work(self, act: Callable[[Any], bytes]) -> bytes:
        """Do something in the session; once more in a new one where the old one had ended. Raises SignerUnavailable."""
        import pkcs11

        with self._lock:
            for last in (False, True):
                try:
                    return act(self._opened())
                except (pkcs11.PKCS11Error, OSError, RuntimeError) as error:
                    self._session = None
                    if last:
                        raise SignerUnavailable(f"the signing hardware does not answer: {type(error).__name__} {error}") from error
        raise AssertionError("unreachable")

    def _opened(self) -> Any:
        import pkcs11

        if self._session is None or self._pid != os.getpid():
            library = pkcs11.lib(self.chosen.pkcs11_module)
            if self._pid not in (0, os.getpid()):
                library.reinitialize()
            token = library.get_token(token_label=self.chosen.pkcs11_token)
            pin = Path(self.chosen.pkcs11_pin_file).read_text().strip()
            self._session, self._pid = token.open(user_pin=pin, rw=True), os.getpid()
        return self._session


_tokens: dict[tuple[str, str, str], _Token] = {}


def _token() -> _Token:
    chosen = settings()
    place = (chosen.pkcs11_module, chosen.pkcs11_token, chosen.pkcs11_pin_file)
    if not chosen.pkcs11_module:
        raise SignerUnavailable("a key lies in signing hardware, and GANGWEI_PKCS11_MODULE names none")
    return _tokens.setdefault(place, _Token(chosen))


def _sign(session: Any, label: str, digest: bytes) -> bytes:
    import pkcs11

    key = session.get_key(object_class=pkcs11.ObjectClass.PRIVATE_KEY, label=label)
    return bytes(key.sign(digest, mechanism=pkcs11.Mechanism.ECDSA))


def _generate(session: Any, label: str) -> bytes:
    import pkcs11
    from asn1crypto.core import OctetString
    from pkcs11.util.ec import encode_named_curve_parameters

    curve = {pkcs11.Attribute.EC_PARAMS: encode_named_curve_parameters("secp256r1")}
    parameters = session.create_domain_parameters(pkcs11.KeyType.EC, curve, local=True)
    closed = {pkcs11.Attribute.SENSITIVE: True, pkcs11.Attribute.EXTRACTABLE: False}
    public, _ = parameters.generate_keypair(store=True, label=label, private_template=closed)
    return bytes(OctetString.load(public[pkcs11.Attribute.EC_POINT]).native)
