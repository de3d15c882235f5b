"""What a guard card says, and its one possible spelling in CBOR.

The spelling is the deterministic one of RFC 8949, section 4.2.1, for exactly one shape:
an array of six items. Reader and writer are written out for that shape, so a card that
comes from a stranger reaches no general decoder: no tags, no maps, no nesting, no bignums.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

EPOCH = date(1970, 1, 1)
MAX_NUMBER_BYTES = 48
MAX_NAME_BYTES = 96
MAX_DAY = 0xFFFF  # 2149-06-06: a date never takes more than three bytes
MAX_STATUS_INDEX = 0xFFFF_FFFF
PHOTO_DIGEST_BYTES = 16

UNSIGNED, BYTES, TEXT, ARRAY = 0, 2, 3, 4
ITEMS = 6
NULL = b"\xf6"

# Characters that cannot be seen, or that turn the writing direction: with them two cards
# could look alike and differ. The set is spelled out, not taken from a Unicode table, so
# that a phone and a server with different Unicode versions judge alike.
UNSEEN = re.compile(
    "[\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff0-\uffff\U000e0000-\U000e00ff]"
)


class InvalidFields(ValueError):
    """These values may not stand on a card; the message names the value."""


@dataclass(frozen=True)
class CardFields:
    """The six facts of a card. Raises InvalidFields when one of them cannot be right."""

    number: str
    name: str
    issued_on: date
    expires_on: date | None
    status_index: int
    photo_digest: bytes | None

    def __post_init__(self) -> None:
        _check_text("number", self.number, MAX_NUMBER_BYTES)
        _check_text("name", self.name, MAX_NAME_BYTES)
        _check_date("issued_on", self.issued_on)
        if self.expires_on is not None:
            _check_date("expires_on", self.expires_on)
            _demand(self.expires_on >= self.issued_on, "expires_on is before issued_on")
        index = self.status_index
        _demand(type(index) is int and 0 <= index <= MAX_STATUS_INDEX, "status_index out of range")
        if self.photo_digest is not None:
            _demand(len(self.photo_digest) == PHOTO_DIGEST_BYTES, "photo_digest has a wrong length")


def encode(fields: CardFields) -> bytes:
    """The array [number, name, issued, expires or null, status index, photo digest or null]."""
    expires = NULL if fields.expires_on is None else _head(UNSIGNED, _day(fields.expires_on))
    digest = NULL if fields.photo_digest is None else _string(BYTES, fields.photo_digest)
    return b"".join(
        (
            _head(ARRAY, ITEMS),
            _string(TEXT, fields.number.encode()),
            _string(TEXT, fields.name.encode()),
            _head(UNSIGNED, _day(fields.issued_on)),
            expires,
            _head(UNSIGNED, fields.status_index),
            digest,
        )
    )


def decode(data: bytes) -> CardFields:
    """Read the array back. Raises InvalidFields for anything `encode` would not have written."""
    reader = _Reader(data)
    _demand(reader.head(ARRAY) == ITEMS, "not an array of six")
    fields = CardFields(
        number=reader.text(MAX_NUMBER_BYTES),
        name=reader.text(MAX_NAME_BYTES),
        issued_on=reader.date(),
        expires_on=None if reader.null() else reader.date(),
        status_index=reader.head(UNSIGNED),
        photo_digest=None if reader.null() else reader.string(BYTES, PHOTO_DIGEST_BYTES),
    )
    _demand(reader.at == len(data), "bytes left over")
    _demand(encode(fields) == data, "not the shortest spelling")
    return fields


class _Reader:
    """Reads CBOR items one after another; every length is checked before it is used."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, count: int) -> bytes:
        end = self.at + count
        _demand(end <= len(self.data), "ends too early")
        taken, self.at = self.data[self.at : end], end
        return taken

    def head(self, major: int) -> int:
        first = self.take(1)[0]
        _demand(first >> 5 == major, "an item of another type")
        info = first & 0x1F
        if info < 24:
            return info
        _demand(info <= 26, "a number out of range")
        return int.from_bytes(self.take(1 << (info - 24)), "big")

    def string(self, major: int, longest: int) -> bytes:
        length = self.head(major)
        _demand(length <= longest, "an item is too long")
        return self.take(length)

    def text(self, longest: int) -> str:
        try:
            return self.string(TEXT, longest).decode("utf-8")
        except UnicodeDecodeError as error:
            raise InvalidFields("text is not UTF-8") from error

    def date(self) -> date:
        day = self.head(UNSIGNED)
        _demand(day <= MAX_DAY, "a date out of range")
        return EPOCH + timedelta(days=day)

    def null(self) -> bool:
        if self.data[self.at : self.at + 1] != NULL:
            return False
        self.at += 1
        return True


def _head(major: int, value: int) -> bytes:
    if value < 24:
        return bytes([major << 5 | value])
    for info, size in ((24, 1), (25, 2), (26, 4)):
        if value < 1 << (8 * size):
            return bytes([major << 5 | info]) + value.to_bytes(size, "big")
    raise InvalidFields("a number out of range")


def _string(major: int, content: bytes) -> bytes:
    return _head(major, len(content)) + content


def _day(value: date) -> int:
    return (value - EPOCH).days


def _demand(condition: bool, message: str) -> None:
    if not condition:
        raise InvalidFields(message)


def _check_text(field: str, text: str, longest: int) -> None:
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        raise InvalidFields(f"{field} holds a lone surrogate") from error
    _demand(0 < size <= longest, f"{field} is empty or too long")
    _demand(UNSEEN.search(text) is None, f"{field} holds a character that cannot be seen")
    _demand(text == text.strip(" "), f"{field} begins or ends with a space")
    _demand(unicodedata.is_normalized("NFC", text), f"{field} is not in Unicode form NFC")


def _check_date(field: str, value: date) -> None:
    _demand(0 <= _day(value) <= MAX_DAY, f"{field} out of range")
