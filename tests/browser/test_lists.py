"""Phones and the signed lists, rehearsed: a change of keys, a stolen key, old lists, wrong clocks.

The app, the store and the camera's reader are the real ones; the lists are made here with keys of the tests' own, so that a
week or a theft takes no time. What the server does in a rotation is rehearsed with the server itself (tests/operations).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from backend.certificates import credential, lists, qr
from backend.certificates.card_fields import CardFields
from backend.certificates.lists import CARD, LIST, ListedKey
from tests.browser.phone import Phone
from tests.browser.server import RunningServer
from tests.vectors.make_lists import Key, es256, listed, packed, sm2_key, status, trust

pytestmark = pytest.mark.same_on_all("the phone judges without the server, by lists that are made here")

DAY = timedelta(days=1)
ACTIVE, NEXT, SIGNER, SPARE = es256(1, 11), es256(2, 12), es256(3, 13), es256(4, 14)
SM2 = sm2_key(5, 15)
GOOD, REVOKED, SUSPENDED, REPLACED = 0, 1, 2, 3
STATES = {REVOKED: "revoked", SUSPENDED: "suspended", REPLACED: "superseded"}
BASE = CardFields("44012026900001", "陈志强", date(2026, 1, 5), None, GOOD, None)


class Publisher:
    """Stands for the server's published lists, and prints cards by their keys."""

    def __init__(self, phone: Phone, folder: Path) -> None:
        self.phone, self.folder, self.now = phone, folder, datetime.now(UTC).replace(microsecond=0)
        early = self.now - 100 * DAY
        self.keys = [
            listed(ACTIVE, CARD, early),
            listed(NEXT, CARD, self.now + 7 * DAY),
            listed(SM2, CARD, early),
            listed(SIGNER, LIST, early),
            listed(SPARE, LIST, early),
        ]
        self.served: dict[str, bytes] = {}
        phone.context.route("**/api/lists/*", self._serve)

    def publish(self, signer: Key = SIGNER, after: timedelta = timedelta()) -> None:
        """Both lists, made some time after the first ones."""
        issuer, at = self.phone.server.origin, self.now + after
        self.served = {
            "trust": trust(self.keys, signer, at, iss=issuer, sub=issuer + lists.TRUST_PATH),
            "status": status(packed(STATES), signer, at, iss=issuer, sub=issuer + lists.STATUS_PATH),
        }

    def change(self, key: Key, **changed: int) -> None:
        """Change what the list says of a key."""
        self.keys = [replace(one, **changed) if one.key_id == key.key_id else one for one in self.keys]

    def add(self, key: ListedKey) -> None:
        """List one more key."""
        self.keys.append(key)

    def card(self, key: Key, status_index: int = GOOD, **changed: object) -> Path:
        """The picture of a card's code."""
        fields = replace(BASE, status_index=status_index, **changed)  # type: ignore[arg-type]  # a card's own fields
        payload = credential.sign_with(fields, key.key_id, key.algorithm, key.sign)
        path = self.folder / f"{key.key_id}-{status_index}-{len(changed)}.png"
        path.write_bytes(qr.png(credential.card_url(self.phone.server.origin, payload)))
        return path

    def _serve(self, route: Route) -> None:
        body = self.served.get(route.request.url.rsplit("/", 1)[-1])
        route.fulfill(status=200 if body else 404, content_type="application/cwt", body=body or b"")


@pytest.fixture
def publisher(chrome: Browser, server: RunningServer, tmp_path: Path) -> Iterator[Publisher]:
    """A phone that took the lists of this morning along and has no network now."""
    phone = Phone(chrome, server)
    publisher = Publisher(phone, tmp_path)
    publisher.publish()
    phone.sign_in("station_officer")
    phone.take_lists()
    phone.open("/scan")
    phone.offline()
    yield publisher
    phone.close()


def verdict(publisher: Publisher, card: Path) -> tuple[str, str]:
    """The reason of the phone's own verdict on a card, and what it says."""
    page = publisher.phone.page
    again = page.get_by_role("button", name="扫下一张")
    if again.is_visible():
        again.click()
    page.locator("input[type=file]").set_input_files(card)
    shown = page.locator(".verdict-view")
    expect(shown).to_have_attribute("data-judged-by", "phone")
    return shown.get_attribute("data-reason") or "", publisher.phone.verdict().inner_text()


def update(publisher: Publisher) -> str:
    """A moment with network: the officer asks for new lists. Answers what the phone says of them."""
    phone = publisher.phone
    phone.offline(False)
    phone.open("/queue")
    expect(phone.page.locator("[data-lists]")).not_to_have_count(0)
    with phone.page.expect_response("**/api/lists/status"):
        phone.page.get_by_role("button", name="现在更新").click()
    expect(phone.page.get_by_text("离线资料已更新。")).to_be_attached()
    told = " ".join(phone.page.locator("[data-lists]").all_inner_texts())
    phone.open("/scan")
    phone.offline()
    return told


def test_a_phone_goes_offline_over_a_change_of_keys_and_a_theft(publisher: Publisher) -> None:
    by_next = publisher.card(NEXT)
    assert verdict(publisher, publisher.card(ACTIVE))[0] == "valid"
    assert verdict(publisher, publisher.card(SM2))[0] == "valid"
    reason, said = verdict(publisher, by_next)
    assert (reason, "密钥在本机更新后才启用" in said, "需核查" in said) == ("status_unknown", True, True)

    at = int((publisher.now + timedelta(minutes=1)).timestamp())
    publisher.change(ACTIVE, valid_until=at)
    publisher.change(NEXT, valid_from=at - 120)
    publisher.publish(SPARE, timedelta(minutes=1))  # also the key for lists has changed meanwhile
    rotated = publisher.served
    assert "没有采用" not in update(publisher)
    assert [verdict(publisher, publisher.card(key))[0] for key in (NEXT, ACTIVE)] == ["valid", "valid"]

    publisher.change(ACTIVE, revoked_at=at)
    publisher.publish(SPARE, timedelta(minutes=2))
    update(publisher)
    assert verdict(publisher, publisher.card(ACTIVE))[0] == "revoked_key"
    publisher.served = rotated
    assert "比本机的旧，没有采用" in update(publisher)
    reason, said = verdict(publisher, publisher.card(ACTIVE))
    assert (reason, "无法核验" in said) == ("revoked_key", True)


def test_a_rolled_back_status_list_brings_no_revoked_card_back(publisher: Publisher) -> None:
    revoked = publisher.card(ACTIVE, REVOKED)
    assert verdict(publisher, revoked)[0] == "revoked"
    assert verdict(publisher, publisher.card(ACTIVE, SUSPENDED))[0] == "suspended"
    assert verdict(publisher, publisher.card(ACTIVE, REPLACED))[0] == "withdrawn"
    issuer = publisher.phone.server.origin
    earlier = publisher.now - timedelta(hours=1)
    publisher.served["status"] = status(packed({}), SIGNER, earlier, iss=issuer, sub=issuer + lists.STATUS_PATH)
    assert "比本机的旧，没有采用" in update(publisher)
    assert verdict(publisher, revoked)[0] == "revoked"


def test_old_lists_and_wrong_clocks_make_no_card_green_and_blame_none(publisher: Publisher) -> None:
    clock, now = publisher.phone.page.clock, publisher.now
    card = publisher.card(ACTIVE)
    soon = publisher.card(ACTIVE, expires_on=(now + 60 * DAY).date())
    reason, said = verdict(publisher, card)
    assert (reason, "有效截至" in said.replace("\n", "")) == ("valid", True)

    clock.set_system_time(now + timedelta(hours=25))
    assert verdict(publisher, card)[0] == "status_unknown"
    assert verdict(publisher, publisher.card(ACTIVE, REVOKED))[0] == "revoked"
    clock.set_system_time(now + 31 * DAY)
    reason, said = verdict(publisher, card)
    assert (reason, "公钥列表已过期" in said) == ("status_unknown", True)

    clock.set_system_time(now + 365 * DAY)  # ahead: nobody can tell it from a year without network
    assert verdict(publisher, soon)[0] == "status_unknown"
    clock.set_system_time(now - 365 * DAY)  # behind: before the lists were made
    reason, said = verdict(publisher, card)
    assert (reason, "需核查" in said) == ("clock_wrong", True)
    expect(publisher.phone.page.get_by_text(f"手机时间是{(now - 365 * DAY).year}年")).to_be_visible()
    clock.set_system_time(now + timedelta(minutes=4))
    assert verdict(publisher, card)[0] == "valid"
