"""What no field means, and how a lawful request is bent out of shape."""

from __future__ import annotations

import copy
import random
from io import BytesIO
from typing import Any
from uuid import uuid4

from PIL import Image

NIL = "00000000-0000-0000-0000-000000000000"
DEEP = b"[" * 50_000
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1.5, 2**31, 2**53, 2**63, 2**64, 10**40, -(10**400), 1e308, float("inf"), float("nan"),
    "", " ", "\0", "a\0b", "\ud800", "\udfff\ud800", "\u202e", "\u200b", "　", "𠮷" * 20, "x" * 5000, "%", "_", "'", '"', "\\", "*", "<b>",
    "=1+1", "../../etc/passwd", "${7*7}", "2026-02-30", "0000-01-01", "9999-12-31", "2026-11-23T01:00:00", "2026-11-23T01:00:00+99:99",
    NIL, "not a uuid", "440000000000", "44", "999999999999", "NaN", "true",
    [], {}, [[]], [None], {"": ""}, [{}] * 300, {"$ne": 1}, {"\0": 1}, ["\ud800"],
)  # fmt: skip
TEXTS = ("-0", "1e3", "٣", "1,2", "eyJhIjogMX0", "////", "==", *(str(value) for value in VALUES if not isinstance(value, (list, dict))))
SEGMENTS = (
    "",
    ".",
    "..",
    "%00",
    "%ff",
    "%ED%A0%80",
    "%F0%A0%AE%B7",
    "null",
    "1",
    "x" * 3000,
    "00000000-0000-0000-0000-000000000000",
    "%0d%0aX:1",
)
TYPES = (None, "", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/json; charset=utf-16",
         "image/jpeg", "image/png", "image/webp", "image/svg+xml", "application/problem+json", "json", "*/*")  # fmt: skip
HEADERS: tuple[tuple[str, str | None], ...] = (
    ("X-CSRFToken", None), ("X-CSRFToken", "no"), ("Idempotency-Key", None), ("Idempotency-Key", "no"), ("Idempotency-Key", "0" * 5000),
    ("If-Match", '"999999999999999999999"'), ("If-Match", "*"), ("If-Match", ","), ("If-Match", 'W/"1"'), ("If-None-Match", "*"),
    ("Origin", "https://elsewhere.example"), ("Origin", "null"), ("Sec-Fetch-Site", "cross-site"), ("Cookie", "__Host-gangwei=broken"),
    ("Cookie", None), ("Accept", "text/html"), ("Accept-Language", "\xff"), ("Range", "bytes=5-1"), ("If-Modified-Since", "yesterday"),
    ("X-Request-ID", "a" * 500), ("X-Forwarded-For", "nowhere"), ("Authorization", "Bearer x"), ("User-Agent", "\xe4" * 600),
    ("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked"), ("X-HTTP-Method-Override", "DELETE"),
)  # fmt: skip
METHODS = ("PUT", "PATCH", "DELETE", "POST", "OPTIONS", "TRACE", "QUERY")


def bend(value: Any, chance: random.Random) -> Any:
    """A copy of a JSON value with one place of it replaced, taken away or added."""
    if not isinstance(value, (dict, list)) or not value or chance.random() < 0.02:
        return chance.choice(VALUES)
    whole = copy.deepcopy(value)
    here = whole
    while True:
        key: Any = chance.choice(sorted(here)) if isinstance(here, dict) else chance.randrange(len(here))
        if isinstance(here[key], (dict, list)) and here[key] and chance.random() < 0.6:
            here = here[key]
            continue
        act = chance.random()
        if act < 0.7:
            here[key] = chance.choice(VALUES)
        elif act < 0.85:
            del here[key]
        elif isinstance(here, dict):
            here[chance.choice(("extra", "", "__proto__", "id", "version"))] = chance.choice(VALUES)
        else:
            here.append(here[key])
        return whole


def broken_bytes(data: bytes, chance: random.Random) -> bytes:
    """Bytes that were cut, turned over, or were never what they ought to be."""
    choice = chance.randrange(7)
    if choice == 0:
        return data[: chance.randrange(len(data) + 1)]
    if choice == 1 and data:
        place = chance.randrange(len(data))
        return data[:place] + bytes([data[place] ^ (1 << chance.randrange(8))]) + data[place + 1 :]
    return (b"", DEEP, b"\xff\xfe\x00", b"\xef\xbb\xbf" + data, data + b"}", b'{"a":1,"a":2}', b"null")[choice]


def picture(chance: random.Random) -> tuple[str, bytes]:
    """Content type and bytes of a picture of an unusual kind, size or mode."""
    form, kind = chance.choice(
        (("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp"), ("GIF", "image/png"), ("BMP", "image/jpeg"))
    )
    mode = chance.choice(("RGB", "L", "RGBA", "P", "CMYK", "1", "I;16")) if form == "PNG" or chance.random() < 0.3 else "RGB"
    out = BytesIO()
    try:
        Image.new(mode, (chance.choice((1, 2, 33, 3000)), chance.choice((1, 40)))).save(out, form)
    except (OSError, ValueError):  # that form has no such mode
        return kind, b"\x89PNG\r\n\x1a\n" + uuid4().bytes
    data = out.getvalue()
    return kind, broken_bytes(data, chance) if chance.random() < 0.4 else data
