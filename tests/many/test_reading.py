"""Reads that may lag, on one machine: from the primary, as of now, and unable to write."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from backend import reading
from backend.extensions import db


def test_the_primary_is_read_as_of_now(app: Flask, clock) -> None:
    with app.app_context(), reading.lagging(clock.now()) as read:
        assert read.connection.execute(text("SELECT count(*) FROM agencies")).scalar_one() > 0
        assert (read.as_of, read.from_replica) == (clock.now(), False)


def test_such_a_connection_cannot_write(app: Flask, clock) -> None:
    with app.app_context(), reading.lagging(clock.now()) as read, pytest.raises(DBAPIError, match=r"read-?only"):
        read.connection.execute(text("UPDATE agencies SET name = 'x'"))


def test_reading_waits_for_no_writer_and_sees_only_what_is_committed(app: Flask, clock) -> None:
    with app.app_context():
        db.session.execute(text("UPDATE agencies SET name = 'half done'"))
        found, _ = reading.ask(
            lambda c: c.execute(text("SELECT count(*) FROM agencies WHERE name = 'half done'")).scalar_one(), clock.now()
        )
        db.session.rollback()
    assert found == 0
