"""An officer takes the list he is looking at home as a file."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.phone import PATIENCE_MS, Phone
from tests.browser.server import PROJECT, RunningServer
from tests.factories.jobs import sheets
from tests.support.cluster import children_of


@contextmanager
def stopped_workers(server: RunningServer) -> Iterator[None]:
    """The server's own job worker does nothing meanwhile, nor who would start another."""
    assert server.process
    beside = next(pid for pid in children_of(server.process.pid) if b"beside.py" in Path(f"/proc/{pid}/cmdline").read_bytes())
    os.kill(beside, signal.SIGSTOP)  # first, so that it starts none in between
    workers = children_of(beside)
    for pid in workers:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in (*workers, beside):
            os.kill(pid, signal.SIGCONT)


@contextmanager
def held_worker(server: RunningServer, before: int) -> Iterator[subprocess.Popen[str]]:
    """A worker that takes row by row and waits before that one until its standard input is closed."""
    command = [sys.executable, "-m", "tests.jobs.held_worker", str(before), "1"]
    pipe = subprocess.PIPE
    with (
        (server.data / "held.log").open("w") as log,
        subprocess.Popen(command, cwd=PROJECT, env=server.environment, stdin=pipe, stdout=pipe, stderr=log, text=True) as worker,
    ):
        try:
            yield worker
        finally:
            worker.kill()


def test_the_guards_of_a_search_become_a_file(chrome: Browser, server: RunningServer, tmp_path: Path) -> None:
    desk = Phone(chrome, server, desk=True)
    desk.sign_in("city_officer")
    page = desk.page
    page.goto("/guards")
    page.get_by_label("保安员证状态").select_option(label="已吊销")
    rows = page.get_by_role("listitem").filter(has_text=re.compile("已吊销"))
    expect(rows.first).to_be_visible()

    with stopped_workers(server), held_worker(server, before=2) as worker:
        page.get_by_role("button", name="导出").click()
        expect(page.get_by_role("heading", name="任务", exact=True)).to_be_visible()
        job = page.get_by_role("article").first
        expect(job).to_contain_text("导出保安员")
        assert worker.stdout
        assert select.select([worker.stdout], [], [], PATIENCE_MS / 1000)[0], "it never got so far"
        assert worker.stdout.readline() == "held\n"
        expect(job).to_contain_text(re.compile("进行中.*正在读取 2 / [3-9]", re.DOTALL))
        bar = job.get_by_role("progressbar", name="导出保安员")
        expect(bar).to_have_js_property("value", 2)
        assert bar.evaluate("bar => bar.max") > 2
        assert desk.findings() == []
        assert worker.stdin
        worker.stdin.close()
        expect(job).to_contain_text("已完成")
    expect(job.get_by_role("progressbar")).to_have_count(0)
    expect(page.get_by_role("status").filter(has_text="导出保安员：已完成")).to_have_count(1)

    with page.expect_download() as waiting:
        job.get_by_role("link", name="下载").click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    assert re.fullmatch(r"保安员_\d{8}_\d{4}\.xlsx", file.name)
    book = sheets(file.read_bytes())
    assert {row[5] for row in book["保安员"][1:]} == {"已吊销"}
    assert ["筛选条件", "证件状态: 已吊销"] in book["说明"]
    desk.close()
