"""The audit chain: whole as long as nobody touches it, and broken by every kind of touch."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, insert, select, update

from backend import audit
from backend.audit.models import AuditEvent, AuditHead
from backend.extensions import db
from tests.support.world import World


@pytest.fixture
def chain(world: World) -> World:
    """A world in which some acts happened."""
    officer = world.officer()
    for _ in range(3):
        unit = world.unit()
        etag = officer.get(f"/units/{unit}").headers["ETag"]
        officer.patch(f"/units/{unit}", {"address": "新址"}, etag)
    return world


def verify(world: World) -> tuple[int, str]:
    result = world.app.test_cli_runner().invoke(args=["audit", "verify"])
    return result.exit_code, result.output


def test_an_untouched_chain_is_whole(chain: World) -> None:
    assert verify(chain)[0] == 0


EDITS = {
    "an edited value": lambda: update(AuditEvent).where(AuditEvent.seq == 2).values(after={"address": "别处"}),
    "another actor": lambda: update(AuditEvent).where(AuditEvent.seq == 3).values(account_name="别人"),
    "a deleted event": lambda: delete(AuditEvent).where(AuditEvent.seq == 2),
    "a cut tail": lambda: delete(AuditEvent).where(AuditEvent.seq == select(AuditHead.count).scalar_subquery()),
    "a cut head": lambda: update(AuditHead).values(count=AuditHead.count - 1),
}


@pytest.mark.parametrize("name", list(EDITS))
def test_a_touched_chain_is_found(chain: World, name: str) -> None:
    with chain.session():
        db.session.execute(EDITS[name]())
    code, output = verify(chain)
    assert code == 1, output


def test_a_back_dated_event_is_found(chain: World) -> None:
    with chain.session():
        event = db.session.get(AuditEvent, 2)
        event.at -= timedelta(days=1)
    assert "event 2 was changed" in verify(chain)[1]


def test_exchanged_events_are_found(chain: World) -> None:
    with chain.session():
        for old, new in ((2, 9_000), (3, 2), (9_000, 3)):
            db.session.execute(update(AuditEvent).where(AuditEvent.seq == old).values(seq=new))
    assert verify(chain)[0] == 1


def test_an_inserted_event_is_found(chain: World) -> None:
    with chain.session():
        last = db.session.scalars(select(AuditEvent).order_by(AuditEvent.seq.desc()).limit(1)).one()
        values = {column.name: getattr(last, column.name) for column in AuditEvent.__table__.columns}
        db.session.execute(insert(AuditEvent).values({**values, "seq": last.seq + 1, "previous_hash": last.hash}))
    assert verify(chain)[0] == 1


def test_a_refused_act_leaves_nothing_in_the_chain(world: World) -> None:
    unit, officer = world.unit(), world.officer()
    officer.patch(f"/units/{unit}", {"status": "closed"}, officer.get(f"/units/{unit}").headers["ETag"])
    assert officer.get(f"/audit-events?subject_id={unit}").json["items"] == []


def test_an_officer_reads_the_acts_of_the_own_area_only(world: World) -> None:
    here, there = world.officer(), world.officer("440300000000")
    names = {row["agency_code"] for row in here.get("/audit-events").json["items"]}
    assert names == {"440100000000"}
    assert there.get("/audit-events").status_code == 200


@pytest.mark.parametrize(("action", "subject"), [("tamper", "unit"), ("change", "thing")])
def test_an_act_that_has_no_name_on_the_screen_is_not_written(world: World, action: str, subject: str) -> None:
    with world.app.app_context(), pytest.raises(ValueError, match="no such words"):
        audit.record(action, subject, None, now=world.clock.now())
