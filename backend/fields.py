"""Marshmallow fields and the base schema of every input and output: explicit, strict, and named."""

from __future__ import annotations

import math
import re
import unicodedata
from typing import Any

from marshmallow import RAISE, ValidationError, fields, validate
from marshmallow import Schema as MarshmallowSchema

from backend.errors import Invalid

LARGEST = 2**53 - 1
"""Beyond this a browser can no longer hold an integer exactly (ECMA-262, Number.MAX_SAFE_INTEGER)."""

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))


_NO_CHARACTER = re.compile("[\0\ud800-\udfff]")


class HugeNumber(str):
    """An integer of the request that no field here can mean; kept as text until it is refused by name."""


class Schema(MarshmallowSchema):
    """Explicit fields; what is not known is refused."""

    class Meta:
        unknown = RAISE


class Text(fields.String):
    """One line of text: NFC, trimmed of all kinds of blanks, without control characters.

    shortest, longest  characters
    """

    many_lines = False

    def __init__(self, longest: int, shortest: int = 1, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.longest, self.shortest = longest, shortest
        self.validators.insert(0, validate.Length(min=shortest, max=longest))

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = unicodedata.normalize("NFC", super()._deserialize(value, attr, data, **kwargs)).translate(_INVISIBLE)
        if self.many_lines:
            text = text.replace("\r\n", "\n")
        if any(unicodedata.category(c) in ("Cc", "Cs", "Cn", "Co") and not (self.many_lines and c in "\n\t") for c in text):
            raise ValidationError("character|A character here cannot be used")
        return text.strip().strip("\u3000")


class Lines(Text):
    """Text of several lines."""

    many_lines = True


class Code(fields.String):
    """A code of a fixed form, such as a division's digits."""

    def __init__(self, pattern: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators.insert(0, validate.Regexp(re.compile(f"(?:{pattern})\\Z", re.ASCII), error="format|Not of the expected form"))


class Choice(fields.String):
    """One of a closed set of words."""

    def __init__(self, *choices: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators.insert(0, validate.OneOf(choices, error="choice|Not one of the words known here"))


class Number(fields.Integer):
    """A whole number within bounds; no text, no fraction."""

    def __init__(self, smallest: int = 0, largest: int = LARGEST, **kwargs: Any) -> None:
        super().__init__(strict=True, **kwargs)
        self.validators.insert(0, validate.Range(min=smallest, max=largest))

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, (bool, str)):
            raise ValidationError("type|A number is expected")
        return super()._deserialize(value, attr, data, **kwargs)


_PERHAPS_UNUSABLE = re.compile(rb"\0|\xed[\xa0-\xbf]|\\u|NaN|Infinity|[:\[,]\s*-?(?:\d{15}|[\d.]+[eE])")
"""A JSON text in which this is not found holds no such value: they must be escaped, named, or long numbers. NUL bytes stand
in every text that is not UTF-8, and Python's JSON takes a surrogate's three bytes for one."""


def refuse_unusable_in(text: bytes, value: Any) -> None:
    """The same as `refuse_unusable` for a JSON text and what it means; most texts need not be walked through."""
    if not isinstance(value, (dict, list)) or _PERHAPS_UNUSABLE.search(text):
        refuse_unusable(value)


def refuse_unusable(value: Any, path: str = "") -> None:
    """Refuse what no field can mean: NUL, lone surrogates, numbers out of range.

    Raises Invalid naming the field.
    """
    reason = _unusable(value)
    if reason:
        raise Invalid(errors=[{"field": path or "body", "code": reason, "message": "This value cannot be used"}])
    if isinstance(value, dict):
        for key, item in value.items():
            refuse_unusable(key, path or "body")
            refuse_unusable(item, f"{path}.{key}".strip("."))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            refuse_unusable(item, f"{path}.{index}".strip("."))


def _unusable(value: Any) -> str | None:
    if isinstance(value, HugeNumber):
        return "number"
    if isinstance(value, float):
        return None if math.isfinite(value) else "number"
    if isinstance(value, int):
        return "number" if abs(value) > LARGEST else None
    return "character" if isinstance(value, str) and _NO_CHARACTER.search(value) else None
