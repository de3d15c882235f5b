"""Make papers, each once: what was made first stays, whoever else makes it at the same time or later."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from backend import media
from backend.database import new_id
from backend.extensions import db, settings
from backend.inspections.models import Inspection
from backend.inspections.queries import whole
from backend.papers import codes, notice, queries, record
from backend.papers.models import NOTICE, RECORD, Paper
from backend.papers.typesetting import Typeset, typeset
from backend.permissions import Actor
from backend.rectification.models import RectificationNotice as Notice
from backend.unit_of_work import begin_writing


@dataclass(frozen=True)
class _Draft:
    """A paper that is typeset and not kept yet: the columns of its row, and the file."""

    about: dict[str, Any]
    made: Typeset


def papers_of(actor: Actor, query: dict[str, Any], now: datetime) -> list[dict[str, Any]]:
    """The papers of a visit or notice within reach; what is missing is made. Raises NotFound."""
    notice_id = query.get("notice_id")
    visit_id = queries.get_visit_of_notice(actor, notice_id) if notice_id else queries.get_visit(actor, query["inspection_id"])
    make(visit_id, now)
    return [_shown(paper) for paper in queries.list_of_inspection(visit_id) if notice_id in (None, paper.notice_id)]


def make(inspection_id: UUID, now: datetime) -> None:
    """Make what papers a visit still lacks. Ends the running transaction where there are some; it must have written nothing.

    Nothing is locked while they are typeset; the caller commits the rows. Raises OSError when the storage refuses.
    """
    kinds = {paper.kind for paper in queries.list_of_inspection(inspection_id)}
    lacking = [draft for kind, draft in ((RECORD, _record), (NOTICE, _notice)) if kind not in kinds]
    drafts = list(filter(None, (draft(inspection_id) for draft in lacking)))
    if drafts:
        begin_writing()
        for draft in drafts:
            _keep(draft, now)


def _record(inspection_id: UUID) -> _Draft:
    inspection = db.session.execute(whole().where(Inspection.id == inspection_id)).scalar_one()
    about = {"kind": RECORD, "number": inspection.number, "dated_at": inspection.finished_at, **_place(inspection)}
    return _draft("record", record.values_of(inspection), inspection.received_at, about)


def _notice(inspection_id: UUID) -> _Draft | None:
    """None where nothing had to be put right."""
    order = db.session.execute(select(Notice).where(Notice.inspection_id == inspection_id)).scalar_one_or_none()
    if order is None:
        return None
    inspection = db.session.execute(whole().where(Inspection.id == inspection_id)).scalar_one()
    about = {"kind": NOTICE, "number": order.number, "notice_id": order.id, "dated_at": order.issued_at, **_place(inspection)}
    return _draft("notice", notice.values_of(order, inspection), order.issued_at, about)


def _place(inspection: Inspection) -> dict[str, Any]:
    return {
        "inspection_id": inspection.id,
        "agency_code": inspection.agency_code,
        "agency_name": inspection.agency.name,
        "unit_id": inspection.unit_id,
        "unit_name": inspection.unit.name,
    }


def _draft(template: str, values: dict[str, Any], at: datetime, about: dict[str, Any]) -> _Draft:
    token = codes.token_of(about["kind"], about.get("notice_id") or about["inspection_id"])
    url = codes.address_of(token)
    printed = {**values, "host": settings().official_domain, "url": url, "code": codes.svg(url)}
    return _Draft({**about, "token": token}, typeset(template, printed, at))


def _keep(draft: _Draft, now: datetime) -> None:
    if db.session.scalar(select(Paper.id).where(Paper.token == draft.about["token"])):
        return  # somebody else was quicker
    pdf = draft.made.pdf
    file = {"digest": hashlib.sha256(pdf).digest(), "file": media.store(pdf), "size": len(pdf), "pages": draft.made.pages}
    insert: Any = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}[db.engine.dialect.name]
    statement = insert(Paper).values(id=new_id(), made_at=now, **draft.about, **file)
    db.session.execute(statement.on_conflict_do_nothing())  # quicker by a moment: this file is then swept away


def _shown(paper: Paper) -> dict[str, Any]:
    columns = {column.name: getattr(paper, column.name) for column in Paper.__table__.columns}
    return {**columns, "digest": paper.digest.hex(), "address": codes.address_of(paper.token)}
