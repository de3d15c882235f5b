"""Cards and codes of the story as PNG files, to hold before a camera or to choose as a photo."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from backend.cards import printing
from backend.cards.problems import CardUnprintable
from backend.certificates import card_fields, credential, qr
from backend.certificates.models import Certificate
from backend.demo import story
from backend.demo.ids import SEED
from backend.extensions import db, settings
from backend.guards.models import Guard

UNKNOWN_KEY_ID = 251
FOREIGN = "https://example.com/guard?id=4401062026"


def can_be_written() -> bool:
    """Whether the story's guards are in the database."""
    return db.session.get(Guard, story.guard_id("valid")) is not None


def write_all(data_dir: Path) -> None:
    """Draw all of them for the present address of the app."""
    folder = story.folder(data_dir)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    origin, presented = settings().public_origin, _presented()
    for key, certificate in presented.items():
        _write_card(data_dir, key, certificate)
        story.code_file(data_dir, key).write_bytes(qr.png(credential.card_url(origin, certificate.payload)))
    for kind, text in _false_codes(origin, presented["valid"].payload).items():
        story.code_file(data_dir, kind).write_bytes(qr.png(text))
    story.write(data_dir, origin, {key: certificate.number for key, certificate in presented.items()})


def _presented() -> dict[str, Certificate]:
    """The card each guard of the story shows: the newest, but of `superseded` the old one."""
    ids = {story.guard_id(key): key for key in story.GUARDS}
    statement = select(Certificate).options(joinedload(Certificate.guard), joinedload(Certificate.agency))
    rows = db.session.scalars(statement.where(Certificate.guard_id.in_(ids)).order_by(Certificate.issued_on))
    found: dict[str, Certificate] = {}
    for row in rows:
        key = ids[row.guard_id]
        if key != "superseded" or row.state == "superseded":
            found[key] = row
    return {key: found[key] for key in story.GUARDS}


def _write_card(data_dir: Path, key: str, certificate: Certificate) -> None:
    file = story.card_file(data_dir, key)
    try:
        file.write_bytes(printing.card_png(certificate))
    except CardUnprintable:
        file.unlink(missing_ok=True)  # no font here has the character; the code alone can still be shown


def _false_codes(origin: str, payload: bytes) -> dict[str, str]:
    """What must not be taken for a card of ours, by kind."""
    card = credential.decode(payload)
    stranger = credential.generate_key()
    other_name = card_fields.encode(replace(card.fields, name="张" + card.fields.name[1:]))
    payloads = {
        "forged": credential.sign(card.fields, card.key_id, stranger),
        "altered": payload[: credential.HEADER_BYTES] + other_name + card.signature,
        "unknown-key": credential.sign(card.fields, UNKNOWN_KEY_ID, stranger),
        "malformed": payload[: credential.HEADER_BYTES] + _noise(len(card.signed)) + card.signature,
    }
    return {**{kind: credential.card_url(origin, made) for kind, made in payloads.items()}, "foreign": FOREIGN}


def _noise(length: int) -> bytes:
    return b"\xff" + random.Random(SEED).randbytes(length - 1)  # noqa: S311 - nothing to guess
