"""Jobs, done in the test's own process, and the files that come of them."""

from __future__ import annotations

import threading
from io import BytesIO
from typing import Any
from uuid import UUID

from python_calamine import CalamineWorkbook

from backend.jobs.worker import run_job
from tests.support.world import Browser, World


def do(world: World, job_id: str | UUID) -> None:
    """What a worker does when it is called to a job."""
    run_job(world.app, UUID(str(job_id)), threading.Event())


def exported(world: World, browser: Browser, path: str, body: dict[str, Any] | None = None) -> dict[str, list[list[Any]]]:
    """Ask for an export, have it done, fetch it: the rows of each sheet."""
    asked = browser.post(path, body or {})
    assert asked.status_code == 202, asked.text
    do(world, asked.json["id"])
    return sheets(fetched(browser, asked.json["id"]))


def fetched(browser: Browser, job_id: str) -> bytes:
    """The file of a job that is done."""
    answer = browser.get(f"/exports/{job_id}/file")
    assert answer.status_code == 200, answer.text
    assert answer.content_length == len(answer.data)
    return answer.data


def sheets(file: bytes) -> dict[str, list[list[Any]]]:
    """Every sheet of a workbook, row by row."""
    book = CalamineWorkbook.from_filelike(BytesIO(file))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
