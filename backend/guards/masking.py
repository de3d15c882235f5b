"""How much of a number a list shows: enough to tell two people apart, too little to be used.

Decided here once. Of the identity number the first three and the last two characters stay, so
neither birthday nor sequence can be read; of the phone the first three and the last four.
"""

from __future__ import annotations


def mask_identity_number(number: str) -> str:
    """For example 440*************11."""
    return _mask(number, 3, 2)


def mask_phone(number: str) -> str:
    """For example 138****5678."""
    return _mask(number, 3, 4)


def _mask(text: str, first: int, last: int) -> str:
    return text[:first] + "*" * (len(text) - first - last) + text[-last:]


def mask_name(name: str) -> str:
    """The first character; dots stay, so that a name's form can still be told: 陈**, 买**·****."""
    return name[:1] + "".join(c if c == "·" else "*" for c in name[1:])
