"""What an issuing agency chooses about its cards: words, colours, emblem, the text of the back.

What a card says of its holder, where the code stands and how large it is are not chosen: a reader has to find them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LEAST_CONTRAST = 6.0
"""Of the band's colour on white, by the formula of WCAG 2.2: white letters on it can be read, also printed in grey."""
LEAST_STRIPE_CONTRAST = 3.0

_COLOUR = re.compile(r"#[0-9a-f]{6}", re.ASCII)


@dataclass(frozen=True)
class Design:
    """One version of an agency's template.

    version        0 is what every agency has before it chooses
    agency_words   the unit of issue as it stands on the card; None: the agency's name
    colour         of band and heads, #rrggbb; stripe: of the line below the band
    back_text      paragraphs, divided by line ends
    logo           a PNG, or None
    """

    version: int = 0
    title: str = "保安员证"
    title_in_english: str = "Security Guard Certificate"
    agency_words: str | None = None
    colour: str = "#0b4f9e"
    stripe: str = "#0b4f9e"
    back_text: str = (
        "本证由发证机关依法核发，仅限本人使用，不得转借、涂改。\n"
        "从事保安服务时应随身携带，主动接受查验。\n"
        "遗失请立即报告发证机关；拾到请交给任何一处公安机关。"
    )
    back_text_in_english: str = (
        "Issued by law to the holder alone. Carry it on duty and show it when asked. "
        "If it is lost, tell the issuing agency at once; hand a found card to any police station."
    )
    logo: bytes | None = None


DEFAULT = Design()


def is_colour(text: str) -> bool:
    """Whether it is written as #rrggbb."""
    return _COLOUR.fullmatch(text) is not None


def contrast_on_white(colour: str) -> float:
    """Contrast ratio on white by the relative luminance of WCAG 2.2: 1 for white, 21 for black."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)
