"""Find batches, what came of them, and what was printed of one certificate."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from backend.cards.models import CardBatch, CardFailure, CardFile, CardPrint, CardReprint
from backend.certificates.models import Certificate
from backend.errors import NotFound, OutOfReach
from backend.extensions import db
from backend.jobs.models import Job
from backend.jurisdictions.models import Agency
from backend.jurisdictions.queries import get_agency
from backend.pagination import Page, paginate
from backend.permissions import Actor


def agency_to_print_for(actor: Actor, code: str | None, *, lock: bool = False) -> Agency:
    """The agency whose cards are printed: the named one, else one's own. Raises NotFound."""
    agency = get_agency(actor, code or actor.agency_code or "")
    if lock:
        db.session.execute(select(Agency.code).where(Agency.code == agency.code).with_for_update(key_share=True))
    return agency


def list_batches(actor: Actor, query: dict[str, Any], now: datetime) -> Page:
    """Batches of agencies within reach, the latest first."""
    statement = _whole().where(actor.agency_in_reach(CardBatch.agency_code))
    page = paginate(statement, [CardBatch.id], query["cursor"], query["limit"], descending=True)
    jobs = {job.id: job for job in db.session.scalars(select(Job).where(Job.id.in_([batch.job_id for batch in page.items])))}
    return Page([shown(batch, jobs.get(batch.job_id), actor, now) for batch in page.items], page.next_cursor)


def get_batch(actor: Actor, batch_id: UUID) -> CardBatch:
    """One batch within reach. Raises NotFound."""
    statement = _whole().where(CardBatch.id == batch_id, actor.agency_in_reach(CardBatch.agency_code))
    batch = db.session.execute(statement).scalar_one_or_none()
    if batch is None:
        raise OutOfReach("card_batch", batch_id) if db.session.get(CardBatch, batch_id) else NotFound()
    return batch


def whole(batch: CardBatch, actor: Actor, now: datetime) -> dict[str, Any]:
    """A batch with its files, as long as they are there."""
    job = db.session.get(Job, batch.job_id)
    files: Sequence[CardFile] = []
    if batch.files_until is None or batch.files_until > now:
        files = db.session.scalars(select(CardFile).where(CardFile.batch_id == batch.id).order_by(CardFile.number)).all()
    return {**shown(batch, job, actor, now), "files": files}


def shown(batch: CardBatch, job: Job | None, actor: Actor, now: datetime) -> dict[str, Any]:
    """A batch and how far its job is; of jobs long ended only the batch is left."""
    names = (
        "id",
        "job_id",
        "agency_code",
        "template_version",
        "layout",
        "wanted",
        "printed",
        "failed",
        "account_name",
        "at",
        "files_until",
    )
    return {
        **{name: getattr(batch, name) for name in names},
        "agency_name": batch.agency.name,
        "state": job.state if job else "done",
        "cancelling": bool(job and job.cancelling),
        "problem": job and job.problem,
        "done": job.done if job else batch.printed + batch.failed,
        "total": job and job.total,
        "mine": batch.account_id == actor.account_id,
        "expired": batch.files_until is not None and batch.files_until <= now,
    }


def list_failures(batch: CardBatch, query: dict[str, Any]) -> Page:
    """What could not be printed, in the order of the batch."""
    statement = select(CardFailure).where(CardFailure.batch_id == batch.id)
    return paginate(statement, [CardFailure.id], query["cursor"], query["limit"])


def prints_of(certificate: Certificate) -> dict[str, Any]:
    """Each print of a certificate's card, the newest first; why it was given anew, and how often its holder's cards were."""
    statement = (
        select(CardPrint.id, CardPrint.batch_id, CardPrint.at, CardPrint.account_name, CardPrint.template_version)
        .where(CardPrint.certificate_id == certificate.id)
        .order_by(CardPrint.id.desc())
        .limit(100)
    )
    reprints = db.session.scalars(
        select(CardReprint).where(CardReprint.guard_id == certificate.guard_id).order_by(CardReprint.id.desc()).limit(100)
    ).all()
    return {
        "items": db.session.execute(statement).all(),
        "given_anew": next((row for row in reprints if row.certificate_id == certificate.id), None),
        "reprints": db.session.scalar(select(func.count(CardReprint.id)).where(CardReprint.guard_id == certificate.guard_id)),
    }


def _whole() -> Any:
    return select(CardBatch).options(joinedload(CardBatch.agency))
