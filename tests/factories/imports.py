"""Imports to tell stories about: files as a company's clerk makes them, sent, mapped and checked as the app does it."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any
from urllib.parse import quote
from uuid import UUID

from xlsxwriter import Workbook

from tests.factories.jobs import do
from tests.support.world import Browser, World

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEAD = ("姓名", "身份证号", "保安员证号", "岗位", "入职日期", "驻点", "离职日期", "离职原因")

Rows = Sequence[Sequence[Any]]


def workbook(rows: Rows, head: Sequence[str] = HEAD) -> bytes:
    """An XLSX with a title, a head and these rows; everything text."""
    out = BytesIO()
    book = Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("花名册")
    sheet.write_string(0, 0, "保安员花名册")
    for number, row in enumerate([head, *rows], 1):
        for index, value in enumerate(row):
            if value is not None:
                sheet.write_string(number, index, str(value))
    book.close()
    return out.getvalue()


def send(browser: Browser, unit_id: UUID, data: bytes, mode: str = "add", name: str = "花名册.xlsx", **options: Any) -> Any:
    """Send a file; the answer."""
    headers = {"X-File-Name": quote(name), **options.pop("headers", {})}
    return browser.send(
        "POST", f"/units/{unit_id}/imports?mode={mode}", data=data, content_type=options.pop("kind", XLSX), headers=headers, **options
    )


def worked(world: World, browser: Browser, answer: Any) -> dict[str, Any]:
    """The import of an answer, after its job was done."""
    assert answer.status_code in (200, 201), answer.text
    do(world, answer.json["job"]["id"])
    return shown(browser, answer.json["id"])


def shown(browser: Browser, import_id: str) -> dict[str, Any]:
    """An import as it is now."""
    answer = browser.get(f"/imports/{import_id}")
    assert answer.status_code == 200, answer.text
    return {**answer.json, "etag": answer.headers["ETag"]}


def read(world: World, browser: Browser, unit_id: UUID, rows: Rows, mode: str = "add", head: Sequence[str] = HEAD) -> dict[str, Any]:
    """An import whose file was read."""
    return worked(world, browser, send(browser, unit_id, workbook(rows, head), mode))


def map_columns(browser: Browser, import_: dict[str, Any], **more: Any) -> Any:
    """Accept what is proposed; the answer."""
    sheet = next(one for one in import_["sheets"] if one["proposed"])
    columns = [{"index": column["index"], "field": column["field"]} for column in sheet["columns"]]
    body = {"sheet": sheet["index"], "header_row": sheet["header_row"] or 0, "columns": columns, **more}
    return browser.put(f"/imports/{import_['id']}/mapping", json=body, headers={"If-Match": import_["etag"]})


def checked(
    world: World, browser: Browser, unit_id: UUID, rows: Rows, mode: str = "add", head: Sequence[str] = HEAD, **more: Any
) -> dict[str, Any]:
    """An import whose rows were checked."""
    import_ = read(world, browser, unit_id, rows, mode, head)
    return worked(world, browser, map_columns(browser, import_, **more))


def applied(world: World, browser: Browser, import_: dict[str, Any], **body: Any) -> dict[str, Any]:
    """The import after it was applied."""
    return worked(world, browser, browser.post(f"/imports/{import_['id']}/application", body))


def undone(world: World, browser: Browser, import_: dict[str, Any]) -> dict[str, Any]:
    """The import after it was undone."""
    return worked(world, browser, browser.post(f"/imports/{import_['id']}/undoing"))


def rows_of(browser: Browser, import_: dict[str, Any], verdict: str = "") -> list[dict[str, Any]]:
    """Its rows, of a verdict if asked."""
    answer = browser.get(f"/imports/{import_['id']}/rows?limit=100&verdict={verdict}")
    assert answer.status_code == 200, answer.text
    return list(answer.json["items"])


def codes(row: dict[str, Any]) -> list[str]:
    """What is said about a row."""
    return [problem["code"] for problem in row["problems"]]
