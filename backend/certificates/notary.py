"""Signs the log's checkpoints with the key for lists, and reads what such a key signed (docs/lists.md, "The envelope")."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from backend.certificates import algorithms, cose
from backend.certificates.cose import Refused
from backend.certificates.keys import LIST, get_list_signer
from backend.certificates.models import SigningKey
from backend.extensions import db
from backend.transparency.checkpoints import NotSigned


class ListKeys:
    """The notary of the log."""

    def sign(self, kind: str, claims: dict[int, Any], now: datetime) -> bytes:
        """See `checkpoints.Notary`."""
        signer = get_list_signer(now)
        return cose.sign1(kind, claims, signer.algorithm, signer.key_id, signer.signer.sign)

    def read(self, kind: str, message: bytes, *, even_revoked: bool) -> dict[int, Any]:
        """See `checkpoints.Notary`. Raises NotSigned."""
        try:
            read = cose.read(message)
            if read.type != kind:
                raise NotSigned("another type of message")
            key = db.session.execute(select(SigningKey).where(SigningKey.key_id == read.key_id)).scalar_one_or_none()
            if key is None or key.purpose != LIST or (key.revoked_at is not None and not even_revoked):
                raise NotSigned("no key for lists")
            cose.check(read, key.public_key, algorithms.BY_NAME[key.algorithm].cose)
        except Refused as error:
            raise NotSigned(error.reason) from error
        return read.claims


NOTARY = ListKeys()
