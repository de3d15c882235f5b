"""Draft, check, sign, prolong and end a contract; every act audited."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from backend import audit
from backend.clock import china_date
from backend.contracts import filings, law
from backend.contracts.models import DRAFT, NO, NOT_NEEDED, SIGNED, TERMINATED, ContractCheck, ContractDocument, ServiceContract
from backend.contracts.problems import CheckIncomplete, ContractSigned, DateOutOfRange, NotSigned
from backend.documents import operations as documents
from backend.errors import field_error
from backend.extensions import db
from backend.permissions import Actor
from backend.roster.problems import EARLIEST, UnitNotActive
from backend.roster.queries import require_client
from backend.units.models import Unit

AUDITED = ("unit_id", "client_id", "number", "services", "starts_on", "ends_on", "signed_on", "terminated_on", "state", "province_code")


def draft(unit: Unit, values: dict[str, Any], actor: Actor, now: datetime) -> ServiceContract:
    """Enter a contract that is not signed yet; where it is performed in another province, the filing begins with it.

    Raises UnitNotActive, Invalid about `client_id`, `ends_on` or `province_code`, NumberTaken.
    """
    if unit.status != "active":
        raise UnitNotActive()
    version = law.in_force(china_date(now)).version
    contract = ServiceContract(**values, unit_id=unit.id, unit=unit, state=DRAFT, checklist=version, created_at=now, updated_at=now)
    contract.checks, contract.papers, contract.filing = [], [], None
    _check(contract)
    db.session.add(contract)
    filings.follow(contract, now)
    db.session.flush()  # the constraint speaks now, and the audit needs the id
    audit.record("register", "contract", contract.id, actor=actor, now=now, after=_facts(contract))
    return contract


def change(contract: ServiceContract, values: dict[str, Any], actor: Actor, now: datetime) -> ServiceContract:
    """Change a draft, or prolong what is signed.

    contract  locked
    Raises ContractSigned, DateOutOfRange, Invalid, NumberTaken.
    """
    if contract.state != DRAFT:
        if contract.state == TERMINATED or values.keys() - {"ends_on"}:
            raise ContractSigned()
        _refuse_outside("ends_on", values.get("ends_on", contract.ends_on), contract.ends_on, date.max)
    before = _facts(contract)
    for name, value in values.items():
        setattr(contract, name, value)
    _check(contract)
    contract.updated_at = now
    _keep(contract)
    filings.follow(contract, now)
    db.session.flush()  # the constraint speaks now, and the next version number is known only then
    _record("change", contract, before, actor, now)
    return contract


def answer(contract: ServiceContract, values: dict[str, Any], actor: Actor, now: datetime) -> ServiceContract:
    """Answer one point of the legality check of a draft; an answer may be changed until the contract is signed.

    contract  locked
    Raises ContractSigned, Invalid about `point`, `answer` or `note`.
    """
    if contract.state != DRAFT:
        raise ContractSigned()
    point = law.checklists()[contract.checklist].find(values["point"])
    if point is None:
        raise field_error("point", "unknown", "The check has no such point")
    if values["answer"] == NOT_NEEDED and not point.may_be_not_needed:
        raise field_error("answer", "always_needed", "This point is always looked into")
    if values["answer"] != "yes" and not values["note"]:
        raise field_error("note", "required", "Say why")
    known = next((one for one in contract.checks if one.point == point.code), None)
    if known is None:
        known = ContractCheck(point=point.code)
        contract.checks.append(known)
    before = {"answer": known.answer}
    known.answer, known.note, known.checked_on = values["answer"], values["note"], china_date(now)
    known.account_id, known.account_name, contract.updated_at = actor.account_id, actor.name, now
    db.session.flush()  # the next version number is known only now
    after = {"point": point.code, "answer": known.answer}
    audit.record("look_into", "contract", contract.id, actor=actor, now=now, before=before, after=after)
    return contract


def sign(contract: ServiceContract, signed_on: date, actor: Actor, now: datetime) -> ServiceContract:
    """Say that a draft was signed. Every point of the check must have been answered, and none with no (M. art. 25, Reg. art. 21).

    contract  locked
    Raises ContractSigned, CheckIncomplete naming the points, DateOutOfRange.
    """
    if contract.state != DRAFT:
        raise ContractSigned()
    open_points = _open_points(contract)
    if open_points:
        raise CheckIncomplete(errors=open_points)
    _refuse_outside("signed_on", signed_on, EARLIEST, china_date(now))
    before = _facts(contract)
    contract.state, contract.signed_on, contract.updated_at = SIGNED, signed_on, now
    _keep(contract)
    db.session.flush()  # the next version number is known only now
    _record("sign", contract, before, actor, now)
    return contract


def terminate(contract: ServiceContract, ended_on: date, reason: str, actor: Actor, now: datetime) -> ServiceContract:
    """End a signed contract before its last day.

    contract  locked
    Raises NotSigned, DateOutOfRange.
    """
    today = china_date(now)
    if contract.state_on(today) != SIGNED:
        raise NotSigned()
    _refuse_outside("ended_on", ended_on, contract.signed_on or contract.starts_on, min(today, contract.ends_on))
    before = _facts(contract)
    contract.state, contract.terminated_on, contract.termination_reason, contract.updated_at = TERMINATED, ended_on, reason, now
    _keep(contract)
    db.session.flush()  # the next version number is known only now
    _record("terminate", contract, before, actor, now)
    return contract


def add_paper(contract: ServiceContract, values: dict[str, Any], actor: Actor, now: datetime) -> ServiceContract:
    """Put a document that was sent to the contract. Raises Invalid about `document_id`."""
    document = documents.name(contract.unit_id, values["document_id"])
    document.keep_until = contract.keep_until
    contract.papers.append(
        ContractDocument(document_id=document.id, document=document, kind=values["kind"], title=values["title"], added_at=now)
    )
    contract.updated_at = now
    db.session.flush()  # the next version number is known only now
    after = {"document_id": document.id, "kind": values["kind"]}
    audit.record("add_paper", "contract", contract.id, actor=actor, now=now, after=after)
    return contract


def remove_paper(contract: ServiceContract, paper: ContractDocument, actor: Actor, now: datetime) -> ServiceContract:
    """Take a document away from a contract and forget it. Raises Kept until the contract has ended long enough ago."""
    document = paper.document
    contract.papers.remove(paper)
    db.session.delete(paper)
    db.session.flush()  # nothing names the document any more
    documents.remove(document, actor, now)
    contract.updated_at = now
    db.session.flush()  # the next version number is known only now
    return contract


def kept_until(last: date) -> date:
    """Two years after a contract's last day; after 29 February, the last day of that month."""
    try:
        return last.replace(year=last.year + law.KEPT_YEARS)
    except ValueError:
        return last.replace(year=last.year + law.KEPT_YEARS, month=3, day=1) - timedelta(days=1)


def _keep(contract: ServiceContract) -> None:
    if contract.state != DRAFT:
        contract.keep_until = kept_until(contract.last_day)
        documents.hold(
            db.session.scalars(select(ContractDocument.document_id).where(ContractDocument.contract_id == contract.id)), contract.keep_until
        )


def _open_points(contract: ServiceContract) -> list[dict[str, str]]:
    answers = {one.point: one.answer for one in contract.checks}
    found = []
    for point in law.checklists()[contract.checklist].points:
        if answers.get(point.code) in (None, NO):
            code = "unlawful" if point.code in answers else "required"
            found.append({"field": point.code, "code": code, "message": point.en})
    return found


def _check(contract: ServiceContract) -> None:
    require_client(contract.unit_id, contract.client_id)
    if contract.ends_on < contract.starts_on:
        raise field_error("ends_on", "order", "A contract ends after it begins")
    if contract.province_code == contract.unit.division_code[:2]:
        contract.province_code = None
    if contract.province_code and contract.province_code not in law.provinces():
        raise field_error("province_code", "unknown", "There is no such province")


def _refuse_outside(field: str, day: date, earliest: date, latest: date) -> None:
    if not earliest <= day <= latest:
        message = f"Choose a day from {earliest} to {latest}"
        raise DateOutOfRange(
            errors=[{"field": field, "code": "out_of_range", "message": message}], earliest=earliest.isoformat(), latest=latest.isoformat()
        )


def _record(action: str, contract: ServiceContract, before: dict[str, Any], actor: Actor, now: datetime) -> None:
    after = _facts(contract)
    changed = [name for name in AUDITED if before[name] != after[name]]
    audit.record(
        action, "contract", contract.id, actor=actor, now=now, before={n: before[n] for n in changed}, after={n: after[n] for n in changed}
    )


def _facts(contract: ServiceContract) -> dict[str, Any]:
    return {name: getattr(contract, name) for name in AUDITED}
