"""The signed lists: what they say, who asks for them, when they come."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select

from backend.certificates import keys, lists, publishing
from backend.certificates.models import Publication, PublicationWant
from backend.extensions import db
from backend.jobs import worker
from backend.jobs.models import Job
from tests.conftest import SettableClock
from tests.factories.certificates import act, candidate, certificate
from tests.factories.certificates import replace as replaced
from tests.factories.jobs import do
from tests.factories.phone import ORIGIN, Phone, Publish, command, in_use, place
from tests.support.world import Browser, World


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
