"""Whatever is done to the log, or to the register behind its back, by who owns the database: `flask log verify` finds it.

Each attack is SQL with the triggers dropped, in a transaction that is undone afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Connection, delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from backend.certificates import logged
from backend.certificates.models import Certificate, CertificateEvent, SigningKey
from backend.extensions import db
from backend.transparency import checkpoints, leaves, merkle, tree, verifying
from backend.transparency.models import LogCheckpoint, LogEntry, LogHead, LogNode, LogWaiting
from tests.transparency.conftest import Past, run

ENTRIES, NODES, CHECKPOINTS, HEAD = LogEntry.__table__, LogNode.__table__, LogCheckpoint.__table__, LogHead.__table__
CERTIFICATES, EVENTS, KEYS = Certificate.__table__, CertificateEvent.__table__, SigningKey.__table__
Attack = Callable[[Connection, Past], Any]


@contextmanager
def undone(past: Past) -> Iterator[Connection]:
    """A transaction without triggers and references, that never was."""
    with past.world.app.app_context():
        connection = db.session.connection()
        if connection.dialect.name == "sqlite":
            connection.execute(text("PRAGMA defer_foreign_keys = ON"))
            for (name,) in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'log%'")).all():
                connection.execute(text(f"DROP TRIGGER {name}"))
        else:
            for table in ("log_entries", "log_nodes", "log_checkpoints", "log_forks"):
                connection.execute(text(f"DROP TRIGGER {table}_for_good ON {table}"))
            connection.execute(text("SET LOCAL session_replication_role = replica"))  # no references either
        try:
            yield connection
        finally:
            db.session.rollback()


def found(past: Past, attack: Attack, against: bytes | None = None) -> list[str]:
    """What verifying says after an attack."""
    with undone(past) as connection:
        kept = [("kept elsewhere", checkpoints.read(against))] if against else []
        attack(connection, past)
        db.session.expire_all()
        return list(verifying.verify(kept))


def entry(connection: Connection, place: int) -> Any:
    return connection.execute(select(ENTRIES).where(ENTRIES.c.place == place)).one()


def rewrite_leaf(connection: Connection, place: int, **values: Any) -> None:
    """Change an entry so that it is right in itself."""
    row = {**entry(connection, place)._mapping, **values}
    leaf = leaves.leaf_hash(row["kind"], row["at"], row["taken_over"], row["content_hash"])
    connection.execute(update(ENTRIES).where(ENTRIES.c.place == place).values(**values, leaf_hash=leaf))


def rebuild(connection: Connection, past: Past) -> None:
    """Build the tree anew and sign every checkpoint anew, as who has the keys can."""
    connection.execute(delete(NODES))
    hashes = [row.leaf_hash for row in connection.execute(select(ENTRIES.c.leaf_hash).order_by(ENTRIES.c.place))]
    growing = merkle.Growing()
    roots = {0: growing.root}
    for leaf in hashes:
        tree.add_leaves(growing, [leaf])
        roots[growing.size] = growing.root
    connection.execute(update(HEAD).values(size=growing.size))
    connection.execute(delete(CHECKPOINTS).where(CHECKPOINTS.c.size > growing.size))
    for row in connection.execute(select(CHECKPOINTS)).all():
        message = checkpoints.sign(row.size, roots[row.size], row.at, past.world.clock.now())
        connection.execute(update(CHECKPOINTS).where(CHECKPOINTS.c.number == row.number).values(root=roots[row.size], message=message))


def cut(connection: Connection, past: Past, *, checkpoints_too: bool) -> None:
    """Take the last two entries away, and what the log says about its length."""
    left = past.size - 2
    connection.execute(delete(ENTRIES).where(ENTRIES.c.place >= left))
    connection.execute(update(HEAD).values(size=left))
    for level in range(tree.LOWEST, 12):
        connection.execute(delete(NODES).where(NODES.c.level == level, NODES.c.place >= left >> level))
    if checkpoints_too:
        connection.execute(delete(CHECKPOINTS).where(CHECKPOINTS.c.size > left))


def insert_between(connection: Connection, past: Past) -> None:
    """Make room for an entry at place 5, and put one there."""
    for place in range(past.size - 1, 4, -1):
        connection.execute(update(ENTRIES).where(ENTRIES.c.place == place).values(place=place + 1))
    row = {**entry(connection, 6)._mapping, "place": 5, "certificate_id": None, "event_id": None, "content_hash": b"\1" * 32}
    connection.execute(insert(ENTRIES).values({**row, "leaf_hash": leaves.leaf_hash(row["kind"], row["at"], False, b"\1" * 32)}))
    connection.execute(update(HEAD).values(size=past.size + 1))


def exchange(connection: Connection, one: int, other: int) -> None:
    for old, new in ((one, 10_000), (other, one), (10_000, other)):
        connection.execute(update(ENTRIES).where(ENTRIES.c.place == old).values(place=new))


def add_behind(connection: Connection, past: Past, at: int) -> None:
    """Put an entry of another moment behind the last, quite regularly."""
    row = {**entry(connection, past.size - 1)._mapping, "certificate_id": None, "event_id": None, "at": at}
    names = [column.name for column in LogWaiting.__table__.columns if column.name != "number"]
    connection.execute(insert(LogWaiting).values({name: row[name] for name in names}))
    from backend.transparency import operations

    operations.seal(past.world.clock.now())


def an_hour_before(connection: Connection) -> int:
    return int(connection.scalar(select(CHECKPOINTS.c.at).order_by(CHECKPOINTS.c.number.desc()).limit(1)) or 0) - 3600


def on_place_7(**values: Any) -> Attack:
    return lambda connection, past: connection.execute(update(ENTRIES).where(ENTRIES.c.place == 7).values(**values))


def on_checkpoint_2(**values: Any) -> Attack:
    return lambda connection, past: connection.execute(update(CHECKPOINTS).where(CHECKPOINTS.c.number == 2).values(**values))


def on_certificate(number: int, **values: Any) -> Attack:
    return lambda connection, past: connection.execute(
        update(CERTIFICATES).where(CERTIFICATES.c.id == past.certificates[number]).values(**values)
    )


def on_revoked(**values: Any) -> Attack:
    return lambda connection, past: connection.execute(update(EVENTS).where(of(past.certificates[4])).values(**values))


def of(certificate_id: UUID) -> Any:
    return EVENTS.c.certificate_id == certificate_id


ON_THE_LOG: dict[str, tuple[Attack, str]] = {
    "an edited kind": (on_place_7(kind="cancel"), "entry 7 was changed"),
    "an impossible kind": (on_place_7(kind="gift"), "cannot be an entry"),
    "an edited moment": (on_place_7(at=1), "entry 7 was changed"),
    "an edit with its own hash made right": (lambda c, p: rewrite_leaf(c, 7, content_hash=b"\2" * 32), "had another root"),
    "an edit said to be taken over": (lambda c, p: rewrite_leaf(c, 7, taken_over=True), "had another root"),
    "an edited hash": (on_place_7(leaf_hash=bytes(32)), "entry 7 was changed"),
    "a deleted entry": (lambda c, p: c.execute(delete(ENTRIES).where(ENTRIES.c.place == 7)), "entries 7 to 7 are missing"),
    "a deleted first entry": (lambda c, p: c.execute(delete(ENTRIES).where(ENTRIES.c.place == 0)), "entries 0 to 0 are missing"),
    "an emptied log": (lambda c, p: c.execute(delete(ENTRIES)), "its end was cut off"),
    "an inserted entry": (insert_between, "had another root"),
    "exchanged entries": (lambda c, p: exchange(c, 3, 8), "had another root"),
    "a cut tail": (lambda c, p: cut(c, p, checkpoints_too=False), "its end was cut off"),
    "a tail cut with its checkpoints": (lambda c, p: cut(c, p, checkpoints_too=True), "is not in the log"),
    "a changed length": (lambda c, p: c.execute(update(HEAD).values(size=p.size - 1)), "its end was cut off"),
    "an entry dated back": (lambda c, p: add_behind(c, p, an_hour_before(c)), "is dated back"),
    "an edited node": (lambda c, p: c.execute(update(NODES).where(NODES.c.place == 0).values(hash=bytes(32))), "node 0 of level 4"),
    "a deleted node": (lambda c, p: c.execute(delete(NODES).where(NODES.c.place == 0)), "node 0 of level 4"),
    "an added node": (lambda c, p: c.execute(insert(NODES).values(level=9, place=9, hash=bytes(32))), "another number of nodes"),
    "an edited root": (on_checkpoint_2(root=bytes(32)), "says something else than what was signed"),
    "a checkpoint dated back": (on_checkpoint_2(at=1), "goes back"),
    "a deleted checkpoint": (
        lambda c, p: c.execute(delete(CHECKPOINTS).where(CHECKPOINTS.c.number == 2)),
        "checkpoints 2 to 2 are missing",
    ),
    "a forged checkpoint": (lambda c, p: on_checkpoint_2(message=p.published[1][:-1] + b"\0")(c, p), "was not signed"),
}

BEHIND_ITS_BACK: dict[str, tuple[Attack, str]] = {
    "a certificate made valid again": (on_certificate(4, state="valid"), "which no act made it"),
    "a state of another day": (on_certificate(4, state_since=date(2026, 1, 1)), "which no act made it"),
    "a longer life": (on_certificate(0, expires_on=date(2099, 1, 1)), "was changed: entry"),
    "another holder": (lambda c, p: on_certificate(0, guard_id=p.certificates[1])(c, p), "was changed: entry"),
    "another card": (on_certificate(0, payload=b"\x11"), "was changed: entry"),
    "another successor": (on_certificate(5, replaced_by_id=None), "replace of"),
    "another reason": (on_revoked(reason="别的"), "was changed: entry"),
    "another officer": (on_revoked(account_name="别人"), "was changed: entry"),
    "an act dated back": (lambda c, p: on_revoked(at=p.world.clock.now() - timedelta(days=9))(c, p), "was changed: entry"),
    "an act taken away": (
        lambda c, p: c.execute(delete(EVENTS).where(of(p.certificates[4]), EVENTS.c.act == "revoke")),
        "speaks of an act that the register no longer has",
    ),
    "an act without an entry": (lambda c, p: add_event(c, p), "is not in the log"),
    "a certificate taken away": (lambda c, p: take_away(c, p.certificates[0]), "speaks of an act that the register no longer has"),
    "another public key": (lambda c, p: c.execute(update(KEYS).values(public_key=b"\4" * 65)), "activated was changed"),
    "a key put into use another day": (
        lambda c, p: c.execute(update(KEYS).where(KEYS.c.activated_at.is_not(None)).values(activated_at=p.world.clock.now())),
        "activated was changed",
    ),
    "a key taken away": (lambda c, p: c.execute(delete(KEYS).where(KEYS.c.key_id == 1)), "a step that the register no longer has"),
    "a key slipped in": (lambda c, p: add_key(c), "signing key 99: key_planned is in the log 0 times"),
    "a certificate without acts": (lambda c, p: add_certificate(c, p), "was issued without an act"),
}


def add_key(connection: Connection) -> None:
    row = connection.execute(select(KEYS).where(KEYS.c.key_id == 1)).one()
    connection.execute(insert(KEYS).values({**row._mapping, "key_id": 99}))


def take_away(connection: Connection, certificate_id: UUID) -> None:
    connection.execute(delete(EVENTS).where(of(certificate_id)))
    connection.execute(delete(CERTIFICATES).where(CERTIFICATES.c.id == certificate_id))


def add_event(connection: Connection, past: Past) -> None:
    row = connection.execute(select(EVENTS).where(of(past.certificates[0]), EVENTS.c.act == "suspend")).one()
    connection.execute(insert(EVENTS).values({**row._mapping, "id": UUID(int=7)}))


def add_certificate(connection: Connection, past: Past) -> None:
    row = connection.execute(select(CERTIFICATES).where(CERTIFICATES.c.id == past.certificates[5])).one()
    new = {"id": UUID(int=(1 << 128) - 1), "number": "44012026999999", "status_index": 1, "replaced_by_id": None}
    connection.execute(insert(CERTIFICATES).values({**row._mapping, **new}))


def test_an_untouched_log_is_whole(past: Past, tmp_path: Path) -> None:
    """By the command itself, against every checkpoint that was ever published."""
    files = [tmp_path / f"{number}.cwt" for number in range(len(past.published))]
    for file, message in zip(files, past.published, strict=True):
        file.write_bytes(message)
    options = [word for file in files for word in ("--against", str(file))]
    assert run(past.world.app, "log", "verify", *options) == (
        0,
        f"The log is whole: {past.size} entries, and the register says the same.\n",
    )
    assert found(past, lambda c, p: None) == []


@pytest.mark.parametrize("name", list(ON_THE_LOG))
def test_a_touched_log_is_found(past: Past, name: str) -> None:
    attack, says = ON_THE_LOG[name]
    lines = found(past, attack)
    assert any(says in line for line in lines), lines


@pytest.mark.parametrize("name", list(BEHIND_ITS_BACK))
def test_a_register_changed_in_silence_is_found(past: Past, name: str) -> None:
    attack, says = BEHIND_ITS_BACK[name]
    lines = found(past, attack)
    assert any(says in line for line in lines), lines


@pytest.mark.parametrize("kept", [2, -1])
def test_a_past_that_was_rewritten_and_signed_anew_is_found_by_who_kept_a_checkpoint(past: Past, kept: int) -> None:
    """Who has the database and the keys can make everything agree again, but for what he does not have."""

    def attack(connection: Connection, past: Past) -> None:
        first = connection.scalar(select(ENTRIES.c.place).where(ENTRIES.c.certificate_id == past.certificates[0]).limit(1))
        event_id = entry(connection, first).event_id
        connection.execute(update(EVENTS).where(EVENTS.c.id == event_id).values(account_name="别人"))
        act = dict(logged.acts_of(past.certificates[0]))[event_id.hex]
        rewrite_leaf(connection, first, content_hash=leaves.act_hash(entry(connection, first).seed, act))
        rebuild(connection, past)

    assert found(past, attack) == []
    assert "its past was rewritten" in "".join(found(past, attack, past.published[kept]))


def test_a_tail_that_was_cut_with_everything_it_spoke_of_is_found_by_who_kept_a_checkpoint(past: Past) -> None:
    def attack(connection: Connection, past: Past) -> None:
        lost = connection.execute(select(ENTRIES.c.event_id).where(ENTRIES.c.place >= past.size - 1)).scalars().all()
        connection.execute(delete(EVENTS).where(EVENTS.c.id.in_(lost)))
        back = {"state": "valid", "state_reason": "测试所需"}
        since = connection.scalar(select(EVENTS.c.effective_on).where(of(past.certificates[4]), EVENTS.c.act == "reinstate"))
        connection.execute(update(CERTIFICATES).where(CERTIFICATES.c.id == past.certificates[4]).values(**back, state_since=since))
        connection.execute(delete(ENTRIES).where(ENTRIES.c.place >= past.size - 1))
        rebuild(connection, past)

    assert found(past, attack) == []
    assert found(past, attack, past.published[-1]) == [
        f"kept elsewhere is of {past.size} entries, the log has {past.size - 1}: its end was cut off"
    ]


@pytest.mark.parametrize("table", ["log_entries", "log_nodes", "log_checkpoints"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_change_the_log(past: Past, table: str, verb: str) -> None:
    column = "number" if table == "log_checkpoints" else "place"
    with past.world.app.app_context():
        with pytest.raises(DBAPIError, match="is for good"):
            db.session.execute(text(verb.format(table, column, column)))
        db.session.rollback()


def test_a_file_that_is_no_checkpoint_of_ours_proves_nothing(past: Past, tmp_path: Path) -> None:
    file = tmp_path / "no.cwt"
    file.write_bytes(past.published[0][:-1] + b"\0")
    code, words = run(past.world.app, "log", "verify", "--against", str(file))
    assert (code, "not a checkpoint" in words) == (1, True)
