"""Keys are planned, used, retired, revoked; what is published says so, and phones can follow."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from backend.certificates import credential, keys, lists, publishing
from backend.certificates.models import Certificate, Publication, PublicationWant, SigningKey
from backend.certificates.signing_keys import taking_out
from backend.extensions import db
from backend.jobs import worker
from backend.jobs.models import Job
from tests.conftest import SettableClock
from tests.factories.certificates import act, candidate, card_url, certificate
from tests.factories.certificates import replace as replaced
from tests.factories.jobs import do
from tests.support.world import GUANGZHOU, Browser, World

Publish = Callable[[], Any]
ORIGIN = "https://gw.example.cn"


class Phone:
    """What a phone holds, and how it reads the lists (docs/lists.md)."""

    def __init__(self, world: World) -> None:
        self.world, self.browser = world, world.browser()
        first = self._get("trust")
        self.trust = lists.read_first_trust_list(first, ORIGIN, world.clock.now())
        self.status: lists.StatusList | None = None

    def refresh(self) -> None:
        """Fetch both lists, over the changes of keys between if there were any."""
        try:
            self.trust = self._read("trust")
        except lists.Refused as refused:
            if refused.reason != "unknown_key":
                raise
            self.follow()
        self.status = lists.read_status_list(self._get("status"), self.pinned, ORIGIN, self.world.clock.now())

    def follow(self) -> None:
        """Go on from a list that a key at hand signed."""
        for key in self.pinned.values():
            answer = self.browser.get(f"/lists/trust/{key.key_id}")
            if key.purpose == lists.LIST and answer.status_code == 200:
                self.trust = lists.read_trust_list(answer.data, self.pinned, ORIGIN, self.world.clock.now(), self.trust.version)
        self.trust = self._read("trust")

    @property
    def pinned(self) -> dict[int, lists.ListedKey]:
        """The keys of the list at hand."""
        return {key.key_id: key for key in self.trust.keys}

    def judge(self, url: str) -> str:
        """What it says of a card's code, without network."""
        try:
            payload = credential.parse_scanned(url, ORIGIN)
            credential.verify(payload, lists.keys_for_cards(self.trust.keys, self.world.clock.now()))
        except credential.CredentialError as error:
            return error.reason
        return "genuine"

    def _read(self, kind: str) -> lists.TrustList:
        return lists.read_trust_list(self._get(kind), self.pinned, ORIGIN, self.world.clock.now(), self.trust.version)

    def _get(self, kind: str) -> bytes:
        answer = self.browser.get(f"/lists/{kind}")
        assert (answer.status_code, answer.mimetype) == (200, "application/cwt")
        return bytes(answer.data)


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


def states(browser: Browser) -> dict[int, str]:
    """Of each key, as the screen shows them."""
    return {key["key_id"]: key["state"] for key in browser.get("/signing-keys").json["items"]}


def command(world: World, *words: str) -> str:
    """`flask keys ...`; what it said."""
    result = world.app.test_cli_runner().invoke(args=["keys", *words])
    assert result.exit_code == 0, result.output
    return result.output


def in_use(world: World, purpose: str) -> int:
    with world.session():
        key = keys.find_active(purpose, world.clock.now())
        assert key is not None
        return key.key_id


def place(world: World, certificate_id: Any) -> int:
    with world.session():
        return int(db.session.scalar(select(Certificate.status_index).where(Certificate.id == certificate_id)) or 0)


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


class TestLists:
    def test_a_phone_follows_a_change_of_the_list_key(self, world: World, publish: Publish) -> None:
        publish()
        phone = Phone(world)
        command(world, "rotate", "--purpose", "list")
        publish()
        phone.refresh()

        assert phone.trust.signed_by == in_use(world, "list")

    def test_one_that_was_away_over_two_changes_follows_by_the_list_between(
        self, world: World, publish: Publish, clock: SettableClock
    ) -> None:
        publish()
        phone = Phone(world)
        for _ in range(2):
            clock.forward(days=1)
            command(world, "rotate", "--purpose", "list")
            publish()
        for _ in range(publishing.KEPT + 2):
            clock.forward(hours=1)
            publish()
        phone.refresh()

        assert phone.trust.signed_by == in_use(world, "list")
        with world.session():
            assert db.session.scalar(select(func.count()).where(Publication.kind == "status")) <= publishing.KEPT + 3

    def test_a_stolen_list_key_is_revoked_by_the_spare(self, world: World, admin: Browser, publish: Publish) -> None:
        publish()
        phone, stolen = Phone(world), in_use(world, "list")
        by_the_thief = world.browser().get("/lists/trust").data
        admin.post(f"/signing-keys/{stolen}/revocation", {"reason": "密钥泄露"})
        publish()
        phone.refresh()

        assert phone.pinned[stolen].revoked_at is not None
        with pytest.raises(lists.Refused, match="revoked_key"):
            lists.read_trust_list(by_the_thief, phone.pinned, ORIGIN, world.clock.now())
        assert world.browser().get(f"/lists/trust/{stolen}").status_code == 404

    def test_the_status_list_says_what_became_of_each(self, world: World, publish: Publish) -> None:
        made = {name: certificate(world, candidate(world)) for name in ("valid", "suspend", "revoke", "cancel", "replace")}
        for name in ("suspend", "revoke", "cancel"):
            act(world, made[name], name)
        new = replaced(world, made["replace"])
        publish()
        phone = Phone(world)
        phone.refresh()
        assert phone.status is not None
        said = {name: phone.status.status(place(world, certificate_id)) for name, certificate_id in {**made, "new": new}.items()}

        assert said == {
            "valid": lists.VALID, "suspend": lists.SUSPENDED, "revoke": lists.REVOKED,
            "cancel": lists.OTHER, "replace": lists.OTHER, "new": lists.VALID,
        }  # fmt: skip

    def test_it_is_sent_again_only_when_it_changed(self, world: World, publish: Publish) -> None:
        publish()
        for kind in ("trust", "status"):
            first = world.browser().get(f"/lists/{kind}")
            again = world.browser().get(f"/lists/{kind}", headers={"If-None-Match": first.headers["ETag"]})
            assert (again.status_code, again.data, again.headers["Cache-Control"]) == (304, b"", "public, max-age=300")
        publish()
        assert world.browser().get("/lists/status", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200

    def test_versions_grow_also_when_the_clock_goes_back(self, world: World, publish: Publish, clock: SettableClock) -> None:
        before = publish()
        clock.forward(days=-30)
        after = publish()

        assert after["status"]["version"] > before["status"]["version"]

    def test_the_screen_tells_what_is_published_and_what_waits(self, world: World, admin: Browser, publish: Publish) -> None:
        publish()
        act(world, certificate(world, candidate(world)), "suspend")
        shown = admin.get("/signing-keys").json
        waiting = admin.post("/signing-keys/publication")

        assert [row["kind"] for row in shown["lists"]] == ["trust", "status"]
        assert shown["waiting"] == 1
        assert (waiting.status_code, waiting.json["waiting"]) == (202, 2)


def test_the_age_of_the_lists_is_measured(world: World, publish: Publish, clock: SettableClock) -> None:
    world.app.extensions["settings"] = replace(world.app.extensions["settings"], metrics_token="t" * 20)
    publish()
    publishing_wanted(world)
    clock.forward(seconds=90)
    text = world.browser().get("/metrics", headers={"Authorization": f"Bearer {'t' * 20}"}).text

    assert 'gangwei_list_age_seconds{kind="status"} 90.0' in text
    assert "gangwei_list_waiting 1.0" in text
    assert 'gangwei_keys_planned{purpose="card"} 2.0' in text


def publishing_wanted(world: World) -> None:
    with world.session():
        publishing.wanted(world.clock.now())


class TestPublication:
    """Who asks, when it comes, and that no change is missed."""

    def sweep(self, world: World) -> list[str]:
        """As a worker does every few seconds; the jobs it entered."""
        with world.session():
            before = set(db.session.scalars(select(Job.id)))
            publishing.ask_when_due(world.clock.now())
        with world.session():
            return [str(job_id) for job_id in db.session.scalars(select(Job.id).where(Job.kind == "publish_lists")) if job_id not in before]

    def wants(self, world: World) -> int:
        with world.session():
            return int(db.session.scalar(select(func.count(PublicationWant.id))) or 0)

    def test_every_hour_and_not_between(self, world: World, publish: Publish, clock: SettableClock) -> None:
        publish()
        clock.forward(minutes=59)
        assert self.sweep(world) == []
        clock.forward(minutes=1)
        assert len(self.sweep(world)) == 1
        assert self.sweep(world) == [], "one is under way"

    @pytest.mark.parametrize("what", ["suspend", "revoke", "cancel"])
    def test_soon_after_an_act_on_a_certificate(self, world: World, publish: Publish, clock: SettableClock, what: str) -> None:
        certificate_id = certificate(world, candidate(world))
        publish()
        act(world, certificate_id, what)
        assert self.sweep(world) == [], "acts that follow one another closely share one"
        clock.forward(seconds=21)
        [job_id] = self.sweep(world)
        do(world, job_id)

        phone = Phone(world)
        phone.refresh()
        assert phone.status is not None
        assert phone.status.status(place(world, certificate_id)) != lists.VALID
        assert self.wants(world) == 0

    def test_an_act_that_is_not_kept_asks_for_nothing(self, world: World, publish: Publish) -> None:
        publish()
        with world.app.app_context():
            publishing.wanted(world.clock.now())
            db.session.rollback()
        assert self.wants(world) == 0

    def test_what_is_done_while_one_is_made_is_published_next_time(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        certificate_id = certificate(world, candidate(world))
        gather = publishing._gather

        def meanwhile() -> Any:
            gathered = gather()
            act(world, certificate_id, "suspend")
            return gathered

        monkeypatch.setattr(publishing, "_gather", meanwhile)
        with world.session():
            publishing.publish(world.clock.now())
        assert self.wants(world) == 1

    def test_workers_look_after_it(self) -> None:
        assert publishing.ask_when_due in worker.sweep_steps
        assert keys.keep_up in worker.tidy_steps


class TestPlaces:
    def test_places_are_taken_until_the_space_is_nearly_full_before_it_grows(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        from backend.certificates import numbering

        monkeypatch.setattr(numbering, "SMALLEST_SPACE", 16)
        taken: list[int] = []
        for _ in range(22):
            certificate_id = certificate(world, candidate(world))
            taken.append(place(world, certificate_id))

        assert len(set(taken)) == 22
        assert numbering.space_of(max(taken)) <= 27

    @pytest.mark.parametrize("highest", [0, 65_535, 65_536, 1_000_000, 50_000_000])
    def test_a_space_is_never_much_longer_than_its_highest_place(self, highest: int) -> None:
        from backend.certificates.numbering import SMALLEST_SPACE, space_of

        assert highest < space_of(highest) <= max(SMALLEST_SPACE, highest * 17 / 16 + 1)
