"""A host dies under load, then the primary; the replica is promoted. Nothing that was acknowledged is lost."""

from __future__ import annotations

from typing import Any

import pytest

from tests.many.rehearsal import INSPECTORS, LOOKING_UP, OFFICERS, Script, play

SHORT = Script(calm_s=1.5, on_both=True, held_s=0.3, noticed_s=0.5)
pytestmark = pytest.mark.only_on("postgresql")  # SQLite has no replica


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What came of it."""
    return play(SHORT, tmp_path_factory.mktemp("rehearsal"))


def test_everything_acknowledged_is_in_the_promoted_database_exactly_once(report: dict[str, Any]) -> None:
    assert report["lost"] == report["doubled"] == {"verification": 0, "inspection": 0}
    assert min(report["acknowledged"].values()) > 0


def test_every_phone_got_rid_of_everything(report: dict[str, Any]) -> None:
    assert report["unsent"] == 0


def test_the_audit_chain_is_whole(report: dict[str, Any]) -> None:
    assert report["audit"] == []


def test_a_host_that_dies_fails_nobody_but_whose_answer_was_on_its_way(report: dict[str, Any]) -> None:
    """nginx gives what it held to the other host; the key of the command keeps it from being done twice."""
    failed = report["parts"]["host killed"]["failed"]
    assert {outcome.partition(": ")[2] for outcome in failed} <= {"IncompleteRead"}, failed
    assert sum(failed.values()) <= len(OFFICERS) + len(INSPECTORS) + LOOKING_UP


def test_without_a_primary_the_answer_is_not_saved_and_comes_at_once(report: dict[str, Any]) -> None:
    for part in ("primary killed", "replica promoted"):
        failed = report["parts"][part]["failed"]
        assert {outcome.partition(": ")[2] for outcome in failed} <= {"503 not_saved"}, failed
    assert report["parts"]["primary killed"]["failed"]


def test_the_public_page_goes_on_answering_from_the_replica(report: dict[str, Any]) -> None:
    assert [outcome for part in report["parts"].values() for outcome in part["failed"] if outcome.startswith("lookup: 503")] == []


def test_the_hosts_find_the_promoted_server_by_themselves(report: dict[str, Any]) -> None:
    assert report["parts"]["replica promoted"]["requests"] > 0
    assert report["until_first_write_s"] < 60
