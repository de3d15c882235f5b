"""Keys are planned, used, retired, revoked; and phones can follow."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from backend.certificates import credential, keys, publishing
from backend.certificates.models import SigningKey
from backend.certificates.signing_keys import taking_out
from backend.extensions import db
from tests.conftest import SettableClock
from tests.factories.certificates import act, candidate, card_url, certificate
from tests.factories.phone import ORIGIN, Phone, Publish, command, in_use, states
from tests.support.world import GUANGZHOU, Browser, World


@pytest.fixture(autouse=True)
def _later(clock: SettableClock) -> None:
    """After the template of all tests was made, by whatever clock."""
    clock.forward(days=2000)


@pytest.fixture
def admin(world: World, _later: None) -> Browser:
    return world.administrator()


@pytest.fixture
def publish(world: World) -> Publish:
    def publish() -> Any:
        with world.session():
            return publishing.publish(world.clock.now())

    return publish


class TestLife:
    def test_an_installation_begins_with_one_key_in_use_two_planned_and_two_for_lists(self, admin: Browser) -> None:
        listed = admin.get("/signing-keys").json["items"]

        assert sorted((key["purpose"], key["state"]) for key in listed) == [
            ("card", "active"), ("card", "planned"), ("card", "planned"), ("list", "active"), ("list", "planned"),
        ]  # fmt: skip

    def test_a_planned_key_takes_over_after_a_week_and_another_is_planned(self, world: World, clock: SettableClock) -> None:
        old = card_url(world, certificate(world, candidate(world)))
        clock.forward(days=8)
        admin = world.administrator()
        answer = admin.post("/signing-keys/rotation", {"purpose": "card"})
        new = card_url(world, certificate(world, candidate(world)))

        assert (answer.status_code, answer.json["state"]) == (200, "active")
        assert [credential.parse_scanned(url, ORIGIN)[1] for url in (old, new)] == [1, answer.json["key_id"]]
        assert states(admin)[1] == "retired"
        assert sorted(states(admin).values()).count("planned") == 3

    def test_a_key_that_phones_do_not_know_for_a_week_takes_over_only_on_demand(self, world: World, admin: Browser) -> None:
        with world.session():
            db.session.execute(
                db.update(SigningKey).values(valid_from=world.clock.now() + timedelta(days=1)).where(SigningKey.activated_at.is_(None))
            )
        refused = admin.post("/signing-keys/rotation", {"purpose": "card"})
        done = admin.post("/signing-keys/rotation", {"purpose": "card", "at_once": True})

        assert (refused.status_code, refused.json["code"]) == (409, "signing_key.not_ripe")
        assert done.json["state"] == "active"
        assert datetime.fromisoformat(done.json["valid_from"]) == world.clock.now()

    def test_a_full_batch_changes_the_key(self, world: World, admin: Browser) -> None:
        world.app.extensions["settings"] = replace(world.app.extensions["settings"], cards_per_key=2)
        for _ in range(2):
            with world.session():
                keys.keep_up(world.clock.now())
            assert in_use(world, "card") == 1
            certificate(world, candidate(world))
        with world.session():
            keys.keep_up(world.clock.now())

        assert in_use(world, "card") == 3
        assert admin.get("/signing-keys").json["items"][-1]["cards"] == 2

    def test_where_no_planned_key_may_sign_yet_the_full_one_goes_on(self, world: World) -> None:
        world.app.extensions["settings"] = replace(world.app.extensions["settings"], cards_per_key=1)
        with world.session():
            db.session.execute(
                db.update(SigningKey).values(valid_from=world.clock.now() + timedelta(days=1)).where(SigningKey.activated_at.is_(None))
            )
        certificate(world, candidate(world))
        with world.session():
            keys.keep_up(world.clock.now())

        assert in_use(world, "card") == 1

    def test_a_key_of_the_release_before_is_in_use(self, world: World) -> None:
        """It retires what has no end, and enters its own without the new columns."""
        with world.session():
            now = world.clock.now()
            former = db.session.get(SigningKey, 1)
            assert former is not None
            row = {"key_id": 9, "algorithm": "ES256", "public_key": former.public_key, "private_key": former.private_key, "valid_from": now}
            former.valid_until, former.private_key = now, None
            db.session.flush()
            db.session.execute(db.insert(SigningKey.__table__).values(**row))
            unended = db.session.scalars(select(SigningKey.key_id).where(SigningKey.valid_until.is_(None))).all()

        assert unended == [9], "it would take another for its own"
        assert in_use(world, "card") == 9

    def test_the_commands_do_what_the_screen_does(self, world: World, clock: SettableClock) -> None:
        assert "may sign from" in command(world, "plan", "--algorithm", "SM2")
        clock.forward(days=8)
        assert command(world, "rotate") == "Key 3 signs from now on.\n"
        assert "SM2" in command(world, "list")
        assert "trust  version" in command(world, "publish")
        assert "1 cards have to be replaced" not in command(world, "revoke", "3", "--reason", "泄露", "--yes")
        assert "revoked" in command(world, "list")


class TestRehearsal:
    """A phone without network while the keys change."""

    def test_a_planned_change_leaves_no_card_unknown(self, world: World, publish: Publish, clock: SettableClock) -> None:
        old = card_url(world, certificate(world, candidate(world)))
        publish()
        phone = Phone(world)
        clock.forward(days=8)
        command(world, "rotate")
        new = card_url(world, certificate(world, candidate(world)))

        assert [phone.judge(url) for url in (old, new)] == ["genuine", "genuine"]
        publish()
        phone.refresh()
        assert [phone.judge(url) for url in (old, new)] == ["genuine", "genuine"]

    def test_a_change_in_an_emergency_is_known_after_the_next_refresh(self, world: World, publish: Publish) -> None:
        with world.session():
            not_yet = {"valid_from": world.clock.now() + timedelta(days=7)}
            db.session.execute(db.update(SigningKey).values(not_yet).where(SigningKey.key_id.in_([3, 4])))
        old = card_url(world, certificate(world, candidate(world)))
        publish()
        phone = Phone(world)
        command(world, "revoke", "1", "--reason", "泄露", "--yes")
        new = card_url(world, certificate(world, candidate(world)))

        assert [phone.judge(url) for url in (old, new)] == ["genuine", "planned_key"]
        phone.refresh()
        assert [phone.judge(url) for url in (old, new)] == ["revoked_key", "genuine"]


class TestSm2:
    def test_cards_of_both_algorithms_are_good_side_by_side(self, world: World, clock: SettableClock, publish: Publish) -> None:
        first = card_url(world, certificate(world, candidate(world)))
        key_id = world.administrator().post("/signing-keys", {"purpose": "card", "algorithm": "SM2"}).json["key_id"]
        clock.forward(days=8)
        while in_use(world, "card") != key_id:
            command(world, "rotate")
        second = card_url(world, certificate(world, candidate(world)))
        publish()
        phone, officer = Phone(world), world.officer(GUANGZHOU)

        assert [phone.judge(url) for url in (first, second)] == ["genuine", "genuine"]
        for url in (first, second):
            body = {"credential": url.removeprefix(f"{ORIGIN}/c/")}
            assert officer.post("/lookup", body).json["result"] == "found"


class TestRevocation:
    def test_nothing_the_key_signed_is_believed_and_the_next_one_signs(self, world: World, admin: Browser, publish: Publish) -> None:
        url = card_url(world, certificate(world, candidate(world)))
        publish()
        phone = Phone(world)
        answer = admin.post("/signing-keys/1/revocation", {"reason": "密钥泄露"})
        publish()
        phone.refresh()

        assert (answer.json["state"], answer.json["cards"]) == ("revoked", 1)
        assert in_use(world, "card") == 3
        assert phone.judge(url) == "revoked_key"
        assert world.browser().post("/lookup", {"credential": url.removeprefix(f"{ORIGIN}/c/")}).json["result"] == "no_match"

    def test_there_is_no_way_back(self, world: World, admin: Browser) -> None:
        admin.post("/signing-keys/1/revocation", {"reason": "密钥泄露"})
        taken_back = [
            "UPDATE signing_keys SET revoked_at = NULL WHERE key_id = 1",
            "UPDATE signing_keys SET revoked_at = '2099-01-01 00:00:00' WHERE key_id = 1",
            "UPDATE signing_keys SET public_key = (SELECT public_key FROM signing_keys WHERE key_id = 3) WHERE key_id = 1",
            "DELETE FROM signing_keys WHERE key_id = 1",
        ]
        for statement in taken_back:
            with world.app.app_context(), pytest.raises(DBAPIError, match="a revoked key stays revoked"):
                db.session.execute(db.text(statement))
        again = admin.post("/signing-keys/1/revocation", {"reason": "再来一次"})

        assert (again.json["state"], again.json["revoked_reason"]) == ("revoked", "密钥泄露")

    def test_a_key_that_is_not_in_use_is_revoked_without_a_change(self, world: World, admin: Browser) -> None:
        admin.post("/signing-keys/3/revocation", {"reason": "密钥泄露"})

        assert in_use(world, "card") == 1
        assert sorted(states(admin).values()).count("planned") == 3

    def test_no_such_key(self, admin: Browser) -> None:
        for key_id in (0, 200, 10**12):
            assert admin.post(f"/signing-keys/{key_id}/revocation", {"reason": "密钥泄露"}).status_code == 404
            assert admin.get(f"/signing-keys/{key_id}/certificates").status_code == 404
            assert admin.get(f"/lists/trust/{key_id}").status_code == 404

    def test_the_cards_to_be_replaced_are_listed_without_names(self, world: World, admin: Browser) -> None:
        mine = [certificate(world, candidate(world, name="陈志强")) for _ in range(3)]
        act(world, mine[0], "revoke")
        command(world, "rotate", "--at-once")
        certificate(world, candidate(world))
        found, cursor = [], ""
        while cursor is not None:
            page = admin.get(
                f"/signing-keys/1/certificates?limit=2&cursor={cursor}" if cursor else "/signing-keys/1/certificates?limit=2"
            ).json
            found, cursor = found + page["items"], page["next_cursor"]
        open_ones = admin.get("/signing-keys/1/certificates?open=true")

        assert [row["state"] for row in found] == ["revoked", "valid", "valid"]
        assert len(open_ones.json["items"]) == 2
        assert "陈志强" not in open_ones.text
        assert "陈志强" not in admin.get("/signing-keys/1/certificates.csv").text
        assert {"number", "agency_code", "agency_name", "issued_on", "expires_on", "state"} == set(found[0])

    def test_they_are_taken_out_as_a_file(self, world: World, admin: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(taking_out, "CHUNK", 2)
        for number in ("=1+1", "44012026000002", "44012026000003"):
            certificate(world, candidate(world), number=number)
        file = admin.get("/signing-keys/1/certificates.csv?language=en")
        head, *rows = csv.reader(io.StringIO(file.data.decode("utf-8-sig")))

        assert file.headers["Content-Disposition"] == 'attachment; filename="key-1-certificates.csv"'
        assert (head[0], head[-1]) == ("Certificate number", "State")
        assert [(row[0], row[-1]) for row in rows] == [("'=1+1", "Valid"), ("44012026000002", "Valid"), ("44012026000003", "Valid")]
