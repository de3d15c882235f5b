"""A camera for the browser: a film in which a picture is held before it, as a hand would hold a card."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image

FRAME = (1280, 720)
DESK = (96, 92, 84)
SHOWN, AWAY = 30, 90
"""Frames with the card and without it: the app reads the same card again only after it was out of sight."""


def film(picture: Path, target: Path, share: float = 0.8) -> Path:
    """Write an MJPEG film of `picture` in the middle of each frame.

    share  how much of the frame's height the picture fills at the most
    """
    card = Image.open(picture).convert("RGB")
    scale = min(FRAME[1] * share / card.height, FRAME[0] * share / card.width)
    card = card.resize((int(card.width * scale), int(card.height * scale)), Image.Resampling.LANCZOS)
    held, empty = [], _jpeg(Image.new("RGB", FRAME, DESK))
    for step in range(SHOWN):  # a hand is never quite still
        frame = Image.new("RGB", FRAME, DESK)
        frame.paste(card, ((FRAME[0] - card.width) // 2 + step % 6 - 3, (FRAME[1] - card.height) // 2 + step % 2))
        held.append(_jpeg(frame))
    target.write_bytes(b"".join(held + [empty] * AWAY))
    return target


def _jpeg(frame: Image.Image) -> bytes:
    out = BytesIO()
    frame.save(out, "JPEG", quality=92)
    return out.getvalue()
