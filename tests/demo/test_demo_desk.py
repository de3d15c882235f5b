"""The desk of the demo's companies: contracts, needs and guard files are what the operations would have written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from backend.clock import china_date
from backend.contracts import flags, law, needs
from backend.contracts.models import HANDED_IN, NO, SIGNED, ContractDocument, ServiceContract, SiteTerms
from backend.contracts.operations import kept_until
from backend.contracts.queries import _sites
from backend.demo import story
from backend.documents import operations as documents
from backend.extensions import db
from backend.guard_files.models import LabourContract
from backend.guard_files.queries import get_file, without_contract
from backend.guard_files.sections import SECTIONS
from backend.imports.models import Import
from backend.roster.models import Employment
from tests.conftest import SettableClock


def test_contracts_and_guard_files_agree_and_show_every_case(loaded: Flask, clock: SettableClock) -> None:
    today = china_date(clock.now())
    with loaded.app_context():
        whole = select(ServiceContract).options(
            selectinload(ServiceContract.checks), joinedload(ServiceContract.filing),
            selectinload(ServiceContract.papers).joinedload(ContractDocument.document),
        )  # fmt: skip
        contracts = db.session.scalars(whole.order_by(ServiceContract.id)).all()
        check_contracts(contracts, today)
        check_flags(today)
        check_files(today)
        batch = db.session.scalars(select(Import)).one()
        assert (batch.state, batch.rows_gone, batch.counts["applied"]) == ("applied", True, batch.counts["hire"] + batch.counts["change"])


def check_contracts(contracts: Sequence[ServiceContract], today: date) -> None:
    """What is signed was looked into point by point and is kept; the story's company has one of each kind."""
    own = [one for one in contracts if one.unit_id == story.UNIT_ID]
    assert {one.state_on(today) for one in own} == {"draft", "signed", "ended"}
    (far,) = [one for one in own if one.filing]
    assert far.filing is not None
    assert (far.filing.state, far.state) == (HANDED_IN, SIGNED)
    assert far.filing.handed_in_on is not None
    assert far.signed_on is not None
    assert far.signed_on <= far.filing.handed_in_on <= min(far.filing.due_on, today)
    for one in contracts:
        if one.state != SIGNED:
            assert 0 < len(one.checks) < len(law.checklists()[one.checklist].points)
            continue
        assert {check.point for check in one.checks} == {point.code for point in law.checklists()[one.checklist].points}
        assert all(check.answer != NO and (check.answer == "yes" or check.note) for check in one.checks)
        assert one.keep_until == kept_until(one.ends_on)
        assert one.signed_on is not None
        assert one.signed_on <= min(one.starts_on, today)
        assert all(paper.document.keep_until == one.keep_until and documents.open_(paper.document) for paper in one.papers)
    assert [sorted(paper.kind for paper in one.papers) for one in own if one.papers] == [["client_licence", "contract"]]


def check_flags(today: date) -> None:
    """A site's contract is its client's; the story's sites are one short and one without a contract any more; a venue has own guards."""
    found = {}
    for terms in db.session.scalars(select(SiteTerms).options(*_sites())):
        if terms.contract is not None:
            assert (terms.contract.unit_id, terms.contract.client_id) == (terms.site.unit_id, terms.site.client_id)
        found[terms.site_id] = [flag.code for flag in flags.of_site(terms.site, terms, today)]
    assert found[story.SITE_ID] == []
    assert found[story.SECOND_SITE_ID] == ["contract_ended"]
    assert [codes for codes in found.values() if codes not in ([], ["contract_ended"])] == [["entertainment_own_guards"]]
    (short,) = needs.shortfalls(today, site_ids=[story.SITE_ID])
    assert (short.posted, short.able, short.needed, short.short) == (len(story.ON_ROSTER), 6, 7, 1)


def check_files(today: date) -> None:
    """A whole file, one whose labour contract has run out, one with nothing; labour contracts begin with the work."""
    open_jobs = db.session.scalars(select(Employment).where(Employment.ended_on.is_(None)).options(joinedload(Employment.unit))).all()
    of_guard = {job.guard_id: job for job in open_jobs}
    filled = get_file(of_guard[story.guard_id("valid")])
    assert all(filled[section.name] for section in SECTIONS)
    empty = get_file(of_guard[story.guard_id("suspended")])
    assert not any(empty[section.name] for section in SECTIONS)
    gaps = {row.guard_id for row in without_contract([story.UNIT_ID], today)}
    assert {story.guard_id("captain"), story.guard_id("suspended")} <= gaps
    assert story.guard_id("valid") not in gaps
    begun = select(LabourContract).options(joinedload(LabourContract.employment))
    assert all(one.starts_on == one.employment.started_on for one in db.session.scalars(begun))
