"""What an account was allowed, and when: kept as it ends, and read out of the audit for what was before."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from flask import Flask

from backend.accounts.grants import AccountGrant, histories
from backend.extensions import db
from tests.conftest import SettableClock
from tests.support.world import TIANHE, YUEXIU, World

MIGRATION = next((Path(__file__).parents[2] / "migrations" / "versions").glob("*_sync.py"))


def kept(account: UUID) -> list[tuple]:
    rows = db.session.scalars(sa.select(AccountGrant).where(AccountGrant.account_id == account).order_by(AccountGrant.until_at))
    return [(row.role, row.agency_code, row.status, row.from_at, row.until_at) for row in rows]


@pytest.mark.usefixtures("database")  # the migration reads what each database keeps of times and JSON
def test_the_audit_tells_the_same_history_as_was_kept(world: World, app: Flask, clock: SettableClock) -> None:
    name = world.officer_name(TIANHE)
    with app.app_context():
        account = db.session.execute(sa.text("SELECT id FROM accounts WHERE user_name = :name"), {"name": name}).scalar_one()
        account = account if isinstance(account, UUID) else UUID(account)
    created, moments = clock.now(), []
    for act, body in (
        ("", {"name": "改名"}), ("", {"agency_code": YUEXIU}), ("/disablement", {"reason": "离职"}),
        ("/enablement", {"reason": "复职"}), ("", {"agency_code": TIANHE}),
    ):  # fmt: skip
        clock.forward(hours=1)
        administrator = world.administrator()
        if act:
            answer = administrator.post(f"/accounts/{account}{act}", body)
        else:
            answer = administrator.patch(f"/accounts/{account}", body, administrator.get(f"/accounts/{account}").headers["ETag"])
        assert answer.status_code == 200, answer.text
        moments.append(clock.now())
    _, moved, out, back, home = moments
    with app.app_context():
        expected = [
            ("county_officer", TIANHE, "active", created, moved),
            ("county_officer", YUEXIU, "active", moved, out),
            ("county_officer", YUEXIU, "disabled", out, back),
            ("county_officer", YUEXIU, "active", back, home),
        ]
        assert kept(account) == expected
        line = histories([account])[account]
        assert [(held.prefix, held.since, held.until) for held in line] == [
            ("440106", None, moved), ("440104", moved, out), (None, out, back), ("440104", back, home), ("440106", home, None),
        ]  # fmt: skip
        db.session.execute(sa.delete(AccountGrant))
        spec = importlib.util.spec_from_file_location("migration", MIGRATION)
        assert spec
        assert spec.loader
        migration = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(migration)
        migration.fill(db.session.connection())
        db.session.expire_all()
        assert kept(account) == expected
