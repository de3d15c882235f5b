"""The keys that sign cards and lists: planned, active, retired, revoked.

Planned keys stand in the trust list at least a week before the first may sign, so a phone that was offline over a
change of keys knows the new one. Cards are signed batch by batch: when the active key has signed so many, the oldest
planned one takes its place, and a stolen key costs one batch. A revoked key never comes back.

Of the keys for lists there are always two: one that signs and a spare, which signs the list that revokes the first.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.exc import IntegrityError

from backend import audit
from backend.certificates import credential, signers
from backend.certificates.algorithms import BY_NAME
from backend.certificates.card_fields import CardFields
from backend.certificates.credential import Standing, TrustedKey
from backend.certificates.logged_keys import log_step
from backend.certificates.models import Certificate, SigningKey, signed_by
from backend.certificates.problems import KeyNotRipe, KeysExhausted, NoKeyPlanned
from backend.certificates.signers import Signer
from backend.certificates.wants import wanted
from backend.errors import NotFound, Problem
from backend.extensions import db, settings
from backend.permissions import Actor
from backend.quick import Read

CARD, LIST = "card", "list"
LAST_KEY_ID = 255
LEAD = timedelta(days=7)
"""So long a new key for cards is listed before it may sign."""
PLANNED = {CARD: 2, LIST: 1}
"""How many keys are planned at any time."""
NOBODYS = 0
"""No algorithm has this number: a key of one that this release does not know verifies nothing."""
NEVER = timedelta(days=100 * 365)

log = logging.getLogger("backend.certificates")

FOR_TRUST = (SigningKey.public_key, SigningKey.algorithm, SigningKey.planned_at, SigningKey.activated_at, SigningKey.revoked_at)
"""What decides whether a card's key is to be trusted."""
_FOR_CARDS = Read(select(SigningKey.key_id, *FOR_TRUST).where(SigningKey.purpose == CARD))


@dataclass(frozen=True)
class CardSigner:
    """The key for cards in use, ready to sign."""

    key_id: int
    algorithm: int
    signer: Signer

    def sign(self, fields: CardFields) -> bytes:
        """The payload of a card. Raises SignerUnavailable."""
        return credential.sign_with(fields, self.key_id, self.algorithm, self.signer.sign)


@dataclass(frozen=True)
class ListSigner:
    """The key for lists in use, ready to sign trust lists, status lists and checkpoints (`cose.sign1`)."""

    key_id: int
    algorithm: int
    signer: Signer


def get_signer(now: datetime) -> CardSigner:
    """The key for cards in use; the first is made when there is none. Raises SignerUnavailable."""
    key = ensure_signing_key(now)
    return CardSigner(key.key_id, BY_NAME[key.algorithm].cose, _opened(key))


def get_list_signer(now: datetime) -> ListSigner:
    """The key for lists in use. Raises SignerUnavailable."""
    key = ensure_signing_key(now, LIST)
    return ListSigner(key.key_id, BY_NAME[key.algorithm].cose, _opened(key))


def ensure_signing_key(now: datetime, purpose: str = CARD) -> SigningKey:
    """The key in use. When there is none the next planned one is taken, or one is made.

    Of two that try at once one waits and takes the other's.
    """
    last = _last_key_id()  # read first: a key that is made after this has a greater id, and ours will be refused
    key = find_active(purpose, now) or _take_over(purpose, now, ripe=False)
    if key is not None:
        return key
    try:
        with db.session.begin_nested():
            key = _make(purpose, now, now, last)
            _activate(key, now)
    except IntegrityError:
        key = find_active(purpose, now)
        if key is None:
            raise
    return key


def ensure_all(now: datetime) -> None:
    """A key in use for each purpose, and as many planned as there must be."""
    for purpose in (CARD, LIST):
        ensure_signing_key(now, purpose)
    ensure_planned(now)


def ensure_planned(now: datetime) -> list[SigningKey]:
    """Plan keys until as many are planned as there must be; returns the new ones. Raises KeysExhausted, SignerUnavailable."""
    return [plan_key(purpose, now) for purpose, wanted in PLANNED.items() for _ in range(wanted - len(find_planned(purpose, now)))]


def plan_key(purpose: str, now: datetime, *, algorithm: str | None = None, actor: Actor | None = None) -> SigningKey:
    """A new key, listed from now on. One for cards may sign after `LEAD`; one for lists at once, should the active one be stolen.

    algorithm  ES256 or SM2; without it the setting's for cards, ES256 for lists
    Raises KeysExhausted, SignerUnavailable.
    """
    return _make(purpose, now, now + (LEAD if purpose == CARD else timedelta()), algorithm=algorithm, actor=actor)


def rotate_key(purpose: str, now: datetime, *, at_once: bool = False, actor: Actor | None = None) -> SigningKey:
    """The oldest planned key signs from now on; the former one is retired, what it signed stays good, its secret is wiped.

    at_once  also a key whose time has not come: phones offline do not know yet that it may sign
    Raises NoKeyPlanned, KeyNotRipe, KeysExhausted, SignerUnavailable.
    """
    key = _take_over(purpose, now, ripe=not at_once, actor=actor)
    if key is None:
        raise KeyNotRipe() if find_planned(purpose, now) else NoKeyPlanned()
    ensure_planned(now)
    return key


def rotate_when_full(now: datetime) -> SigningKey | None:
    """Change the key for cards when it has signed its batch; None while it has not, or while no planned key's time has come."""
    key = find_active(CARD, now)
    if key is None or count_cards(key.key_id, settings().cards_per_key) < settings().cards_per_key:
        return None
    new = _take_over(CARD, now, ripe=True)
    if new is None:
        log.warning("key %d has signed its batch, and no planned key may sign yet", key.key_id)
    return new


def keep_up(now: datetime) -> None:
    """What workers look after: batches that are full, and that enough keys are planned."""
    try:
        rotate_when_full(now)
        ensure_planned(now)
    except Problem as problem:
        log.warning("keys: %s", problem.title)


def revoke_key(key_id: int, reason: str, now: datetime, actor: Actor | None = None) -> SigningKey:
    """Believe nothing of this key any more, forget how to sign with it, and say so in the next lists, which are asked for.

    Was it in use, the next planned one takes its place at once. There is no way back. Raises NotFound.
    """
    key = db.session.get(SigningKey, key_id, with_for_update=True) if key_id <= LAST_KEY_ID else None
    if key is None:
        raise NotFound()
    if key.revoked_at is None:
        was_active = key.state_at(now) == "active"
        key.revoked_at, key.private_key, key.revoked_reason = now, None, reason
        db.session.flush()
        _told("revoke", key, now, actor, {"reason": reason})
        if was_active:
            ensure_signing_key(now, key.purpose)
        ensure_planned(now)
    return key


def find_active(purpose: str, now: datetime) -> SigningKey | None:
    """The key in use: the newest, should a server of the release before have made one beside."""
    keys = [key for key in _unended(purpose, now) if key.state_at(now) == "active"]
    return keys[-1] if keys else None


def find_planned(purpose: str, now: datetime) -> list[SigningKey]:
    """The planned keys, the oldest first."""
    return [key for key in _unended(purpose, now) if key.state_at(now) == "planned"]


def trusted_keys() -> dict[int, TrustedKey]:
    """What to verify cards with: every key for cards, each with its standing."""
    return {row.key_id: trusted(row) for row in _FOR_CARDS.all()}


def trusted(row: Any) -> TrustedKey:
    """A key for cards, from its columns (`FOR_TRUST`).

    Here a planned key is good for nothing until it is put into use; phones, who cannot know that, go by its first day.
    """
    known = BY_NAME.get(row.algorithm)
    standing = Standing.REVOKED if row.revoked_at else Standing.PLANNED if row.planned_at and not row.activated_at else Standing.GOOD
    return TrustedKey(bytes(row.public_key), known.cose if known else NOBODYS, standing)


def count_cards(key_id: int, up_to: int | None = None) -> int:
    """How many cards a key signed; counting stops at `up_to`."""
    found = select(Certificate.id).where(signed_by(key_id))
    return db.session.scalar(select(func.count()).select_from((found.limit(up_to) if up_to else found).subquery())) or 0


def _make(
    purpose: str,
    now: datetime,
    valid_from: datetime,
    last: int | None = None,
    *,
    algorithm: str | None = None,
    actor: Actor | None = None,
) -> SigningKey:
    """A planned key.

    last  the newest key that the caller knows of; of two that follow the same one the second is refused
    """
    key_id = (_last_key_id() if last is None else last) + 1
    if key_id > LAST_KEY_ID:
        raise KeysExhausted()
    chosen = BY_NAME[algorithm or (settings().card_algorithm if purpose == CARD else "ES256")]
    signer = signers.preferred() if chosen.name == "ES256" else signers.EMBEDDED
    public_key, private_key, label = signers.new_key(key_id, chosen, signer)
    key = SigningKey(
        key_id=key_id,
        algorithm=chosen.name,
        public_key=public_key,
        private_key=private_key,
        valid_from=valid_from,
        valid_until=now + NEVER,
        purpose=purpose,
        signer=signer,
        label=label,
        planned_at=now,
    )
    db.session.add(key)
    db.session.flush()  # two that make one at once meet here, at the primary key
    _told("plan", key, now, actor, {"purpose": purpose, "algorithm": chosen.name, "signer": signer, "public_key": public_key.hex()})
    return key


def _take_over(purpose: str, now: datetime, *, ripe: bool, actor: Actor | None = None) -> SigningKey | None:
    """The oldest planned key becomes the active one; None when there is none, or none whose time has come."""
    waiting = find_planned(purpose, now)
    if not waiting:
        return None
    locked = db.session.scalars(
        select(SigningKey)
        .where(SigningKey.key_id.in_([key.key_id for key in waiting]))
        .order_by(SigningKey.key_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    quicker = [key for key in locked if key.state_at(now) == "active"]
    if quicker:  # somebody else changed the key while this one waited
        return quicker[0]
    planned = [key for key in locked if key.state_at(now) == "planned" and (key.valid_from <= now or not ripe)]
    if not planned:
        return None
    key = min(planned, key=lambda one: (one.valid_from > now, one.key_id))
    _activate(key, now, actor)
    return key


def _activate(key: SigningKey, now: datetime, actor: Actor | None = None) -> None:
    for former in _unended(key.purpose, now):
        if former is not key and former.state_at(now) == "active":
            former.valid_until, former.private_key = now, None
            _told("retire", former, now, actor, {})
    key.activated_at, key.valid_from = now, min(key.valid_from, now)
    if key.purpose == CARD:
        key.valid_until = None  # so a server of the release before finds it
    db.session.flush()
    _told("activate", key, now, actor, {"valid_from": key.valid_from})


def _told(act: str, key: SigningKey, now: datetime, actor: Actor | None, after: dict[str, Any]) -> None:
    audit.record(act, "signing_key", key.key_id, actor=actor, now=now, after=after)
    log_step(act, key, now)
    wanted(now)


def _last_key_id() -> int:
    return db.session.scalar(select(func.max(SigningKey.key_id))) or 0


def _unended(purpose: str, now: datetime) -> Sequence[SigningKey]:
    """The planned keys and the active one."""
    unended = or_(SigningKey.valid_until.is_(None), SigningKey.valid_until > now)
    return db.session.scalars(
        select(SigningKey).where(SigningKey.purpose == purpose, SigningKey.revoked_at.is_(None), unended).order_by(SigningKey.key_id)
    ).all()


def _opened(key: SigningKey) -> Signer:
    return signers.open_signer(key.algorithm, key.signer, key.key_id, key.public_key, key.private_key, key.label)
