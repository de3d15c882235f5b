"""Clients: what kind of place they are, and whom to call; the number is sealed where it lies."""

from __future__ import annotations

from uuid import UUID

from backend.extensions import db
from backend.roster.models import Client
from tests.factories.contracts import client
from tests.support.world import World


def test_a_contact_is_masked_in_lists_and_sealed_where_it_lies(world: World) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    id_ = client(manager, unit, kind="bank", contact_name="陈立", contact_phone="020-88886666")
    listed = manager.get(f"/units/{unit}/clients").json["items"][0]
    assert (listed["kind"], listed["contact_name"], listed["phone_masked"]) == ("bank", "陈立", "020*****6666")
    assert "contact_phone" not in listed
    assert manager.get(f"/clients/{id_}").json["contact_phone"] == "020-88886666"
    with world.app.app_context():
        row = db.session.get(Client, UUID(id_))
        assert row is not None
        assert b"8888" not in (row.contact_phone or b"8888")


def test_a_client_is_changed_on_the_version_that_was_read(world: World) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    path = f"/clients/{client(manager, unit, contact_phone='13812345678')}"
    etag = manager.get(path).headers["ETag"]
    changed = manager.patch(path, {"kind": "entertainment", "contact_phone": None}, etag=etag)
    assert (changed.status_code, changed.json["kind"], changed.json["contact_phone"]) == (200, "entertainment", None)
    assert manager.patch(path, {"kind": "bank"}, etag=etag).status_code == 412
    assert world.manager(world.unit()).get(path).status_code == 404
