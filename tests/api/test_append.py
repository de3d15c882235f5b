"""Checks that share a commit: all that were answered are kept, and nobody fails because of another's."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

from flask import Flask
from sqlalchemy import func, select

from backend.accounts.models import Account
from backend.database import new_id
from backend.extensions import db
from backend.idempotency import Command
from backend.verifications.models import Verification
from backend.verifications.operations import KEPT_WITH_COMMAND
from tests.factories.certificates import candidate, certificate, number_of
from tests.factories.verifications import check
from tests.support.world import TIANHE, World

TOGETHER = 6


def test_many_at_one_moment_are_each_kept_once(app: Flask, world: World) -> None:
    number = number_of(world, certificate(world, candidate(world)))
    officers = [world.officer(TIANHE) for _ in range(TOGETHER)]
    with ThreadPoolExecutor(TOGETHER) as threads:
        answers = list(threads.map(lambda officer: [check(officer, world, number=number) for _ in range(3)], officers))
    told = [answer.json["id"] for some in answers for answer in some if answer.status_code == 201]
    assert len(told) == 3 * TOGETHER
    with app.app_context():
        assert {str(each) for each in db.session.scalars(select(Verification.id))} == set(told)


def test_one_command_sent_by_many_threads_at_once_is_kept_once(app: Flask, world: World) -> None:
    number, officer, key = number_of(world, certificate(world, candidate(world))), world.officer_name(TIANHE), uuid4()
    phones = [world.browser(officer) for _ in range(TOGETHER)]
    device, moment = str(uuid4()), world.clock.now().isoformat()
    body = {"number": number, "device_id": device, "checked_at": moment, "mode": "online"}
    with ThreadPoolExecutor(TOGETHER) as threads:
        answers = list(threads.map(lambda phone: phone.post("/verifications", body, key=key), phones))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json["id"] for answer in answers}) == 1
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Verification)) == 1


def test_a_row_that_cannot_be_kept_fails_alone(app: Flask, world: World) -> None:
    """Nobody's account has vanished in life; here it stands for whatever the database may refuse."""
    actor, now = world.actor(), world.clock.now()
    with app.app_context():
        account_id = db.session.scalar(select(Account.id).where(Account.user_name == world.account()))
        db.session.rollback()
        guarding = {"account_id": account_id, "payload_hash": b"", "status": 201, "mimetype": "", "answer": b"", "at": now}
        row = {
            **dict.fromkeys(column.name for column in Verification.__table__.columns),
            "account_id": account_id,
            "agency_code": actor.agency_code,
            "device_id": uuid4(),
            "mode": "online",
            "checked_at": now,
            "received_at": now,
            "reason": "valid",
            "answer": {},
        }

        def keep(index: int) -> str:
            mine = {"account_id": uuid4()} if index == 2 else {}
            with app.app_context():
                try:
                    KEPT_WITH_COMMAND.keep({**guarding, "key": uuid4(), **mine}, {**row, "id": new_id(), **mine})
                except Exception as error:
                    return type(error).__name__
                return "kept"

        with ThreadPoolExecutor(TOGETHER) as threads:
            outcomes = list(threads.map(keep, range(TOGETHER)))
        assert sorted(outcomes) == ["IntegrityError", *["kept"] * (TOGETHER - 1)]
        assert db.session.scalar(select(func.count()).select_from(Verification)) == TOGETHER - 1
        assert db.session.scalar(select(func.count()).select_from(Command).where(Command.payload_hash == b"")) == TOGETHER - 1
