"""Our card's code beside one as large as the EU's vaccination certificate: modules, and how many bad pictures of it are read.

Both codes are printed at the same size and photographed alike: each picture of the one has its twin of the other, with the same
distance, tilt, blur, glare, shadow, noise and compression. They are read as the app reads a camera's frames, by the same
program with the same steps.
"""

from __future__ import annotations

import base64
import random
from collections import Counter
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageChops, ImageFilter
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.util import MODE_ALPHA_NUM, QRData

from backend.certificates import qr
from bench.own_browser import APP, opened
from bench.rows import Row
from tests.vectors.make_lists import CARD_8, signed_card

PICTURES = 120
SEED = 2026
OTHER_BYTES = 366
"""Median of 553 certificates of the EU (as compressed and signed); base45 makes 549 characters of them, "HC1:" stands before."""
AREA_AIM = 0.5
FRAME = (640, 480)
PRINTED = 900
"""Pixels a side at which a code is drawn before it is photographed."""
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
LEVELS = {"M": ERROR_CORRECT_M, "Q": ERROR_CORRECT_Q}
BATCH = 10


@dataclass(frozen=True)
class Code:
    """A code: what it says, and its modules without the white around."""

    text: str
    modules: qr.Modules

    @property
    def side(self) -> int:
        """Modules a side."""
        return len(self.modules)


@dataclass(frozen=True)
class Shot:
    """How one picture is taken; lengths in pixels of the frame, light in levels of 255."""

    side: float
    corners: tuple[tuple[float, float], ...]
    blur: float
    shake: int
    glare: tuple[float, float, float, int]
    shadow: int
    noise: int
    quality: int
    grain: bytes


def rows() -> list[Row]:
    """Modules and area at M and Q, bytes, and the share of pictures that are read, without and with the retry steps."""
    made = {level: (_ours(level), _other(level)) for level in LEVELS}
    read = _read(made)
    found = [Row("bytes of a card beside an EU certificate's", len(signed_card(CARD_8)), "bytes", None, OTHER_BYTES)]
    for level, (ours, other) in made.items():
        found += [
            Row(f"code at {level}: modules a side", ours.side, "", None, other.side),
            Row(f"code at {level}: share of the other's area", round(ours.side**2 / other.side**2, 3), "", AREA_AIM),
        ]
        for name, steps in (("as the frame is", ("plain",)), ("with the retry steps", None)):
            rate, reference = (_share(read[level, who], steps) for who in ("ours", "other"))
            title = f"code at {level}: read of {PICTURES} bad pictures, {name}"
            found.append(Row(title, rate, "%", reference, reference, more_is_better=True))
    return found


def _ours(level: str) -> Code:
    payload = signed_card(CARD_8)
    url = f"https://gdbaoan.gov.cn/c/{int.from_bytes(payload, 'big')}"
    return Code(url, qr.modules(url, level))  # type: ignore[arg-type]  # M or Q


def _other(level: str) -> Code:
    """The same modules a real one would have; what it says does not matter to a reader."""
    text = "HC1:" + "".join(random.Random(SEED).choices(ALPHABET, k=OTHER_BYTES // 2 * 3))
    code = QRCode(error_correction=LEVELS[level], mask_pattern=qr.FIXED_MASK, border=0)
    code.add_data(QRData(text.encode(), mode=MODE_ALPHA_NUM))
    code.make(fit=True)
    return Code(text, tuple(tuple(map(bool, row)) for row in code.get_matrix()))


def _read(made: dict[str, tuple[Code, Code]]) -> dict[tuple[str, str], Counter[str | None]]:
    """For each level and code: by which step how many pictures were read (None: not at all)."""
    shots = [_shot(random.Random(SEED + number)) for number in range(PICTURES)]
    wasm = (APP / "node_modules/zxing-wasm/dist/reader/zxing_reader.wasm").read_bytes()
    read: dict[tuple[str, str], Counter[str | None]] = {}
    with opened() as page:
        page.evaluate("wasm => bench.loadReader(wasm)", base64.b64encode(wasm).decode())
        for level, codes in made.items():
            for who, code in zip(("ours", "other"), codes, strict=True):
                pictures = [_encoded(_photograph(code, shot), shot.quality) for shot in shots]
                steps: list[str | None] = []
                for start in range(0, PICTURES, BATCH):
                    ask = "([all, text]) => Promise.all(all.map(one => bench.readingStep(one, text)))"
                    steps += page.evaluate(ask, [pictures[start : start + BATCH], code.text])
                read[level, who] = Counter(steps)
    return read


def _share(read: Counter[str | None], steps: tuple[str, ...] | None) -> float:
    counted = sum(count for step, count in read.items() if step is not None and (steps is None or step in steps))
    return round(100 * counted / PICTURES, 1)


def _shot(chance: random.Random) -> Shot:
    side = chance.uniform(110, 300)
    x, y = FRAME[0] / 2 + chance.uniform(-40, 40), FRAME[1] / 2 + chance.uniform(-30, 30)
    square = [(x + dx * side / 2, y + dy * side / 2) for dx, dy in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    tilt = side * 0.14
    return Shot(
        side=side,
        corners=tuple((cx + chance.uniform(-tilt, tilt), cy + chance.uniform(-tilt, tilt)) for cx, cy in square),
        blur=chance.uniform(0, 1.4),
        shake=chance.choice((0, 0, 3, 5)),
        glare=(
            x + chance.uniform(-side, side) / 2,
            y + chance.uniform(-side, side) / 2,
            side * chance.uniform(0.05, 0.2),
            chance.randrange(255),
        ),
        shadow=chance.randrange(0, 130),
        noise=chance.randrange(5, 60),
        quality=chance.randrange(35, 90),
        grain=chance.randbytes(FRAME[0] * FRAME[1]),
    )


def _photograph(code: Code, shot: Shot) -> Image.Image:
    """A frame in grey."""
    printed, edge = _printed(code)
    nearer = shot.side * 2 / PRINTED  # no finer than twice what the frame shows of it: else the transformation would alias
    printed = printed.resize((max(1, round(printed.width * nearer)), max(1, round(printed.height * nearer))), Image.Resampling.BOX)
    edge *= nearer
    inner = ((edge, edge), (printed.width - edge, edge), (printed.width - edge, printed.height - edge), (edge, printed.height - edge))
    frame = printed.transform(
        FRAME, Image.Transform.PERSPECTIVE, _coefficients(shot.corners, inner), Image.Resampling.BICUBIC, fillcolor=190
    )
    frame = frame.filter(ImageFilter.GaussianBlur(shot.blur))
    if shot.shake:
        row = [1 if line == shot.shake // 2 else 0 for line in range(shot.shake) for _ in range(shot.shake)]
        frame = frame.filter(ImageFilter.Kernel((shot.shake, shot.shake), row))
    shadow = Image.linear_gradient("L").resize(FRAME).point(lambda light: 255 - light * shot.shadow // 255)
    frame = ImageChops.multiply(frame, shadow)
    frame.paste(255, mask=_glare(shot))
    grain = Image.frombytes("L", FRAME, shot.grain).point(lambda level: level * shot.noise // 255)
    return ImageChops.add(frame, grain, 1, -(shot.noise // 2))


def _printed(code: Code) -> tuple[Image.Image, float]:
    """The code on its card, and how far it stands from the edge: the code has the same size whatever its modules."""
    module = PRINTED / code.side
    edge = round(qr.QUIET_ZONE * module)
    drawn = Image.new("L", (code.side, code.side))
    drawn.putdata([0 if dark else 255 for row in code.modules for dark in row])
    printed = Image.new("L", (PRINTED + 2 * edge, PRINTED + 2 * edge), 255)
    printed.paste(drawn.resize((PRINTED, PRINTED), Image.Resampling.NEAREST), (edge, edge))
    return printed, edge


def _glare(shot: Shot) -> Image.Image:
    x, y, radius, strength = shot.glare
    spot = Image.radial_gradient("L").point(lambda distance: max(0, 255 - 2 * distance) * strength // 255)
    mask = Image.new("L", FRAME)
    size = round(radius * 4)
    mask.paste(spot.resize((size, size)), (round(x - size / 2), round(y - size / 2)))
    return mask


def _coefficients(seen: tuple[tuple[float, float], ...], source: tuple[tuple[float, float], ...]) -> list[float]:
    """The eight numbers by which Pillow finds, for a place in the frame, the place on the card."""
    lines = []
    for (x, y), (u, v) in zip(seen, source, strict=True):
        lines += [[x, y, 1, 0, 0, 0, -u * x, -u * y, u], [0, 0, 0, x, y, 1, -v * x, -v * y, v]]
    for pivot in range(8):
        best = max(range(pivot, 8), key=lambda line: abs(lines[line][pivot]))
        lines[pivot], lines[best] = lines[best], lines[pivot]
        lines[pivot] = [value / lines[pivot][pivot] for value in lines[pivot]]
        for other in range(8):
            if other != pivot:
                factor = lines[other][pivot]
                lines[other] = [value - factor * own for value, own in zip(lines[other], lines[pivot], strict=True)]
    return [line[8] for line in lines]


def _encoded(frame: Image.Image, quality: int) -> str:
    out = BytesIO()
    frame.save(out, "JPEG", quality=quality)
    return base64.b64encode(out.getvalue()).decode()
