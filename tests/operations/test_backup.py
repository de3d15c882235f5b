"""The drill: back up, destroy, put back; and everything that can be wrong with a backup leaves what is there."""

from __future__ import annotations

import contextlib
import io
import os
import resource
import shutil
import signal
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from flask_migrate import downgrade, upgrade

from backend.backup import operations, sealed
from backend.backup.about import newest_revision
from backend.backup.archive import ArchiveReader, ArchiveWriter
from backend.backup.sealed import CHUNK, TAG_BYTES, BackupError, Secret
from backend.extensions import db
from backend.guards import operations as guards
from backend.guards.models import Guard
from backend.permissions import Role
from tests.factories.guards import identity_number, person
from tests.operations.installation import AUDIT, LARGE_PICTURE, PROJECT, Installation
from tests.support.world import PROVINCE, TIANHE, World

SECRET = Secret(b"another key that only tests know", "key")
MIGRATIONS = str(PROJECT / "migrations")
LONGEST_WAIT_S = 120


def test_what_was_destroyed_comes_back_whole(installation: Installation, backup: Path) -> None:
    before, acts = installation.content(), installation.audited()
    installation.destroy()
    assert installation.run("restore", backup).exit_code == 0
    after = installation.content()
    assert {name: after[name] for name in before if name not in AUDIT} == {name: before[name] for name in before if name not in AUDIT}
    assert acts[-1] == ("create", "backup")
    assert installation.audited() == [*acts[:-1], ("restore", "backup")]
    assert installation.run("audit", "verify").exit_code == 0
    assert installation.leftovers() == []


def test_what_is_there_is_replaced_only_when_asked_and_kept_beside(installation: Installation, backup: Path) -> None:
    before = installation.content()
    refused = installation.run("restore", backup)
    assert refused.exit_code == 1
    assert "--replace" in refused.output
    assert (installation.content(), installation.kept()) == (before, [])
    result = installation.run("restore", "--replace", backup)
    assert result.exit_code == 0, result.output
    assert len(installation.kept()) == 1
    assert installation.kept()[0] in result.output


def test_a_backup_made_while_others_write_is_one_instant(installation: Installation, world: World, tmp_path: Path) -> None:
    registrar, stop, done = world.actor(Role.PROVINCE_OFFICER, PROVINCE), threading.Event(), [0]

    def write() -> None:
        while not stop.is_set():
            with world.session():
                guards.register_guard(
                    {**person(world, identity_number=identity_number(500 + done[0])), "agency_code": TIANHE}, registrar, world.clock.now()
                )
            done[0] += 1

    first = installation.count(Guard)
    writer = threading.Thread(target=write)
    writer.start()
    try:
        wait_until(lambda: done[0] > 0)
        acknowledged = done[0]
        assert installation.run("backup", tmp_path / "backup").exit_code == 0
        at_the_end = done[0]
    finally:
        stop.set()
        writer.join()
    with world.app.app_context():
        db.engine.dispose()
    result = installation.run("restore", "--replace", tmp_path / "backup")
    assert result.exit_code == 0, result.output  # counts and audit chain were compared with the snapshot's
    assert first + acknowledged <= installation.count(Guard) <= first + at_the_end + 1


def test_no_altered_or_cut_backup_is_read(installation: Installation, backup: Path) -> None:
    whole, before = backup.read_bytes(), installation.content()
    head = len(sealed.MAGIC) + 4
    chunks = head + int.from_bytes(whole[len(sealed.MAGIC) : head], "big")
    size = CHUNK + TAG_BYTES
    assert len(whole) > chunks + 3 * size
    for place in (0, 5, head, head + 40, chunks, chunks + 1, chunks + size, chunks + 2 * size, len(whole) - 1):
        with refused(installation, backup, whole[:place]):
            pass
    for place in (0, len(sealed.MAGIC), head + 3, chunks - 10, chunks, chunks + size // 2, chunks + size, len(whole) - 1):
        with refused(installation, backup, whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]):
            pass
    one, two = whole[chunks : chunks + size], whole[chunks + size : chunks + 2 * size]
    with refused(installation, backup, whole[:chunks] + two + one + whole[chunks + 2 * size :]):
        pass
    with refused(installation, backup, whole + b"more"):
        pass
    assert installation.run("restore", "--replace", backup).exit_code == 1
    assert (installation.content(), installation.kept(), installation.leftovers()) == (before, [], [])


def test_the_encryption_alone_notices_that_the_end_is_missing() -> None:
    """Not only what is inside: what is cut between two chunks has no last one."""
    file = io.BytesIO()
    writer = sealed.Writer(file, SECRET)
    writer.write(bytes(3 * CHUNK))
    writer.close()
    whole = file.getvalue()
    assert b"".join(sealed.read(io.BytesIO(whole), SECRET)) == bytes(3 * CHUNK)
    with pytest.raises(BackupError, match="altered or cut"):
        list(sealed.read(io.BytesIO(whole[: -CHUNK - TAG_BYTES]), SECRET))


def test_another_key_opens_nothing(installation: Installation, backup: Path, tmp_path: Path) -> None:
    before, right = installation.content(), installation.settings
    phrase = tmp_path / "phrase"
    phrase.write_text("a passphrase, not a key\n")
    assert "made with a key" in installation.run("restore", "--replace", "--passphrase-file", phrase, backup).output
    installation.settings = replace(right, backup_key="A" * 43 + "=")
    result = installation.run("restore", "--replace", backup)
    assert "not its key" in result.output
    assert (result.exit_code, installation.content()) == (1, before)


def test_a_passphrase_opens_what_it_closed(installation: Installation, tmp_path: Path) -> None:
    phrase, other = tmp_path / "phrase", tmp_path / "other"
    phrase.write_text("correct horse battery staple\n")
    other.write_text("correct horse battery stable\n")
    assert installation.run("backup", "--passphrase-file", phrase, tmp_path / "file").exit_code == 0
    assert "not its key" in installation.run("check-backup", "--passphrase-file", other, tmp_path / "file").output
    result = installation.run("check-backup", "--passphrase-file", phrase, tmp_path / "file")
    assert result.exit_code == 0
    assert "4 pictures" in result.output


def test_a_house_with_other_data_keys_gets_the_backups_keys_or_nothing(installation: Installation, backup: Path, tmp_path: Path) -> None:
    before, right = installation.content(), installation.settings
    installation.settings = replace(right, data_keys=(b"k" * 32,))
    result = installation.run("restore", "--replace", backup)
    assert (result.exit_code, "other data keys" in result.output) == (1, True)
    assert installation.content() == before
    assert installation.run("restore", "--replace", backup, "--keys-to", tmp_path / "keys").exit_code == 0
    assert (tmp_path / "keys").read_text().splitlines() == [
        f"GANGWEI_SECRET_KEY={right.secret_key}",
        "GANGWEI_DATA_KEYS=YSBrZXkgdGhhdCBvbmx5IHRoZSB0ZXN0cyBrbm93Li4=",
    ]
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o600


def test_an_older_form_is_refused_unless_it_shall_be_brought_up(installation: Installation, tmp_path: Path) -> None:
    app = installation.app()
    with app.app_context():
        downgrade(MIGRATIONS, revision="-1")
        db.engine.dispose()
    assert installation.run("backup", tmp_path / "old").exit_code == 0
    with app.app_context():
        upgrade(MIGRATIONS)
        db.engine.dispose()
    before = installation.content()
    result = installation.run("restore", "--replace", tmp_path / "old")
    assert (result.exit_code, "--migrate" in result.output) == (1, True)
    assert (installation.content(), installation.kept()) == (before, [])
    result = installation.run("restore", "--replace", "--migrate", tmp_path / "old")
    assert result.exit_code == 0, result.output
    assert installation.content()["guards"] == before["guards"]


def test_a_newer_form_and_another_database_are_refused(installation: Installation, backup: Path, tmp_path: Path) -> None:
    before = installation.content()
    other = "postgresql" if installation.on_sqlite else "sqlite"
    for change, words in (({"revision": "9999"}, "newer release"), ({"database": other}, other)):
        rewrite(backup, tmp_path / words, change)
        result = installation.run("restore", "--replace", "--migrate", tmp_path / words)
        assert (result.exit_code, words in result.output) == (1, True)
    assert (installation.content(), installation.kept()) == (before, [])


@pytest.mark.parametrize(
    ("change", "words"),
    [({"counts": {"guards": 4}}, "guards"), ({"audit": {"count": 1, "hash": "00"}}, "audit chain")],
    ids=("rows", "audit"),
)
def test_a_database_that_is_not_what_was_counted_never_takes_the_place(
    installation: Installation, backup: Path, tmp_path: Path, change: dict[str, object], words: str
) -> None:
    before = installation.content()
    rewrite(backup, tmp_path / "odd", change)
    result = installation.run("restore", "--replace", tmp_path / "odd")
    assert (result.exit_code, words in result.output) == (1, True), result.output
    assert (installation.content(), installation.kept(), installation.leftovers()) == (before, [], [])


def test_a_database_in_use_is_not_replaced(installation: Installation, backup: Path) -> None:
    url = installation.settings.database_url
    connection = sqlite3.connect(url.removeprefix("sqlite:///")) if installation.on_sqlite else psycopg.connect(url)
    with contextlib.closing(connection):
        connection.execute("SELECT count(*) FROM guards")
        result = installation.run("restore", "--replace", backup)
    assert (result.exit_code, "in use" in result.output) == (1, True)
    assert installation.kept() == []


def test_a_full_disk_leaves_what_is_there(installation: Installation, backup: Path) -> None:
    """No file may grow to three megabytes: to the program that is a full disk, here at the large picture after small ones."""
    before = installation.content()
    shutil.rmtree(installation.folder / "media")
    without = installation.content()
    process = installation.start("restore", "--replace", backup, preexec_fn=lambda: small_files(LARGE_PICTURE - 1))
    words, _ = process.communicate(timeout=LONGEST_WAIT_S)
    assert process.returncode == 1, words
    assert "File too large" in words
    assert (installation.content(), installation.kept(), installation.leftovers()) == (without, [], [])
    assert installation.run("restore", "--replace", backup).exit_code == 0
    assert {name: text for name, text in installation.content().items() if name not in before or text != before[name]}.keys() <= AUDIT


def test_a_full_disk_leaves_no_half_backup(installation: Installation, tmp_path: Path) -> None:
    process = installation.start("backup", tmp_path / "half", preexec_fn=lambda: small_files(1 << 19))
    words, _ = process.communicate(timeout=LONGEST_WAIT_S)
    assert process.returncode == 1, words
    assert not list(tmp_path.glob("half*"))


def test_a_restore_killed_in_the_middle_leaves_what_is_there_and_can_be_repeated(
    installation: Installation, backup: Path, tmp_path: Path
) -> None:
    before = installation.content()
    pipe, next_pipe = tmp_path / "pipe", tmp_path / "next"
    os.mkfifo(pipe)
    os.mkfifo(next_pipe)
    process = installation.start("restore", "--replace", pipe)
    whole = backup.read_bytes()
    with pipe.open("wb", buffering=0) as first:
        first.write(whole)  # read through
        os.replace(next_pipe, pipe)
    with pipe.open("wb", buffering=0) as second:
        second.write(whole[:-100])  # and now it waits in the middle of a picture
        wait_until(lambda: bool(installation.leftovers()))
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=LONGEST_WAIT_S)
    assert (installation.content(), installation.kept()) == (before, [])
    assert installation.leftovers() != []
    assert installation.run("restore", "--replace", backup).exit_code == 0
    assert installation.leftovers() == []


def test_a_backup_is_never_written_over(installation: Installation, backup: Path) -> None:
    before = backup.read_bytes()
    result = installation.run("backup", backup)
    assert (result.exit_code, "exists already" in result.output) == (1, True)
    assert backup.read_bytes() == before


@contextlib.contextmanager
def refused(installation: Installation, file: Path, content: bytes) -> Iterator[None]:
    """This content is no backup; the file is left so."""
    file.write_bytes(content)
    with pytest.raises(BackupError):
        operations.read_through(file, SECRET)
    yield


def rewrite(file: Path, to: Path, change: dict[str, object]) -> None:
    """The same backup, sealed with its key, that says something else about itself."""
    found = operations.read_through(file, SECRET)
    about = {name: value for name, value in found.items() if name not in ("keys", "pictures")}
    counts = change.get("counts")
    change = {**change, "counts": {**about["counts"], **counts}} if isinstance(counts, dict) else change
    with file.open("rb") as source, to.open("wb") as target:
        archive = ArchiveWriter(sealed.Writer(target, SECRET))
        for name, blocks in ArchiveReader(sealed.read(source, SECRET)).members():
            if name == operations.ABOUT:
                archive.add_json(name, {**about, **change})
            else:
                archive.add(name, blocks)
        archive.close()


def small_files(limit: int) -> None:
    """Run in the child: writes beyond so many bytes fail with EFBIG, as a full disk fails with ENOSPC."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


def wait_until(condition: Callable[[], bool]) -> None:
    """Until it is so."""
    end = time.monotonic() + LONGEST_WAIT_S
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_the_newest_form_is_that_of_the_last_migration() -> None:
    assert newest_revision() == max(file.name[:4] for file in (PROJECT / "migrations" / "versions").glob("*.py"))
