"""Publish the trust list and the status list: gather, sign, keep; every hour, and soon after something changed."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, func, select, tuple_

from backend.certificates import cose, keys, lists, numbering
from backend.certificates.algorithms import BY_NAME
from backend.certificates.lists import ListedKey
from backend.certificates.models import Certificate, Publication, PublicationWant, SigningKey
from backend.certificates.wants import wanted
from backend.extensions import db, settings
from backend.jobs.context import Context
from backend.jobs.kinds import Kind, declare
from backend.jobs.models import OPEN_STATES, Job
from backend.jobs.operations import create_job
from backend.quick import Read

__all__ = ["ask_when_due", "find_published", "publish", "wanted"]

TRUST, STATUS = "trust", "status"
EVERY = timedelta(hours=1)
NOT_SOONER = timedelta(seconds=20)
"""Acts that follow one another closely share a publication: none comes sooner after the last."""
KEPT = 10
"""Publications kept of each kind, beside the last one that each key signed."""
FETCHED = 10_000

_OF_KIND = select(Publication.etag, Publication.content).where(Publication.kind == bindparam("kind")).order_by(Publication.version.desc())
_LATEST = Read(_OF_KIND.limit(1))
_SIGNED_BY = Read(
    _OF_KIND.join(SigningKey, SigningKey.key_id == Publication.key_id)
    .where(Publication.key_id == bindparam("key_id"), SigningKey.revoked_at.is_(None))
    .limit(1)
)


def find_published(kind: str, key_id: int | None = None) -> Any:
    """`etag` and `content` of the newest list, or the newest one that a key signed which was not revoked; None when there is none."""
    if key_id is None:
        return _LATEST.first(kind=kind)
    return _SIGNED_BY.first(kind=kind, key_id=key_id) if key_id <= keys.LAST_KEY_ID else None


def publish(now: datetime) -> dict[str, Any]:
    """Publish both lists as of now, in the session's transaction. Returns their versions and sizes. Raises SignerUnavailable.

    What was wanted is read first and deleted last, by its ids: whatever is committed in between is published next time.
    Nobody who writes waits while states are read, packed and compressed: all that goes over a connection that only reads.
    """
    ids, packed, not_valid = _gather()
    deflated = lists.deflate(bytes(packed))
    told = _publish(deflated, len(packed) * lists.PER_BYTE, not_valid, now)
    for start in range(0, len(ids), FETCHED):
        db.session.execute(delete(PublicationWant).where(PublicationWant.id.in_(ids[start : start + FETCHED])))
    _forget_old()
    return told


def publish_first(now: datetime) -> None:
    """Publish where nothing was ever published: a step of `flask setup`."""
    if db.session.scalar(select(Publication.version).limit(1)) is None:
        publish(now)


def ask_when_due(now: datetime) -> bool:
    """Enter a publication when one is wanted or the last is an hour old, and none is under way; a step of the workers' sweep."""
    with _reading() as connection:
        due = _is_due(connection, now)
    if due:
        create_job(KIND, {}, None, now)
    return due


def list_published() -> list[Publication]:
    """The newest of each kind, for the administrator."""
    newest = select(Publication.kind, func.max(Publication.version)).group_by(Publication.kind)
    these = tuple_(Publication.kind, Publication.version).in_(newest)
    return list(db.session.scalars(select(Publication).where(these).order_by(Publication.kind.desc())))


def count_waiting() -> int:
    """How many changes the lists do not say yet."""
    return db.session.scalar(select(func.count(PublicationWant.id))) or 0


def run(context: Context) -> dict[str, Any]:
    """The job."""
    return publish(context.now())


KIND = declare(Kind("publish_lists", run)).name


def _is_due(connection: Connection, now: datetime) -> bool:
    newest = select(Publication.published_at).where(Publication.kind == STATUS).order_by(Publication.version.desc()).limit(1)
    last = connection.scalar(newest)
    age = EVERY if last is None or last > now else now - last  # one of tomorrow was made by a clock that was wrong
    if age < NOT_SOONER or (age < EVERY and connection.scalar(select(PublicationWant.id).limit(1)) is None):
        return False
    under_way = select(Job.id).where(Job.due_at.is_not(None), Job.kind == KIND, Job.state.in_(OPEN_STATES)).limit(1)
    return connection.scalar(under_way) is None


def _gather() -> tuple[list[UUID], bytearray, int]:
    """What was wanted, two bits for each place, and how many are not valid. Only those are read: all others are zero already."""
    others = select(Certificate.status_index, Certificate.state).where(Certificate.state.in_(tuple(lists.STATUS_OF)))
    with _reading() as connection:
        ids = list(connection.scalars(select(PublicationWant.id)))
        highest = connection.scalar(select(func.max(Certificate.status_index))) or 0
        rows = connection.execute(others, execution_options={"yield_per": FETCHED})
        return ids, *lists.pack(numbering.space_of(highest), ((row.status_index, row.state) for row in rows))


@contextmanager
def _reading() -> Iterator[Connection]:
    """A connection beside the session's that takes no part in the line of SQLite's writers."""
    with db.engine.connect() as connection:
        yield connection.execution_options(reads_only=True)


def _publish(deflated: bytes, places: int, not_valid: int, now: datetime) -> dict[str, Any]:
    signer, origin = keys.get_list_signer(now), settings().public_origin
    listed = [_listed(key, now) for key in db.session.scalars(select(SigningKey).order_by(SigningKey.key_id))]
    revoked = sum(key.revoked_at is not None for key in listed)
    made = []
    for kind in (TRUST, STATUS):
        version = _next_version(kind, now)
        if kind == TRUST:
            claims, content_type, counts = lists.trust_claims(origin, version, listed, now), lists.TRUST_TYPE, (len(listed), revoked)
        else:
            claims, content_type, counts = lists.status_claims(origin, version, deflated, now), lists.STATUS_TYPE, (places, not_valid)
        content = cose.sign1(content_type, claims, signer.algorithm, signer.key_id, signer.signer.sign)
        made.append(_publication(kind, version, signer.key_id, content, claims[cose.EXPIRES], counts, now))
    db.session.add_all(made)
    db.session.flush()
    return {
        one.kind: {"version": one.version, "bytes": len(one.content), "entries": one.entries, "not_valid": one.not_valid} for one in made
    }


def _publication(kind: str, version: int, key_id: int, content: bytes, expires: int, counts: tuple[int, int], now: datetime) -> Publication:
    return Publication(
        kind=kind,
        version=version,
        key_id=key_id,
        content=content,
        etag=hashlib.sha256(content).hexdigest()[:32],
        published_at=now,
        expires_at=datetime.fromtimestamp(expires, UTC),
        entries=counts[0],
        not_valid=counts[1],
    )


def _next_version(kind: str, now: datetime) -> int:
    """One more than the last, and at least the present second: where an older backup was restored, phones hold later ones."""
    last = db.session.scalar(select(func.max(Publication.version)).where(Publication.kind == kind)) or 0
    return max(last + 1, int(now.timestamp()))


def _listed(key: SigningKey, now: datetime) -> ListedKey:
    ended = key.ended_at(now)
    return ListedKey(
        key.key_id,
        BY_NAME[key.algorithm].cose,
        bytes(key.public_key),
        lists.PURPOSES[key.purpose],
        int(key.valid_from.timestamp()),
        int(ended.timestamp()) if ended else None,
        int(key.revoked_at.timestamp()) if key.revoked_at else None,
    )


def _forget_old() -> None:
    rows = db.session.execute(select(Publication.kind, Publication.version, Publication.key_id).order_by(Publication.version.desc())).all()
    kept: Counter[str] = Counter()
    signers: set[tuple[str, int]] = set()
    for row in rows:
        if kept[row.kind] >= KEPT and (row.kind, row.key_id) in signers:
            db.session.execute(delete(Publication).where(Publication.kind == row.kind, Publication.version == row.version))
        kept[row.kind] += 1
        signers.add((row.kind, row.key_id))
