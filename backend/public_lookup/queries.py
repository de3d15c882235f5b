"""What the public may learn, and that it takes the same work to learn nothing."""

from __future__ import annotations

import hmac
import re
import unicodedata
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select

from backend.certificates import card_fields, credential
from backend.certificates.card_fields import CardFields
from backend.certificates.keys import trusted_keys
from backend.certificates.models import Certificate, since_on
from backend.clock import china_date
from backend.guards.models import state_on
from backend.jurisdictions.models import Agency
from backend.quick import Read

FIELDS = ("number", "name", "state", "state_since", "issued_on", "expires_on", "agency_name", "as_of")
NO_MATCH: dict[str, Any] = {"result": "no_match", **dict.fromkeys(FIELDS)}
DOTS = str.maketrans(dict.fromkeys("•‧∙⋅・.．", "·"))
"""The many dots people type inside names such as 买买提·吐尔逊."""

NOBODY = CardFields("0", "无", date(1970, 1, 1), None, 0, None)
_NOBODYS_CARD = b"\x11\x01" + card_fields.encode(NOBODY) + bytes(64)
"""Compared with when there is no such number, so that the answer takes as long."""


def find_by_name(number: str, name: str, now: datetime) -> dict[str, Any]:
    """The certificate of that number, if it bears that name."""
    row, as_of = _CERTIFICATE.lagging(now, number=number)
    card = credential.decode(row.payload if row else _NOBODYS_CARD).fields
    same = hmac.compare_digest(spelled(card.name).encode(), spelled(name).encode())
    return _answer(row, card, as_of) if row and same else NO_MATCH


def read_card(digits: str) -> CardFields:
    """What a presented card says, if we signed it; every other code is nobody's card."""
    try:
        return credential.verify(credential.from_digits(digits), trusted_keys()).fields
    except credential.CredentialError:
        return NOBODY


def find_by_card(presented: CardFields, now: datetime) -> dict[str, Any]:
    """The certificate of a presented card. A card that says other things than the register does not match."""
    row, as_of = _CERTIFICATE.lagging(now, number=presented.number)
    card = credential.decode(row.payload if row else _NOBODYS_CARD).fields
    return _answer(row, card, as_of) if row and card == presented else NO_MATCH


def spelled(name: str) -> str:
    """A name without what people type differently: blanks, dots, capitals."""
    text = unicodedata.normalize("NFC", name).translate(DOTS)
    return re.sub(r"\s", "", text).casefold()


_CERTIFICATE = Read(
    select(
        Certificate.payload,
        Certificate.state,
        Certificate.state_since,
        Certificate.issued_on,
        Certificate.expires_on,
        Agency.name.label("agency_name"),
    )
    .join(Agency, Agency.code == Certificate.agency_code)
    .where(Certificate.number == bindparam("number"))
)


def _answer(row: Any, card: CardFields, as_of: datetime) -> dict[str, Any]:
    today = china_date(as_of)
    return {
        "result": "found",
        "number": card.number,
        "name": card.name,
        "issued_on": row.issued_on,
        "expires_on": row.expires_on,
        "state": state_on(row.state, row.expires_on, today),
        "state_since": since_on(row.state, row.state_since, row.expires_on, today),
        "agency_name": row.agency_name,
        "as_of": as_of,
    }
