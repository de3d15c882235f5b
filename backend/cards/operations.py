"""Print a batch; give a card anew."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from backend import audit
from backend.cards import choosing, templates, work
from backend.cards.choosing import Wanted
from backend.cards.models import CardBatch, CardReprint
from backend.cards.problems import BatchOpen, NothingToPrint
from backend.certificates import operations as certificates
from backend.certificates.models import Certificate
from backend.clock import china_date
from backend.extensions import db
from backend.jobs.models import OPEN_STATES, Job
from backend.jobs.operations import create_job
from backend.jurisdictions.models import Agency
from backend.permissions import Actor
from backend.units.models import Unit

REASON_WORDS = {
    "damaged": "证件损坏",
    "lost": "证件遗失",
    "stolen": "证件被盗",
    "name_changed": "姓名变更",
    "photo_changed": "更换照片",
    "misprint": "印制有误",
    "other": "其他",
}
"""As they stand in the certificate's history, which is kept in Chinese like every reason there."""


def wanted_of(agency: Agency, body: dict[str, Any], now: datetime) -> Wanted:
    """What an input asks for."""
    numbers = tuple(dict.fromkeys(body["numbers"]))
    return Wanted(agency.code, china_date(now), body["unit_id"], body["unprinted"], body["most"], numbers)


def print_batch(agency: Agency, unit: Unit | None, body: dict[str, Any], actor: Actor, now: datetime) -> CardBatch:
    """Enter a batch; a worker begins when the transaction is committed.

    agency  whose certificates, locked: an agency prints one batch at a time, so that no card is in two that are both "not yet printed"
    unit    found within the actor's reach, or None
    body    what `BatchInput` loads
    Raises BatchOpen, NothingToPrint.
    """
    wanted = wanted_of(agency, body, now)
    if _is_printing(agency.code):
        raise BatchOpen()
    if not choosing.count(wanted):
        raise NothingToPrint()
    params = {
        "agency_code": agency.code,
        "layout": body["layout"],
        "unit_id": str(wanted.unit_id) if wanted.unit_id else None,
        "unprinted": wanted.unprinted,
        "most": wanted.most,
        "numbers": list(wanted.numbers),
    }
    job = create_job(work.KIND, params, actor, now)
    told = {"unit_name": unit.name if unit else None, "unprinted": wanted.unprinted, "numbers": len(wanted.numbers), "most": wanted.most}
    latest = templates.find_template(agency.code)
    batch = CardBatch(
        job_id=job.id,
        agency_code=agency.code,
        template_version=latest.version if latest else 0,
        layout=body["layout"],
        wanted=told,
        account_id=actor.account_id,
        account_name=actor.name,
        at=now,
    )
    db.session.add(batch)
    db.session.flush()
    audit.record("ask_print", "card_batch", batch.id, actor=actor, now=now, after={**told, "layout": body["layout"]})
    return batch


def reprint(certificate: Certificate, body: dict[str, Any], actor: Actor, now: datetime) -> Certificate:
    """Give a card anew: a new certificate takes the place of the former one, whose card is void from then on.

    certificate  locked, with its guard
    body         what `ReprintInput` loads: reason, note, issued_on, perhaps expires_on
    Raises what `certificates.replace_certificate` raises. Returns the new certificate, of which no card is printed yet.
    """
    words = REASON_WORDS[body["reason"]] + (f"：{body['note']}" if body["note"] else "")
    values: dict[str, Any] = {name: body[name] for name in ("issued_on", "expires_on") if name in body}
    new = certificates.replace_certificate(certificate, {**values, "reason": words}, actor, now)
    db.session.add(
        CardReprint(
            guard_id=certificate.guard_id,
            former_id=certificate.id,
            certificate_id=new.id,
            reason=body["reason"],
            note=body["note"] or None,
            account_name=actor.name,
            at=now,
        )
    )
    return new


def _is_printing(agency_code: str) -> bool:
    jobs = select(Job.id).where(Job.kind == work.KIND, Job.state.in_(OPEN_STATES))
    statement = select(CardBatch.id).where(CardBatch.agency_code == agency_code, CardBatch.job_id.in_(jobs))
    return db.session.scalars(statement.limit(1)).first() is not None
