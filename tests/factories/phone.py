"""A phone that judges cards by the signed lists, and what tests of keys do to a world."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from backend.certificates import credential, keys, lists
from backend.certificates.models import Certificate
from backend.extensions import db
from tests.support.world import Browser, World

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
