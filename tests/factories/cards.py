"""Batches of cards, printed in the test's own process, and the sheets that come of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pypdfium2
from PIL import Image
from sqlalchemy import insert, select

from backend.certificates.credential import decode
from backend.certificates.keys import get_signer
from backend.certificates.models import Certificate
from backend.database import new_id
from backend.extensions import db
from backend.guards.models import Guard, GuardArea
from tests.factories.certificates import candidate, certificate
from tests.factories.jobs import do
from tests.support.world import GUANGZHOU, Browser, World


def printed(world: World, officer: Browser, **body: Any) -> dict[str, Any]:
    """Ask for a batch, have it done: the batch as the officer sees it then."""
    asked = officer.post("/card-batches", body)
    assert asked.status_code == 202, asked.text
    do(world, asked.json["job_id"])
    return dict(officer.get(f"/card-batches/{asked.json['id']}").json)


def sheet(officer: Browser, batch: dict[str, Any], number: int = 0) -> pypdfium2.PdfDocument:
    """One file of a batch, fetched."""
    answer = officer.get(f"/card-batches/{batch['id']}/files/{number}")
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "application/pdf"
    return pypdfium2.PdfDocument(answer.data)


def page(document: pypdfium2.PdfDocument, number: int, dpi: int = 150) -> Image.Image:
    """A page as a printer sees it."""
    return document[number].render(scale=dpi / 72).to_pil().convert("L")


def crowd(world: World, count: int, agency_code: str = GUANGZHOU) -> list[str]:
    """So many guards with a certificate each, made in bulk after one that was made as usual; the numbers."""
    first = certificate(world, candidate(world), agency_code)
    with world.session():
        model = db.session.execute(select(Certificate.__table__).where(Certificate.id == first)).mappings().one()
        person = db.session.execute(select(Guard.__table__).where(Guard.id == model["guard_id"])).mappings().one()
        guards, cards, areas = [], [], []
        signer, says = get_signer(world.clock.now()), decode(model["payload"]).fields
        for number in range(count - 1):
            guard_id = new_id()
            name = f"G{number:07}"
            guards.append({**person, "id": guard_id, "identity_index": f"{number:016}".encode(), "certificate_number": name})
            index = 1_000_000 + number
            payload = signer.sign(replace(says, number=name, status_index=index))
            cards.append({**model, "id": new_id(), "guard_id": guard_id, "number": name, "status_index": index, "payload": payload})
            areas.append({"guard_id": guard_id, "agency_code": person["agency_code"]})
        for table, rows in ((Guard, guards), (Certificate, cards), (GuardArea, areas)):
            if rows:
                db.session.execute(insert(table.__table__), rows)
    return [model["number"], *(row["number"] for row in cards)]


def prints(world: World, batch_id: str) -> list[tuple[int, str]]:
    """What the register says was printed in a batch: place and number."""
    from backend.cards.models import CardPrint

    statement = select(CardPrint.place, Certificate.number).join(Certificate, Certificate.id == CardPrint.certificate_id)
    with world.app.app_context():
        rows = db.session.execute(statement.where(CardPrint.batch_id == UUID(batch_id)).order_by(CardPrint.place))
        return [(row.place, row.number) for row in rows]
