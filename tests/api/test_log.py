"""The transparency log over HTTP: what anybody may ask of it, and that nobody waits for it."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import replace as changed
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from backend.certificates import credential
from backend.extensions import db
from backend.jobs import worker
from backend.transparency import checkpoints, jobs, leaves, merkle, operations
from backend.transparency.checkpoints import Checkpoint
from backend.transparency.models import LogCheckpoint, LogEntry, LogFork, LogWaiting
from tests.factories.certificates import act, candidate, card_url, certificate, days_ago, replace
from tests.support.world import Browser, World


@pytest.fixture
def anybody(world: World) -> Browser:
    """A browser of somebody who has no account."""
    return world.browser()


def seal(world: World) -> int:
    """What the job worker does every half minute."""
    with world.session():
        return operations.seal(world.clock.now(), db.session.commit)


def newest(world: World, anybody: Browser) -> Checkpoint:
    """The published checkpoint, its signature checked."""
    with world.app.app_context():
        return checkpoints.read(anybody.get("/log/checkpoint").data)


def digits(world: World, certificate_id: Any) -> str:
    return card_url(world, certificate_id).rsplit("/", 1)[1]


def leaf_of(entry: dict[str, Any], payload: bytes) -> bytes:
    """The leaf as the public page makes it, from the card in the hand and what it was told."""
    subject = sha256(payload).digest()
    content = leaves.content_hash(bytes.fromhex(entry["salt"]), subject, entry["effective_on"], bytes.fromhex(entry["record"]))
    return leaves.leaf_hash(entry["kind"], entry["at"], entry["taken_over"], content)


def prove(world: World, anybody: Browser, code: str) -> tuple[Checkpoint, list[dict[str, Any]]]:
    """The proven entries of a card; every proof is checked."""
    answer = anybody.post("/log/card", {"credential": code}).json
    with world.app.app_context():
        kept = checkpoints.read(base64.b64decode(answer["checkpoint"]))
    for entry in answer["entries"]:
        if entry["index"] is not None:
            leaf = leaf_of(entry, credential.from_digits(code))
            merkle.check_inclusion(leaf, entry["index"], kept.size, list(map(bytes.fromhex, entry["hashes"])), kept.root)
    return kept, answer["entries"]


@pytest.fixture
def statements(app: Flask) -> Iterator[list[str]]:
    """The statements sent to the database."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


class TestAnAct:
    def test_is_written_down_in_its_own_transaction_and_has_its_place_after_the_next_sealing(self, world: World, database: str) -> None:
        before = seal(world)
        certificate_id = certificate(world, candidate(world))
        act(world, certificate_id, "suspend")
        with world.session():
            assert [row.kind for row in db.session.scalars(db.select(LogWaiting))] == ["issue", "suspend"]
        assert seal(world) == 2
        with world.session():
            assert db.session.scalars(db.select(LogWaiting)).all() == []
            places = db.session.scalars(db.select(LogEntry).where(LogEntry.certificate_id == certificate_id).order_by(LogEntry.place))
            assert [(row.place, row.kind) for row in places] == [(before, "issue"), (before + 1, "suspend")]

    @pytest.mark.same_on_all("its statements are tried on both in tests/transparency")
    def test_that_is_undone_leaves_no_entry(self, world: World) -> None:
        seal(world)
        world.officer().post("/certificates", {"guard_id": str(candidate(world, photo=False)), "issued_on": str(days_ago(world, 1))})
        assert seal(world) == 0

    @pytest.mark.same_on_all("its statements are tried on both in tests/transparency")
    def test_holds_nothing_personal(self, world: World, anybody: Browser) -> None:
        code = digits(world, certificate(world, candidate(world, name="陈志强")))
        seal(world)
        listed = anybody.get("/log/entries").json["items"]
        assert {key for item in listed for key in item} == {"index", "kind", "at", "taken_over", "content"}
        told = anybody.post("/log/card", {"credential": code})
        assert "陈志强" not in told.text
        assert "4401202" not in told.text

    @pytest.mark.same_on_all("its statements are tried on both in tests/transparency")
    def test_adds_one_statement(self, world: World, statements: list[str]) -> None:
        """Many officers who issue at once must not wait for one another: nothing of the log is read or locked."""
        certificate_id = certificate(world, candidate(world))
        statements.clear()
        act(world, certificate_id, "suspend")
        assert [statement.split("(")[0].strip() for statement in statements if "log_" in statement] == ["INSERT INTO log_waiting"]


@pytest.mark.same_on_all("the statements behind it are tried on both in tests/transparency")
class TestCheckpoints:
    def test_there_is_none_before_the_first_sealing(self, world: World, anybody: Browser) -> None:
        assert anybody.get("/log/checkpoint").json["code"] == "log.empty"
        sealed = seal(world)
        kept = newest(world, anybody)
        assert (kept.size, kept.at) == (sealed, int(world.clock.now().timestamp()))

    def test_a_new_one_is_signed_when_something_happened_or_after_an_hour(self, world: World, anybody: Browser, clock: Any) -> None:
        seal(world)
        first = newest(world, anybody)
        clock.forward(minutes=59)
        seal(world)
        assert newest(world, anybody) == first
        clock.forward(minutes=1)
        seal(world)
        assert newest(world, anybody) == first._replace(at=first.at + 3600)
        certificate(world, candidate(world))
        seal(world)
        assert newest(world, anybody).size == first.size + 1

    def test_one_never_goes_back_though_a_clock_does(self, world: World, anybody: Browser, clock: Any) -> None:
        seal(world)
        first = newest(world, anybody)
        clock.forward(seconds=-30)
        certificate(world, candidate(world))
        seal(world)
        assert newest(world, anybody).at == first.at

    def test_who_has_it_already_is_not_sent_it_again(self, world: World, anybody: Browser) -> None:
        seal(world)
        answer = anybody.get("/log/checkpoint")
        assert (answer.mimetype, answer.headers["Cache-Control"]) == ("application/cwt", "public, max-age=300")
        again = anybody.get("/log/checkpoint", headers={"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")

    def test_the_worker_seals_within_its_rounds(self, world: World, anybody: Browser) -> None:
        assert worker.SWEEP_S * worker.TIDY_EVERY * 2 <= operations.MERGE_DELAY_S
        assert jobs.keep_up in worker.tidy_steps
        certificate(world, candidate(world))
        with world.session():
            worker.tidy(world.clock.now())
        assert newest(world, anybody).size > 0
        assert world.administrator().get("/log").json["waiting"] == 0


class TestProofs:
    @pytest.fixture
    def grown(self, world: World) -> World:
        """A log that was sealed after each of several acts."""
        seal(world)
        for _ in range(6):
            certificate(world, candidate(world))
            seal(world)
        return world

    def test_anybody_builds_the_tree_from_what_is_public(self, grown: World, anybody: Browser, database: str) -> None:
        growing = merkle.Growing()
        for item in anybody.get("/log/entries").json["items"]:
            list(growing.add(leaves.leaf_hash(item["kind"], item["at"], item["taken_over"], bytes.fromhex(item["content"]))))
        kept = newest(grown, anybody)
        assert (growing.size, growing.root) == (kept.size, kept.root)

    def test_each_leaf_is_proven_and_each_size_follows_from_each(self, grown: World, anybody: Browser) -> None:
        kept = newest(grown, anybody)
        with grown.app.app_context():
            hashes = db.session.scalars(db.select(LogEntry.leaf_hash).order_by(LogEntry.place)).all()
            roots = {row.size: row.root for row in db.session.scalars(db.select(LogCheckpoint))}
        for place, leaf in enumerate(hashes):
            proof = anybody.get(f"/log/inclusion?leaf={leaf.hex()}").json
            assert (proof["index"], proof["tree_size"]) == (place, kept.size)
            merkle.check_inclusion(leaf, place, kept.size, list(map(bytes.fromhex, proof["hashes"])), kept.root)
        for old, root in roots.items():  # every log begins as the empty one did: that needs no proof
            if not old:
                continue
            proof = anybody.get(f"/log/consistency?from={old}&to={kept.size}").json
            merkle.check_consistency(old, kept.size, root, kept.root, list(map(bytes.fromhex, proof["hashes"])))

    @pytest.mark.same_on_all("its statements are tried on both in tests/transparency")
    @pytest.mark.parametrize(
        ("path", "code"),
        [
            (f"/log/inclusion?leaf={'00' * 32}", "not_found"),
            ("/log/inclusion?leaf=zz", "validation"),
            ("/log/consistency?from=3&to=99", "log.out_of_tree"),
            ("/log/consistency?from=5&to=4", "log.out_of_tree"),
            ("/log/consistency?from=0", "validation"),
            ("/log/entries?from=-1", "validation"),
        ],
    )
    def test_what_is_not_there_has_no_proof(self, grown: World, anybody: Browser, path: str, code: str) -> None:
        assert anybody.get(path).json["code"] == code

    @pytest.mark.same_on_all("its statements are tried on both in tests/transparency")
    def test_at_most_a_thousand_entries_are_told_at_once(self, grown: World, anybody: Browser) -> None:
        assert [item["index"] for item in anybody.get("/log/entries?from=2&to=4").json["items"]] == [2, 3]
        assert anybody.get("/log/entries?from=2000").json["items"] == []

    @pytest.mark.same_on_all("its statements are tried on both in tests/transparency")
    def test_one_address_asks_only_so_often(self, app: Flask, world: World, anybody: Browser) -> None:
        app.extensions["settings"] = changed(app.extensions["settings"], log_per_minute=2)
        assert [anybody.get("/log/entries").status_code for _ in range(3)] == [200, 200, 429]


class TestACard:
    def test_is_proven_issued(self, world: World, anybody: Browser, database: str) -> None:
        before = seal(world)
        code = digits(world, certificate(world, candidate(world)))
        seal(world)
        _, entries = prove(world, anybody, code)
        told = [(entry["kind"], entry["index"], entry["effective_on"], entry["at"]) for entry in entries]
        assert told == [("issue", before, str(days_ago(world, 100)), int(world.clock.now().timestamp()))]

    @pytest.mark.same_on_all("its statements are tried on both in tests/transparency")
    def test_that_was_issued_a_moment_ago_waits_for_its_place(self, world: World, anybody: Browser) -> None:
        seal(world)
        _, entries = prove(world, anybody, digits(world, certificate(world, candidate(world))))
        assert [(entry["index"], entry["hashes"]) for entry in entries] == [(None, [])]

    @pytest.mark.same_on_all("its statements are tried on both in tests/transparency")
    def test_tells_its_last_act_and_none_between(self, world: World, anybody: Browser) -> None:
        """That a card was once suspended and is good again is nobody's business."""
        certificate_id = certificate(world, candidate(world))
        for what, days in (("suspend", 30), ("reinstate", 20), ("suspend", 10)):
            act(world, certificate_id, what, days=days)
        seal(world)
        _, entries = prove(world, anybody, digits(world, certificate_id))
        assert [(entry["kind"], entry["effective_on"]) for entry in entries] == [
            ("issue", str(days_ago(world, 100))), ("suspend", str(days_ago(world, 10))),
        ]  # fmt: skip

    def test_that_was_replaced_says_so_and_the_new_one_is_another(self, world: World, anybody: Browser) -> None:
        old = certificate(world, candidate(world))
        code, new = digits(world, old), replace(world, old, days=5)
        seal(world)
        assert [entry["kind"] for entry in prove(world, anybody, code)[1]] == ["issue", "replace"]
        assert [entry["kind"] for entry in prove(world, anybody, digits(world, new))[1]] == ["issue"]

    @pytest.mark.same_on_all("its statements are tried on both in tests/transparency")
    def test_that_we_did_not_sign_is_told_nothing(self, world: World, anybody: Browser) -> None:
        code = digits(world, certificate(world, candidate(world)))
        seal(world)
        fields = credential.decode(credential.from_digits(code)).fields
        forged = credential.to_digits(credential.sign(fields, 1, credential.generate_key()))
        for wrong in (forged, "12", "☃"):
            assert prove(world, anybody, wrong)[1] == []

    @pytest.mark.same_on_all("its statements are tried on both in tests/transparency")
    def test_is_asked_about_only_so_often(self, app: Flask, world: World, anybody: Browser) -> None:
        seal(world)
        app.extensions["settings"] = changed(app.extensions["settings"], lookup_per_minute=1)
        answers = [anybody.post("/log/card", {"credential": "12"}) for _ in range(2)]
        assert [(answer.status_code, answer.json.get("code")) for answer in answers] == [(200, None), (429, "lookup.too_many")]


def signed(world: World, size: int, root: bytes, minutes: int = 0) -> str:
    """A checkpoint that our key signed, whatever it says."""
    at = world.clock.now() + timedelta(minutes=minutes)
    with world.session():
        return base64.b64encode(checkpoints.sign(size, root, int(at.timestamp()), at)).decode()


@pytest.mark.same_on_all("the statements behind it are tried on both in tests/transparency")
class TestAReportedFork:
    @pytest.fixture
    def kept(self, world: World) -> str:
        """A checkpoint that a phone holds, of two entries or more."""
        for _ in range(2):
            certificate(world, candidate(world))
        seal(world)
        return base64.b64encode(world.browser().get("/log/checkpoint").data).decode()

    @pytest.mark.parametrize("more", [0, -1, 7])
    def test_is_kept_once_and_told_to_administrators(self, world: World, anybody: Browser, kept: str, more: int) -> None:
        """Of the same size, of an earlier one, and of one that the log never had."""
        size = newest(world, anybody).size
        other = signed(world, size + more, b"\7" * 32, minutes=1)
        for known, offered in ((kept, other), (other, kept)):
            assert anybody.post("/log/forks", {"known": known, "offered": offered}).status_code == 201
        with world.session():
            assert db.session.scalar(db.select(db.func.count(LogFork.id))) == 1
        state = world.administrator().get("/log").json
        assert [(fork["known"]["tree_size"], fork["offered"]["tree_size"]) for fork in state["forks"]] == [(size, size + more)]
        assert state["size"] == size

    def test_is_refused_where_nothing_contradicts(self, world: World, anybody: Browser, kept: str) -> None:
        certificate(world, candidate(world))
        seal(world)
        later = base64.b64encode(anybody.get("/log/checkpoint").data).decode()
        assert anybody.post("/log/forks", {"known": kept, "offered": later}).json["code"] == "log.not_a_fork"

    def test_is_refused_where_we_did_not_sign(self, world: World, anybody: Browser, kept: str) -> None:
        forged = bytearray(base64.b64decode(kept))
        forged[-1] ^= 1
        for wrong in (base64.b64encode(forged).decode(), base64.b64encode(b"\xd2").decode()):
            assert anybody.post("/log/forks", {"known": kept, "offered": wrong}).json["code"] == "log.not_a_fork"
        assert anybody.post("/log/forks", {"known": kept, "offered": "?"}).json["code"] == "validation"

    def test_is_not_told_to_station_officers(self, world: World) -> None:
        assert world.officer("440106004000").get("/log").status_code == 403


@pytest.mark.same_on_all("the statements behind it are tried on both in tests/transparency")
def test_how_the_log_stands_is_measured(app: Flask, world: World, anybody: Browser) -> None:
    app.extensions["settings"] = changed(app.extensions["settings"], metrics_token="t" * 20)
    before = seal(world)
    certificate(world, candidate(world))
    world.clock.forward(seconds=90)  # type: ignore[attr-defined]
    text = anybody.get("/metrics", headers={"Authorization": f"Bearer {'t' * 20}"}).text
    assert f"gangwei_log_entries {before:.1f}" in text
    assert "gangwei_log_waiting 1.0" in text
    assert "gangwei_log_checkpoint_age_seconds 90.0" in text
    assert "gangwei_log_forks 0.0" in text
