"""The code printed on a paper: an address that says nothing but which paper it is."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from functools import lru_cache
from uuid import UUID

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

from backend.certificates import qr
from backend.certificates.qr import FIXED_MASK, Modules
from backend.extensions import keyring, settings

PURPOSE = "paper-token"


def token_of(kind: str, subject_id: UUID) -> str:
    """22 characters that nobody can work out without the data key. Who makes the same paper twice comes to the same."""
    return urlsafe_b64encode(keyring().blind_index(PURPOSE, f"{kind}:{subject_id}")).rstrip(b"=").decode()


def address_of(token: str) -> str:
    """Where the paper of that token is confirmed."""
    return f"{settings().public_origin}/p/{token}"


@lru_cache(maxsize=16)
def modules(text: str) -> Modules:
    """Rows of modules, dark ones true, without the quiet zone."""
    code = QRCode(error_correction=ERROR_CORRECT_M, mask_pattern=FIXED_MASK, border=0)
    code.add_data(text)
    code.make(fit=True)
    return tuple(tuple(map(bool, row)) for row in code.get_matrix())


def svg(text: str) -> str:
    """The code as a picture of one path."""
    return qr.drawn(modules(text))
